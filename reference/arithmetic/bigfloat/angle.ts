import { bitLength } from './bits.ts';
import { pi } from './constants.ts';
import { estimate } from './double.ts';
import { nearestQuotient, toFixed, wholeWords } from './fixed.ts';
import type { BigFloat } from './number.ts';

/** Larger angles would need more than 2^17 digits of π; sin and cos refuse them. */
export const LARGEST_ANGLE = 2 ** 17;

export interface Angle {
  /** 0 … 3 */
  readonly quarter: number;
  readonly rest: BigFloat;
}

/** a = (4k + quarter) · π/2 + rest, |rest| < 0.8, relative error of rest below 2^(4 - bits); |a| < 2^LARGEST_ANGLE. */
export function reduce(a: BigFloat, bits: number): Angle {
  const top = bitLength(a.m) + a.e;
  if (top <= 0 && Math.abs(estimate(a)) < 0.78) return { quarter: 0, rest: a };
  // The nearer a is to a multiple of π/2, the more digits cancel, which only trying tells.
  for (let spare = 64; ; spare *= 2) {
    const wide = wholeWords(bits + spare + top);
    const quarterTurn = pi(wide - 1);
    const x = toFixed(a, wide);
    const quarters =
      top < 40 ? BigInt(Math.round(estimate(a) / (Math.PI / 2))) : nearestQuotient(x, quarterTurn);
    const rest = x - quarters * quarterTurn;
    if (rest !== 0n && bitLength(rest) - wide > -spare) {
      return { quarter: Number(quarters & 3n), rest: { m: rest, e: -wide } };
    }
  }
}
