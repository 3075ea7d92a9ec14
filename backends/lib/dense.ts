import type { Floats, Kernels } from './kernels.ts';

/** x[rows, inner] times the transpose of W[columns, inner]. */
export interface Dense {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** z = x Wᵀ + plus. */
export const dense = (k: Kernels, x: Floats, W: Floats, sizes: Dense, plus?: Floats): Floats =>
  k.matmul(x, W, { ...sizes, transposeB: true, ...(plus && { plus }) });

/** From dz: dx = dz W, dW = dzᵀ x. */
export const denseGradient = (
  k: Kernels,
  x: Floats,
  W: Floats,
  dz: Floats,
  { rows, inner, columns }: Dense,
) => ({
  x: k.matmul(dz, W, { rows, inner: columns, columns: inner }),
  W: k.matmul(dz, x, { rows: columns, inner: rows, columns: inner, transposeA: true }),
});
