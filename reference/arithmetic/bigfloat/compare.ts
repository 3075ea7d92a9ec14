import { sub } from './add.ts';
import type { BigFloat } from './number.ts';
import { isInfinite, isNan, isNegative, isZero } from './number.ts';

/** -1, 0 or 1 as a is less than, equal to or greater than b; NaN where one of them is. Zeros are equal. */
export function compare(a: BigFloat, b: BigFloat): number {
  if (isNan(a) || isNan(b)) return NaN;
  if (isInfinite(a) && isInfinite(b)) return sign(a) - sign(b) === 0 ? 0 : sign(a);
  return sign(sub(a, b, 4));
}

/** -1, 0 or 1; 0 for both zeros. */
export const sign = (a: BigFloat): number => (isZero(a) ? 0 : isNegative(a) ? -1 : 1);

/** The larger; NaN if one of them is; +0 over -0, as Math.max. */
export function max(a: BigFloat, b: BigFloat): BigFloat {
  if (isNan(a) || isNan(b)) return isNan(a) ? a : b;
  const order = compare(a, b);
  return order > 0 || (order === 0 && isNegative(b)) ? a : b;
}

/** The smaller; NaN if one of them is; -0 over +0, as Math.min. */
export function min(a: BigFloat, b: BigFloat): BigFloat {
  if (isNan(a) || isNan(b)) return isNan(a) ? a : b;
  const order = compare(a, b);
  return order < 0 || (order === 0 && isNegative(a)) ? a : b;
}
