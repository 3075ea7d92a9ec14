import { twoTo } from '../powers.ts';
import { bitLength, fraction } from './bits.ts';
import type { BigFloat } from './number.ts';
import {
  INFINITE,
  isNegative,
  isRegular,
  isZero,
  NAN,
  NEGATIVE_INFINITE,
  NEGATIVE_ZERO,
  ZERO,
} from './number.ts';
import { round } from './round.ts';

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** The double x, exactly; NaN, infinities and the sign of zero included. */
export function fromNumber(x: number): BigFloat {
  if (x === 0) return Object.is(x, -0) ? NEGATIVE_ZERO : ZERO;
  if (Number.isSafeInteger(x)) return { m: BigInt(x), e: 0 };
  if (!Number.isFinite(x)) return Number.isNaN(x) ? NAN : x > 0 ? INFINITE : NEGATIVE_INFINITE;

  double[0] = x;
  const low = words[0]!;
  const exponent = (words[1]! >>> 20) & 0x7ff;
  const high = (words[1]! & 0xfffff) + (exponent === 0 ? 0 : 0x100000);
  const zeros = low === 0 ? 32 + trailingZeros(high) : trailingZeros(low);
  const mantissa = (high * 2 ** 32 + low) / twoTo(zeros);
  return { m: BigInt(x < 0 ? -mantissa : mantissa), e: Math.max(exponent, 1) - 1075 + zeros };
}

const trailingZeros = (word: number): number => 31 - Math.clz32(word & -word);

/** The double nearest to a, ties to even; subnormal doubles and overflow as in IEEE 754. */
export function toNumber(a: BigFloat): number {
  if (!isRegular(a)) return isZero(a) ? (isNegative(a) ? -0 : 0) : isNegative(a) ? -a.e : a.e;
  const top = bitLength(a.m) + a.e;
  if (top > 1024) return isNegative(a) ? -Infinity : Infinity;
  // A double below 2^-1074 has no bits at all; half of the smallest one is a tie, and goes to zero.
  if (top < -1074) return isNegative(a) ? -0 : 0;
  if (top === -1074) return tiny(a);
  const { m, e } = round(a.m, a.e, Math.min(53, top + 1074));
  return timesPower(Number(m), e);
}

/** A number in [2^-1075, 2^-1074): the tie goes to zero, the rest to the smallest double. */
function tiny({ m }: BigFloat): number {
  const size = m < 0n ? -m : m;
  const tie = (size & (size - 1n)) === 0n;
  return (m < 0n ? -1 : 1) * (tie ? 0 : Number.MIN_VALUE);
}

/** x · 2^e in two exact steps, where the result is a double. */
function timesPower(x: number, e: number): number {
  const first = Math.max(-1022, Math.min(1023, e));
  return x * twoTo(first) * twoTo(Math.max(-1074, Math.min(1023, e - first)));
}

/** a as a double, relative error below 2^-51, where it is a normal one; ±∞ and ±0 beyond. For estimates. */
export function estimate(a: BigFloat): number {
  if (!isRegular(a)) return toNumber(a);
  const n = bitLength(a.m);
  const e = Math.max(-2000, Math.min(2000, n + a.e));
  const half = e >> 1;
  return fraction(a.m, n) * twoTo(half) * twoTo(e - half);
}
