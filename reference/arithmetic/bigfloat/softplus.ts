import { add } from './add.ts';
import { expWide } from './exp.ts';
import { workingBits } from './fixed.ts';
import { log1pWide } from './log.ts';
import type { BigFloat } from './number.ts';
import { isNan, isNegative, neg } from './number.ts';
import { roundTo } from './round.ts';

/** log(1 + exp(a)) to p bits, within one unit in the last place, also for very negative a. */
export function softplus(a: BigFloat, p: number): BigFloat {
  if (isNan(a)) return a;
  const bits = workingBits(p);
  const tail = log1pWide(expWide(isNegative(a) ? a : neg(a), bits), bits);
  return isNegative(a) ? roundTo(tail, p) : add(a, tail, p);
}
