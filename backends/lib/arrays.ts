import { type Floats, type Kernels, zeros } from './kernels.ts';

/** The arrays one after the other. */
export function concatenate(arrays: readonly Floats[]): Floats {
  const length = arrays.reduce((total, array) => total + array.length, 0);
  const all = zeros(arrays[0], length);
  let start = 0;
  for (const array of arrays) {
    all.set(array, start);
    start += array.length;
  }
  return all;
}

/** The elementwise sum of arrays of one length. */
export const addAll = (k: Kernels, terms: readonly Floats[]): Floats =>
  terms.reduce((sum, term) => k.combine(1, sum, 1, term));
