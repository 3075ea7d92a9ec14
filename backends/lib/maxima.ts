import type { Floats } from './kernels.ts';

/** Where the first of the largest of some cells stands, or the first NaN. */
export function firstLargest(x: Floats, cells: Iterable<number>): number {
  let best = -1;
  for (const cell of cells) {
    if (Number.isNaN(x[cell])) return cell;
    if (best === -1 || x[cell] > x[best]) best = cell;
  }
  return best;
}
