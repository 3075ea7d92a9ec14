import type { Dtype } from '../../../backends/lib/contract.ts';
import { doubleDouble, fused } from './exact.ts';
import type { Term } from './summation.ts';

/** What all machines of a dtype have in common. */
export interface Numbers {
  readonly dtype: Dtype;
  zeros(length: number): Float32Array | Float64Array;
  /** A double to the nearest number of the dtype. */
  round(x: number): number;
  /** a·b + c, so precise that rounding it is the one rounding that counts. */
  fma(a: number, b: number, c: number): number;
  /** start + Σ a·b, as precise. */
  dot(length: number, a: Term, b: Term, start: number): number;
}

/** A double holds the product exactly; the sum's own rounding to a double is a 2^-29th of the one that follows. */
const f32: Numbers = {
  dtype: 'f32',
  zeros: (length) => new Float32Array(length),
  round: Math.fround,
  fma: (a, b, c) => a * b + c,
  dot(length, a, b, start) {
    let total = start;
    for (let n = 0; n < length; n++) total += a(n) * b(n);
    return total;
  },
};

/** Every operation of a double is rounded already. */
const f64: Numbers = {
  dtype: 'f64',
  zeros: (length) => new Float64Array(length),
  round: (x) => x,
  fma: fused,
  dot: doubleDouble,
};

export const numbers: Readonly<Record<Dtype, Numbers>> = { f32, f64 };
