import { add } from './add.ts';
import { bitLength } from './bits.ts';
import { div } from './div.ts';
import { estimate } from './double.ts';
import { expm1Wide } from './exp.ts';
import { workingBits } from './fixed.ts';
import { flag } from './inexact.ts';
import type { BigFloat } from './number.ts';
import { isInfinite, isNan, isNegative, isZero, MINUS_ONE, ONE, TWO } from './number.ts';
import { scale } from './round.ts';

/** tanh(a) to p bits, within one unit in the last place; tanh(±0) = ±0, tanh(±∞) = ±1. */
export function tanh(a: BigFloat, p: number): BigFloat {
  if (isZero(a) || isNan(a)) return a;
  const limit = isNegative(a) ? MINUS_ONE : ONE;
  if (isInfinite(a)) return limit;
  flag.inexact = true;
  // 1 - tanh(a) < 2 exp(-2a), which 2a > (p + 4) ln 2 puts below an eighth of a unit.
  if (bitLength(a.m) + a.e > 40 || 2 * Math.abs(estimate(a)) > (p + 4) * Math.LN2) return limit;

  const bits = workingBits(p);
  const e = expm1Wide(scale(a, 1), bits);
  return div(e, add(e, TWO, bits), p);
}
