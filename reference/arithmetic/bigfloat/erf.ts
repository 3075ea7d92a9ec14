import { bitLength } from './bits.ts';
import { twoOverSqrtPi } from './constants.ts';
import { estimate } from './double.ts';
import { expWide } from './exp.ts';
import { toFixed, workingBits } from './fixed.ts';
import { flag } from './inexact.ts';
import { mul } from './mul.ts';
import type { BigFloat } from './number.ts';
import { isInfinite, isNan, isNegative, isZero, MINUS_ONE, neg, ONE } from './number.ts';
import { round, roundTo, scale } from './round.ts';

/** erf(a) to p bits, within one unit in the last place; erf(±0) = ±0, erf(±∞) = ±1. */
export function erf(a: BigFloat, p: number): BigFloat {
  if (isZero(a) || isNan(a)) return a;
  const limit = isNegative(a) ? MINUS_ONE : ONE;
  if (isInfinite(a)) return limit;
  flag.inexact = true;
  // 1 - erf(a) < exp(-a²), which a² > (p + 4) ln 2 puts below an eighth of a unit.
  const bitsOfTail = estimate(a) ** 2 * Math.LOG2E;
  if (bitsOfTail > p + 4) return limit;

  const bits = workingBits(p);
  if (bitLength(a.m) + a.e < -bits) return scale(round(a.m * twoOverSqrtPi(bits), -bits, p), a.e);
  const square = mul(a, a, 2 * bits);
  const decay = expWide(neg(square), bits);
  const constant = (decay.m * twoOverSqrtPi(bits)) >> BigInt(bits);
  const sum = oddFactorialSum(toFixed(square, bits + 1), Math.floor(bitsOfTail), bits);
  return roundTo({ m: a.m * constant * sum, e: a.e + decay.e - bits }, p);
}

/**
 * 1 + y/3 + y²/(3·5) + y³/(3·5·7) + … with y = 2a², so that erf(a) = 2a/√π · exp(-a²) · sum: no term is negative and
 * nothing cancels. The sum is about exp(a²) = 2^size, and terms below 2^-bits of that no longer count.
 */
function oddFactorialSum(y: bigint, size: number, bits: number): bigint {
  const shift = BigInt(bits);
  const least = 1n << BigInt(Math.max(0, size - 8));
  let term = 1n << shift;
  let total = term;
  for (let k = 3; term > least; k += 2) {
    term = ((term * y) >> shift) / BigInt(k);
    total += term;
  }
  return total;
}
