/** Random numbers of both dtypes, and how close kernels must come to a plain loop over them. */
import { expect } from 'vitest';
import type { Floats } from '../../backends/lib/kernels.ts';
import type { Random } from '../../properties/lib/random.ts';

/** Both are called as the first is typed. */
export type Dtype = typeof Float64Array;
export const dtypes: readonly Dtype[] = [Float32Array as unknown as Dtype, Float64Array];

/** Normal numbers that begin `offset` numbers into their memory. */
export const normal = (random: Random, Numbers: Dtype, length: number, offset = 0): Floats =>
  Numbers.from({ length: length + offset }, () => random.normal()).subarray(offset);

/**
 * Numbers next to 1 that differ by rounding alone. What correct code may lose is for the oracle to say: this is to see that
 * every number is there and in its place.
 */
export function closeTo(y: Floats, expected: ArrayLike<number>): void {
  expect(y.length).toBe(expected.length);
  const margin = y instanceof Float32Array ? 1e-5 : 1e-13;
  const wrong = Array.from(y).findIndex(
    (value, n) => !(Math.abs(value - expected[n]!) <= margin * (1 + Math.abs(expected[n]!))),
  );
  if (wrong >= 0) expect.fail(`number ${wrong} is ${y[wrong]}, not ${expected[wrong]}`);
}
