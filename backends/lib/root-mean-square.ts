import type { Floats, Kernels } from './kernels.ts';

/** u = g/r with r = √(s + eps). */
export function rescale(k: Kernels, g: Floats, s: Floats, eps: number): { u: Floats; r: Floats } {
  const r = k.map('sqrt', k.affine(1, s, eps));
  return { u: k.divide(g, r), r };
}

/** From du: dg = du/r and, as ∂u/∂s = −u / 2r², ds = −du u / 2(s + eps). */
export function rescaleGradient(k: Kernels, g: Floats, s: Floats, eps: number, du: Floats) {
  const { u, r } = rescale(k, g, s, eps);
  const ds = k.affine(-1 / 2, k.divide(k.multiply(du, u), k.affine(1, s, eps)), 0);
  return { g: k.divide(du, r), s: ds };
}
