import { bitLength, fraction } from '../bigfloat/bits.ts';
import { fromNumber } from '../bigfloat/double.ts';
import type { BigFloat } from '../bigfloat/number.ts';
import { isRegular, isZero } from '../bigfloat/number.ts';
import { EXACT_EXPONENT, scale } from '../bigfloat/round.ts';
import type { Magnitude } from '../magnitude.ts';
import { DOWN, mulUp, powerOfTwo, scaled, UP } from '../magnitude.ts';
import { twoTo } from '../powers.ts';

/** |a| or a little more; ∞ for NaN. */
export const upper = (a: BigFloat): Magnitude => size(a, UP);

/** |a| or a little less; a itself may come from a rounding to 64 bits. */
export const lower = (a: BigFloat): Magnitude => size(a, DOWN);

/** Mantissas up to this are doubles; between it and LONG, `Number` errs by half a unit. */
const EXACT = 2 ** 53;
const LONG = 2 ** 700;

function size(a: BigFloat, direction: number): Magnitude {
  const { e } = a;
  const m = Math.abs(Number(a.m));
  if (m < LONG && e > -760 && e < 60) return (m <= EXACT ? m : m * direction) * twoTo(e);
  return distantSize(a, direction);
}

function distantSize(a: BigFloat, direction: number): Magnitude {
  if (!isRegular(a)) return isZero(a) ? 0 : Infinity;
  const n = bitLength(a.m);
  const lead = Math.abs(fraction(a.m, n)) * (n <= 53 ? 1 : direction);
  if (Math.abs(a.e) < EXACT_EXPONENT) return scaled(lead, n + a.e);
  // n and a distant exponent have no exact sum; what the product is rounded up by, `direction` outweighs.
  return mulUp(scaled(lead * direction * direction, n), powerOfTwo(a.e));
}

/** The bound as a float, exactly. */
export const toBigFloat = (a: Magnitude): BigFloat =>
  typeof a === 'number' ? fromNumber(a) : scale(fromNumber(a.m), 512 * a.k);
