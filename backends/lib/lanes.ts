import type { Floats, Kernels } from './kernels.ts';
import type { OptionReader } from './options.ts';

/** A tensor seen along one axis, as [outer, length, inner]. */
export interface Lanes {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** The lanes along the option `axis`: negative counts from the end, −1 unless given. */
export function lanesAlongAxis(options: OptionReader, shape: readonly number[]): Lanes {
  const rank = shape.length;
  if (rank === 0) options.reject('a tensor with an axis to go along', 'a scalar');
  const axis = options.integer('axis', { standard: -1, least: -rank, most: rank - 1 });
  const at = axis < 0 ? axis + rank : axis;
  const volume = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
  return { outer: volume(shape.slice(0, at)), length: shape[at], inner: volume(shape.slice(at + 1)) };
}

/** The lanes laid out as rows of `length` numbers, and back; the array itself where they lie so already. */
export const toRows = <F extends Floats>(k: Kernels, x: F, { outer, length, inner }: Lanes): F =>
  inner === 1 ? x : k.swapAxes(x, outer, length, inner, 1);
export const fromRows = <F extends Floats>(k: Kernels, rows: F, { outer, length, inner }: Lanes): F =>
  inner === 1 ? rows : k.swapAxes(rows, outer, inner, length, 1);
