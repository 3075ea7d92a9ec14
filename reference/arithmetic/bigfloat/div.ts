import { bitLength } from './bits.ts';
import { special } from './mul.ts';
import type { BigFloat } from './number.ts';
import { EXACT_EXPONENT, round, roundFar } from './round.ts';

/** a / b, correctly rounded to p bits. */
export function div(a: BigFloat, b: BigFloat, p: number): BigFloat {
  const e = a.e - b.e;
  if (e < EXACT_EXPONENT && e > -EXACT_EXPONENT) {
    const { quotient, places } = quotientOf(a.m, b.m, p);
    return round(quotient, e - places, p);
  }
  const known = special(e, a.m < 0n !== b.m < 0n);
  if (known) return known;
  const { quotient, places } = quotientOf(a.m, b.m, p);
  return roundFar(quotient, BigInt(a.e) - BigInt(b.e) - BigInt(places), p);
}

/** n / d · 2^places with more than p + 2 bits, the last of which says whether anything remains below. */
function quotientOf(n: bigint, d: bigint, p: number): { quotient: bigint; places: number } {
  const places = Math.max(0, bitLength(d) - bitLength(n) + p + 2);
  const shifted = n << BigInt(places);
  const whole = shifted / d;
  if (whole * d === shifted) return { quotient: whole, places };
  const away = n < 0n === d < 0n ? 1n : -1n;
  return { quotient: (whole << 1n) + away, places: places + 1 };
}
