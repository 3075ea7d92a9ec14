import { add } from './add.ts';
import { div } from './div.ts';
import { expWide } from './exp.ts';
import { workingBits } from './fixed.ts';
import type { BigFloat } from './number.ts';
import { isNan, isNegative, neg, ONE } from './number.ts';

/** 1 / (1 + exp(-a)) to p bits, within one unit in the last place, also for very negative a; 1/2 at ±0. */
export function sigmoid(a: BigFloat, p: number): BigFloat {
  if (isNan(a)) return a;
  const bits = workingBits(p);
  const e = expWide(isNegative(a) ? a : neg(a), bits);
  return div(isNegative(a) ? e : ONE, add(ONE, e, bits), p);
}
