import { perChannel } from './channels.ts';
import type { Floats, Kernels } from './kernels.ts';
import type { Norm } from './layer-norm.ts';

/**
 * x[N,C,L] cut into rows of `columns` numbers, whole channels each: y = γ x̂ + β with x̂ = (x − mean)/√(variance + eps)
 * of each row, γ and β one number a channel.
 */
export function normaliseRows(
  k: Kernels,
  { gamma, beta }: Norm,
  x: Floats,
  L: number,
  columns: number,
  eps: number,
): Floats {
  const scaled = k.multiply(k.normalise(x, columns, eps).y, perChannel(k, gamma, L));
  return k.combine(1, scaled, 1, perChannel(k, beta, L));
}

/** With dx̂ = γ dy: dγ = Σ dy x̂ and dβ = Σ dy over samples and positions; dx̂ goes back through the row. */
export function normaliseRowsGradient(
  k: Kernels,
  gamma: Floats,
  x: Floats,
  dy: Floats,
  L: number,
  columns: number,
  eps: number,
): Norm & { readonly x: Floats } {
  const { y: normal, scale } = k.normalise(x, columns, eps);
  const C = gamma.length;
  const overPlaces = (values: Floats) => k.sum(k.sum(values, 1, values.length / (C * L), C * L), C, L, 1);
  return {
    x: k.normaliseGradient(normal, scale, k.multiply(dy, perChannel(k, gamma, L)), columns),
    gamma: overPlaces(k.multiply(dy, normal)),
    beta: overPlaces(dy),
  };
}
