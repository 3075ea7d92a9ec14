import { bitLength } from './bits.ts';
import type { BigFloat } from './number.ts';
import { isInfinite, isNan, isNegative, isZero, NAN, NEGATIVE_ZERO, neg, ZERO } from './number.ts';
import { round, roundFar, roundTo } from './round.ts';

/** Exponents this near are aligned without asking whether the smaller number matters at all. */
const NEAR = 256;

/** a + b, correctly rounded to p bits. With p = ∞ it is exact, and as long as it must be. */
export function add(a: BigFloat, b: BigFloat, p: number): BigFloat {
  const d = a.e - b.e;
  if (d >= 0 && d <= NEAR) return nonZero(d === 0 ? a.m + b.m : (a.m << BigInt(d)) + b.m, b.e, p);
  if (d < 0 && d >= -NEAR) return nonZero(a.m + (b.m << BigInt(-d)), a.e, p);
  return d > 0 ? addFar(a, b, p) : d < 0 ? addFar(b, a, p) : addSpecial(a, b);
}

/** a - b, correctly rounded to p bits. */
export function sub(a: BigFloat, b: BigFloat, p: number): BigFloat {
  const d = a.e - b.e;
  if (d >= 0 && d <= NEAR) return nonZero(d === 0 ? a.m - b.m : (a.m << BigInt(d)) - b.m, b.e, p);
  if (d < 0 && d >= -NEAR) return nonZero(a.m - (b.m << BigInt(-d)), a.e, p);
  return add(a, neg(b), p);
}

/** A sum that cancels is +0, as in IEEE 754. */
const nonZero = (m: bigint, e: number, p: number): BigFloat => (m === 0n ? ZERO : round(m, e, p));

/** The exponents differ by more than NEAR, a's being the larger; a may be infinite, b may be zero. */
function addFar(a: BigFloat, b: BigFloat, p: number): BigFloat {
  if (isInfinite(a)) return a;
  if (isZero(b)) return roundTo(a, p);
  const distance = a.e - b.e;
  // b lies below the last bit of a · 2^spare and below the rounding bit: only its sign can matter.
  const spare = Math.max(2, p + 3 - bitLength(a.m));
  if (distance >= bitLength(b.m) + spare) {
    const m = (a.m << BigInt(spare)) + (isNegative(b) ? -1n : 1n);
    return roundFar(m, BigInt(a.e) - BigInt(spare), p);
  }
  return nonZero((a.m << BigInt(distance)) + b.m, b.e, p);
}

/** NaN, two zeros or two infinities. */
function addSpecial(a: BigFloat, b: BigFloat): BigFloat {
  if (isNan(a) || isNan(b)) return NAN;
  if (isZero(a)) return isNegative(a) && isNegative(b) ? NEGATIVE_ZERO : ZERO;
  return isNegative(a) === isNegative(b) ? a : NAN;
}
