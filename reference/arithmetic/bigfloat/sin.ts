import { LARGEST_ANGLE, reduce } from './angle.ts';
import { bitLength } from './bits.ts';
import { perPrecision, polynomial, SMALL, series, toFixed, workingBits } from './fixed.ts';
import { flag } from './inexact.ts';
import type { BigFloat } from './number.ts';
import { isRegular, isZero, NAN, neg, ONE } from './number.ts';
import { roundTo } from './round.ts';

/** sin(a) to p bits, within one unit in the last place; sin(±0) = ±0; NaN from 2^LARGEST_ANGLE on. */
export const sin = (a: BigFloat, p: number): BigFloat => (isZero(a) ? a : wave(a, 0, p));

/** cos(a) to p bits, within one unit in the last place; cos(±0) = 1; NaN from 2^LARGEST_ANGLE on. */
export const cos = (a: BigFloat, p: number): BigFloat => (isZero(a) ? ONE : wave(a, 1, p));

/** sin(a + ahead · π/2) */
function wave(a: BigFloat, ahead: number, p: number): BigFloat {
  if (!isRegular(a) || bitLength(a.m) + a.e > LARGEST_ANGLE) return NAN;
  flag.inexact = true;
  const bits = workingBits(p);
  const { quarter, rest } = reduce(a, bits);
  const turned = (quarter + ahead) & 3;
  const value = roundTo(turned % 2 === 0 ? sinOf(rest, bits) : cosOf(rest, bits), p);
  return turned < 2 ? value : neg(value);
}

function sinOf(a: BigFloat, bits: number): BigFloat {
  const x = toFixed(a, bits);
  const shift = BigInt(bits);
  if (bitLength(a.m) + a.e <= SMALL) {
    return { m: a.m * polynomial(tableOf(bits).sinc, (x * x) >> shift, bits), e: a.e - bits };
  }
  const { sin, cos, sinRest, cosRest } = split(x, bits);
  return { m: (sin * cosRest + cos * sinRest) >> shift, e: -bits };
}

function cosOf(a: BigFloat, bits: number): BigFloat {
  const { sin, cos, sinRest, cosRest } = split(toFixed(a, bits), bits);
  return { m: (cos * cosRest - sin * sinRest) >> BigInt(bits), e: -bits };
}

/** x = j / 2^8 + a rest below 2^-9: sine and cosine of both. */
function split(x: bigint, bits: number) {
  const { sines, cosines, sinc, cos } = tableOf(bits);
  const shift = BigInt(bits);
  const j = Math.round(Number(x >> BigInt(bits - 40)) / 2 ** 32);
  const rest = x - (BigInt(j) << BigInt(bits - 8));
  const square = (rest * rest) >> shift;
  return {
    sin: j < 0 ? -sines[-j]! : sines[j]!,
    cos: cosines[Math.abs(j)]!,
    sinRest: (rest * polynomial(sinc, square, bits)) >> shift,
    cosRest: polynomial(cos, square, bits),
  };
}

interface AngleTable {
  /** sin(j / 2^8) and cos(j / 2^8) for j = 0 … 208 > 0.8 · 2^8 */
  readonly sines: readonly bigint[];
  readonly cosines: readonly bigint[];
  /** Taylor's series of sin(x)/x and of cos(x), in x² < 2^-18. */
  readonly sinc: readonly bigint[];
  readonly cos: readonly bigint[];
}

/** The table is built by repeated rotation, which may lose ten bits. */
const GUARD = 32;

const tableOf = perPrecision((bits): AngleTable => {
  const wide = bits + GUARD;
  const shift = BigInt(wide);
  const unit = 1n << BigInt(wide - 8);
  const square = (unit * unit) >> shift;
  const sinUnit = (unit * polynomial(sincSeries(wide), square, wide)) >> shift;
  const cosUnit = polynomial(cosSeries(wide), square, wide);
  const sines = [];
  const cosines = [];
  for (let j = 0, s = 0n, c = 1n << shift; j <= 208; j++) {
    sines.push(s >> BigInt(GUARD));
    cosines.push(c >> BigInt(GUARD));
    [s, c] = [(s * cosUnit + c * sinUnit) >> shift, (c * cosUnit - s * sinUnit) >> shift];
  }
  return { sines, cosines, sinc: sincSeries(bits), cos: cosSeries(bits) };
});

/** (-1)^k / (2k + 1)!, few enough for x < 2^-8. */
const sincSeries = (bits: number) =>
  series(1n << BigInt(bits), 16, (c, k) => -c / BigInt(2 * k * (2 * k + 1)));

/** (-1)^k / (2k)!, few enough for x < 2^-8. */
const cosSeries = (bits: number) =>
  series(1n << BigInt(bits), 16, (c, k) => -c / BigInt((2 * k - 1) * 2 * k));
