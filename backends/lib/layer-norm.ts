import type { Floats, Kernels } from './kernels.ts';

/** gamma[columns], beta[columns]. */
export interface Norm {
  readonly gamma: Floats;
  readonly beta: Floats;
}

/** y = γ ∘ x̂ + β with x̂ = (x − mean)/√(variance + eps) of each row. */
export const layerNorm = (
  k: Kernels,
  { gamma, beta }: Norm,
  x: Floats,
  columns: number,
  eps: number,
): Floats => k.layerNorm(x, gamma, beta, columns, eps);

/** With dx̂ = γ ∘ dy: dγ = Σ dy ∘ x̂, dβ = Σ dy and dx = (dx̂ − mean(dx̂) − x̂ mean(dx̂ ∘ x̂)) / √(variance + eps). */
export function layerNormGradient(
  k: Kernels,
  { gamma }: Pick<Norm, 'gamma'>,
  x: Floats,
  dy: Floats,
  columns: number,
  eps: number,
): Norm & { readonly x: Floats } {
  const { y: normal, scale } = k.normalise(x, columns, eps);
  const rows = x.length / columns;
  return {
    x: k.normaliseGradient(normal, scale, k.multiply(dy, gamma), columns),
    gamma: k.sum(k.multiply(dy, normal), 1, rows, columns),
    beta: k.sum(dy, 1, rows, columns),
  };
}
