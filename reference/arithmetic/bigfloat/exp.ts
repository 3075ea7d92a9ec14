import { add } from './add.ts';
import { bitLength } from './bits.ts';
import { ln2 } from './constants.ts';
import { estimate } from './double.ts';
import { expFixed, expm1OverX } from './exp-table.ts';
import { nearestQuotient, SMALL, toFixed, workingBits } from './fixed.ts';
import { flag } from './inexact.ts';
import type { BigFloat } from './number.ts';
import { isInfinite, isNan, isNegative, isZero, MINUS_ONE, ONE, ZERO } from './number.ts';
import { LIMIT, overflow, place, roundTo, underflow } from './round.ts';

/** exp(a) to p bits, within one unit in the last place; exp(±0) = 1 is exact. Finite as long as |a| < 1.9e17. */
export const exp = (a: BigFloat, p: number): BigFloat => roundTo(expWide(a, workingBits(p)), p);

/** expm1(a) = exp(a) - 1 to p bits, within one unit in the last place, also near 0; expm1(±0) = ±0. */
export const expm1 = (a: BigFloat, p: number): BigFloat => roundTo(expm1Wide(a, workingBits(p)), p);

/** exp(a), relative error below 2^(8 - bits). */
export function expWide(a: BigFloat, bits: number): BigFloat {
  if (isNan(a)) return a;
  if (isInfinite(a)) return isNegative(a) ? ZERO : a;
  if (isZero(a)) return ONE;
  flag.inexact = true;

  const top = bitLength(a.m) + a.e;
  if (top <= -1) return { m: expFixed(toFixed(a, bits), bits), e: -bits };
  if (top > Math.log2(LIMIT)) return isNegative(a) ? underflow(false) : overflow(false);
  // a = k ln 2 + r; 64 more bits, for k may have 59 of them.
  const wide = bits + 64;
  const x = toFixed(a, wide);
  const k = top < 40 ? BigInt(Math.round(estimate(a) / Math.LN2)) : nearestQuotient(x, ln2(wide));
  const r = (x - k * ln2(wide)) >> 64n;
  return place(expFixed(r, bits), k - BigInt(bits));
}

/** expm1(a), relative error below 2^(30 - bits). */
export function expm1Wide(a: BigFloat, bits: number): BigFloat {
  if (isZero(a)) return a;
  if (isInfinite(a) || isNan(a) || bitLength(a.m) + a.e > SMALL)
    return add(expWide(a, bits), MINUS_ONE, bits);
  flag.inexact = true;
  return { m: a.m * expm1OverX(toFixed(a, bits), bits), e: a.e - bits };
}
