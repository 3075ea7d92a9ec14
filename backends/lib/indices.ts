import { type Floats, type Kernels, zeros } from './kernels.ts';

/** Where x[n, t[n]] stands in x[N, columns]. */
export const chosen = (t: Int32Array, columns: number): Int32Array =>
  t.map((column, n) => n * columns + column);

/** [N, columns] of the dtype of `like`: 1 at n, t[n], else 0. */
export const oneHot = (k: Kernels, like: Floats, t: Int32Array, columns: number): Floats =>
  k.scatterAdd(zeros(like, t.length).fill(1), chosen(t, columns), t.length * columns, 1);

/** 1 where x ≠ 0 (NaN included), else 0. */
export const nonzero = (x: Floats): Int32Array => Int32Array.from(x, (value) => (value === 0 ? 0 : 1));
