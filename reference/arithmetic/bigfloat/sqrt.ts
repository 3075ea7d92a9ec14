import { bitLength } from './bits.ts';
import type { BigFloat } from './number.ts';
import { isNegative, isRegular, isZero, NAN } from './number.ts';
import { EXACT_EXPONENT, round, scale } from './round.ts';

/** √a, correctly rounded to p bits. √-0 = -0, √ of other negative numbers is NaN. */
export function sqrt(a: BigFloat, p: number): BigFloat {
  if (isZero(a)) return a;
  if (isNegative(a)) return NAN;
  if (!isRegular(a)) return a;
  if (Math.abs(a.e) >= EXACT_EXPONENT) {
    const half = Math.floor(a.e / 2);
    return scale(sqrt({ m: a.m, e: a.e - 2 * half }, p), half);
  }

  let places = Math.max(0, 2 * (p + 2) - bitLength(a.m));
  if ((a.e - places) % 2 !== 0) places++;
  const square = a.m << BigInt(places);
  const root = integerSqrt(square);
  const e = (a.e - places) / 2;
  return root * root === square ? round(root, e, p) : round((root << 1n) | 1n, e - 1, p);
}

/** ⌊√n⌋, n > 0. */
export function integerSqrt(n: bigint): bigint {
  const near = nearSqrt(n, bitLength(n));
  return near * near > n ? near - 1n : near;
}

/**
 * A root r with (r - 1)² < n < (r + 1)²: the double's root where it is near enough, otherwise one step of Newton's method
 * from the root of the upper half. Source of the invariant: Mark Dickinson's `math.isqrt` in CPython.
 */
function nearSqrt(n: bigint, bits: number): bigint {
  if (bits <= 100) return BigInt(Math.round(Math.sqrt(Number(n))));
  const k = (((bits - 1) >> 1) - 1) >> 1;
  const drop = 2 * k + 2;
  const upper = nearSqrt(n >> BigInt(drop), bits - drop);
  return (upper << BigInt(k)) + (n >> BigInt(k + 2)) / upper;
}
