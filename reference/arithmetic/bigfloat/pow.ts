import { bitLength } from './bits.ts';
import { compare } from './compare.ts';
import { expWide } from './exp.ts';
import { workingBits } from './fixed.ts';
import { logWide } from './log.ts';
import { mul } from './mul.ts';
import type { BigFloat } from './number.ts';
import {
  abs,
  INFINITE,
  isInfinite,
  isNan,
  isNegative,
  isRegular,
  isZero,
  NAN,
  neg,
  ONE,
  ZERO,
} from './number.ts';
import { power } from './power.ts';
import { roundTo } from './round.ts';
import { integerSqrt } from './sqrt.ts';

/**
 * a to the power b to p bits, within one unit in the last place; exact where p bits can hold it. Special values as
 * Math.pow: a^0 = 1 for every a, NaN for a negative a unless b is an integer, NaN for (±1)^±∞.
 */
export function pow(a: BigFloat, b: BigFloat, p: number): BigFloat {
  if (isZero(b)) return ONE;
  if (isNan(a) || isNan(b)) return NAN;
  if (isNegative(a) && isRegular(a) && isRegular(b) && !isInteger(b)) return NAN;
  const size = positivePow(abs(a), b, p);
  return isNegative(a) && isOdd(b) ? neg(size) : size;
}

function positivePow(a: BigFloat, b: BigFloat, p: number): BigFloat {
  if (isInfinite(b)) {
    const order = compare(a, ONE);
    return order === 0 ? NAN : order > 0 !== isNegative(b) ? INFINITE : ZERO;
  }
  if (!isRegular(a)) return isZero(a) === isNegative(b) ? INFINITE : ZERO;
  if (compare(a, ONE) === 0) return ONE;
  return algebraicPow(a, b, p) ?? transcendentalPow(a, b, p);
}

/** b = n / 2^k where a is a perfect 2^k-th power; for other b with few bits the power cannot be exact. */
function algebraicPow(a: BigFloat, b: BigFloat, p: number): BigFloat | undefined {
  let { m, e } = b;
  while ((m & 1n) === 0n) {
    m >>= 1n;
    e++;
  }
  let base: BigFloat | undefined = a;
  for (; e < 0 && base; e++) base = exactSqrt(base);
  const n = e < 64 ? Number(m) * 2 ** e : Infinity;
  return base && Number.isSafeInteger(n) ? power(base, n, p) : undefined;
}

function exactSqrt(a: BigFloat): BigFloat | undefined {
  const odd = a.e % 2 !== 0;
  const square = odd ? a.m << 1n : a.m;
  const root = integerSqrt(square);
  return root * root === square ? { m: root, e: (odd ? a.e - 1 : a.e) / 2 } : undefined;
}

/** exp(b log a). The product has up to 59 bits before the point, which log must have after it as well. */
function transcendentalPow(a: BigFloat, b: BigFloat, p: number): BigFloat {
  const bits = workingBits(p);
  const exponent = mul(b, logWide(a, bits + 64), bits + 64);
  return roundTo(expWide(exponent, bits), p);
}

const isInteger = (b: BigFloat): boolean =>
  b.e >= 0 || (bitLength(b.m) + b.e > 0 && BigInt.asUintN(-b.e, b.m) === 0n);

const isOdd = (b: BigFloat): boolean =>
  isRegular(b) && b.e <= 0 && isInteger(b) && ((b.m >> BigInt(-b.e)) & 1n) === 1n;
