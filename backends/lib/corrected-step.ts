import type { Floats, Kernels } from './kernels.ts';

export interface Corrections {
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  readonly t0: number;
}

/** u = m̂/r with r = √v̂ + eps, m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), at the step t0 + t of the new moments m and v. */
export function correctedStep(
  k: Kernels,
  m: Floats,
  v: Floats,
  { beta1, beta2, eps, t0 }: Corrections,
  t: number,
) {
  const ofM = 1 / (1 - beta1 ** (t0 + t));
  const ofV = 1 / (1 - beta2 ** (t0 + t));
  const corrected = k.affine(ofV, v, 0);
  const r = k.affine(1, k.map('sqrt', corrected), eps);
  return { u: k.divide(k.affine(ofM, m, 0), r), r, corrected, ofM, ofV };
}

/** From du: dm = du/(r (1 − β₁ᵗ)); dr = −du u/r and dv = dr / (2√v̂ (1 − β₂ᵗ)), nothing where v̂ = 0. */
export function correctedStepGradient(
  k: Kernels,
  m: Floats,
  v: Floats,
  corrections: Corrections,
  t: number,
  du: Floats,
): { readonly m: Floats; readonly v: Floats } {
  const { u, r, corrected, ofM, ofV } = correctedStep(k, m, v, corrections, t);
  const over = k.divide(du, r);
  const dr = k.affine(-1, k.multiply(over, u), 0);
  return { m: k.affine(ofM, over, 0), v: k.affine(ofV, k.mapGradient('sqrt', corrected, dr), 0) };
}
