import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';

/** √Σx², the squares added up in the dtype of x as they are. */
export function rootOfSquares(k: Kernels, x: Floats): number {
  const [squared] = k.map('sqrt', k.sum(k.multiply(x, x), 1, x.length, 1));
  return squared;
}
