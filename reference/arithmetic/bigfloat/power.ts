import { div } from './div.ts';
import { mul } from './mul.ts';
import type { BigFloat } from './number.ts';
import { ONE } from './number.ts';
import { roundTo } from './round.ts';

/**
 * a to an integer power to p bits, within one unit in the last place; exact where p bits can hold it. a^0 = 1 for every a,
 * as in JavaScript. Throws RangeError if n is no integer.
 */
export function power(a: BigFloat, n: number, p: number): BigFloat {
  if (!Number.isSafeInteger(n)) throw new RangeError(`power: the exponent must be an integer, got ${n}`);
  if (n === 0) return ONE;
  // Each of at most 2 log₂ n roundings is multiplied by at most n.
  const wide = p + 2 * Math.ceil(Math.log2(Math.abs(n) + 1)) + 8;
  const size = bySquaring(a, Math.abs(n), wide);
  return n > 0 ? roundTo(size, p) : div(ONE, size, p);
}

function bySquaring(a: BigFloat, n: number, p: number): BigFloat {
  if (n === 1) return a;
  const half = bySquaring(a, Math.floor(n / 2), p);
  const square = mul(half, half, p);
  return n % 2 === 0 ? square : mul(square, a, p);
}
