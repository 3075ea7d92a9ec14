import { add } from './add.ts';
import type { BigFloat } from './number.ts';
import { ZERO } from './number.ts';
import { roundTo } from './round.ts';

/** The terms added from left to right in twice the precision, then rounded to p bits: most sums round once. Empty: 0. */
export function sum(terms: readonly BigFloat[], p: number): BigFloat {
  let total = terms[0] ?? ZERO;
  for (let n = 1; n < terms.length; n++) total = add(total, terms[n]!, 2 * p);
  return roundTo(total, p);
}
