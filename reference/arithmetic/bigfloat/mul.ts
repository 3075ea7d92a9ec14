import type { BigFloat } from './number.ts';
import { INFINITE, NAN, NEGATIVE_INFINITE, NEGATIVE_ZERO, ZERO } from './number.ts';
import { EXACT_EXPONENT, round, roundFar } from './round.ts';

/** a · b, correctly rounded to p bits. With p = ∞ it is exact. */
export function mul(a: BigFloat, b: BigFloat, p: number): BigFloat {
  const e = a.e + b.e;
  if (e < EXACT_EXPONENT && e > -EXACT_EXPONENT) return round(a.m * b.m, e, p);
  return special(e, a.m < 0n !== b.m < 0n) ?? roundFar(a.m * b.m, BigInt(a.e) + BigInt(b.e), p);
}

/** What a product or quotient is whose exponents combined to e, where that is not a number with bits. */
export function special(e: number, negative: boolean): BigFloat | undefined {
  if (Number.isNaN(e)) return NAN;
  if (e === Infinity) return negative ? NEGATIVE_INFINITE : INFINITE;
  if (e === -Infinity) return negative ? NEGATIVE_ZERO : ZERO;
  return undefined;
}
