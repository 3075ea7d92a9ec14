import { add, sub } from './add.ts';
import { bitLength, fraction } from './bits.ts';
import { ln2 } from './constants.ts';
import { div } from './div.ts';
import { expTabulated } from './exp-table.ts';
import { perPrecision, polynomial, SMALL, series, toFixed, workingBits } from './fixed.ts';
import { flag } from './inexact.ts';
import { mul } from './mul.ts';
import type { BigFloat } from './number.ts';
import { isInfinite, isNan, isNegative, isZero, NAN, NEGATIVE_INFINITE, ONE, TWO } from './number.ts';
import { roundTo } from './round.ts';

/** log(a) to p bits, within one unit in the last place, also near 1; log(1) = 0 and log(±0) = -∞ are exact. */
export const log = (a: BigFloat, p: number): BigFloat => roundTo(logWide(a, workingBits(p)), p);

/** log1p(a) = log(1 + a) to p bits, within one unit in the last place, also near 0; log1p(±0) = ±0. */
export const log1p = (a: BigFloat, p: number): BigFloat => roundTo(log1pWide(a, workingBits(p)), p);

/** log(a), relative error below 2^(30 - bits). */
export function logWide(a: BigFloat, bits: number): BigFloat {
  if (isNan(a)) return a;
  if (isZero(a)) return NEGATIVE_INFINITE;
  if (isNegative(a)) return NAN;
  if (isInfinite(a)) return a;

  const n = bitLength(a.m);
  const lead = fraction(a.m, n);
  const top = n + a.e;
  if ((top === 0 && lead > 1 - 2 ** -21) || (top === 1 && lead < 0.5 + 2 ** -22)) {
    return nearOne(sub(a, ONE, Infinity), bits);
  }

  // a = 2^k · x with 1/√2 < x < √2.
  flag.inexact = true;
  const low = lead < Math.SQRT1_2 ? 1 : 0;
  const x = toFixed({ m: a.m, e: low - n }, bits);
  const k = BigInt(a.e) + BigInt(n - low);
  return { m: logFixed(x, low === 1 ? 2 * lead : lead, bits) + k * ln2(bits), e: -bits };
}

/** log(1 + a), relative error below 2^(30 - bits). */
export function log1pWide(a: BigFloat, bits: number): BigFloat {
  if (isZero(a) || isNan(a)) return a;
  if (!isInfinite(a) && bitLength(a.m) + a.e <= SMALL) return nearOne(a, bits);
  return logWide(add(ONE, a, 2 * bits), bits);
}

/** log(1 + d) for |d| ≤ 2^SMALL: 2 atanh(z) with z = d / (2 + d). */
function nearOne(d: BigFloat, bits: number): BigFloat {
  if (isZero(d)) return d;
  flag.inexact = true;
  if (bitLength(d.m) + d.e < -bits) return d;
  const z = div(d, add(TWO, d, bits), bits);
  const square = toFixed(mul(z, z, bits), bits);
  return { m: z.m * atanhOverX(square, bits), e: z.e + 1 - bits };
}

/** log(x) to a few units, near being a double close to x: x · exp(-near) is 1 + d with |d| < 2^-23. */
function logFixed(x: bigint, near: number, bits: number): bigint {
  const shift = BigInt(bits);
  const one = 1n << shift;
  const n = Math.round(-Math.log(near) * 2 ** 24);
  const y = (x * expTabulated(n, bits)) >> shift;
  const z = ((y - one) << shift) / (y + one);
  const square = (z * z) >> shift;
  return ((z * atanhOverX(square, bits)) >> (shift - 1n)) - (BigInt(n) << BigInt(bits - 24));
}

/** atanh(z) / z by its series in z², z² < 2^(2 · SMALL). */
const atanhOverX = (square: bigint, bits: number): bigint => polynomial(inverseOdds(bits), square, bits);

const inverseOdds = perPrecision((bits) => {
  const one = 1n << BigInt(bits);
  return series(one, -2 * SMALL, (_, k) => one / BigInt(2 * k + 1));
});
