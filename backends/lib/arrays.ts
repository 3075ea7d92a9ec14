import { type Floats, type Kernels, zeros } from './kernels.ts';

/** The arrays one after the other. */
export function concatenate(arrays: readonly Floats[]): Floats {
  const all = zeros(
    arrays[0],
    arrays.reduce((total, { length }) => total + length, 0),
  );
  let start = 0;
  for (const array of arrays) {
    all.set(array, start);
    start += array.length;
  }
  return all;
}

export const add = (k: Kernels, x: Floats, y: Floats): Floats => k.combine(1, x, 1, y);
export const addAll = (k: Kernels, terms: readonly Floats[]): Floats =>
  terms.reduce((sum, term) => add(k, sum, term));
