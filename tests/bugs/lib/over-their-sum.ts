import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';

/** Rows of `length` numbers, each divided by its sum. */
export const overTheirSum = <F extends Floats>(k: Kernels, rows: F, length: number): F => {
  const outer = rows.length / length;
  return k.divide(rows, k.repeat(k.sum(rows, outer, length, 1), outer, length, 1));
};
