import { bitLength } from '../bigfloat/bits.ts';
import { flag } from '../bigfloat/inexact.ts';
import type { BigFloat } from '../bigfloat/number.ts';
import { isInfinite, isNan, isRegular, isZero } from '../bigfloat/number.ts';
import { EXACT_EXPONENT, LIMIT } from '../bigfloat/round.ts';
import type { Magnitude } from '../magnitude.ts';
import { powerOfTwo, toNumberUp } from '../magnitude.ts';

/**
 * A number known to within e: |exact - v| ≤ e. An infinite e says nothing at all, not even that there is a number, and
 * nothing recovers from it; NaN has it always. An infinity with e = 0 is exact, as in IEEE 754.
 */
export interface BigBall {
  readonly v: BigFloat;
  readonly e: Magnitude;
}

export const exactly = (v: BigFloat): BigBall => ({ v, e: isNan(v) ? Infinity : 0 });
export const unknown = (v: BigFloat): BigBall => ({ v, e: Infinity });

export const isExact = (a: BigBall): boolean => a.e === 0;
export const isUnknown = (a: BigBall): boolean => a.e === Infinity;

/** No finite error moves an infinity. */
export function ball(v: BigFloat, e: Magnitude): BigBall {
  if (v.e < Infinity) return { v, e };
  return isInfinite(v) && e !== Infinity ? { v, e: 0 } : { v, e: Infinity };
}

/** The radius as a double, rounded up. */
export const radius = (a: BigBall): number => toNumberUp(a.e);

/** What falls out of the range of BigFloat at the lower end is smaller than this. */
const UNDERFLOW = powerOfTwo(-LIMIT);

/**
 * How far v may be from the exact result, right after an operation that rounds correctly and lowered the flag before: half
 * a unit of v's last bit if it was inexact, for then v has all its bits.
 */
export function halfUnit(v: BigFloat): Magnitude {
  if (!flag.inexact) return 0;
  if (!isRegular(v)) return isZero(v) ? UNDERFLOW : Infinity;
  // A distant exponent has been rounded down to a multiple of 64.
  return powerOfTwo(Math.abs(v.e) < EXACT_EXPONENT ? v.e - 1 : v.e + 63);
}

/** The same after a function of p bits that is within one unit in the last place. */
export function oneUnit(v: BigFloat, p: number): Magnitude {
  if (!flag.inexact) return 0;
  if (!isRegular(v)) return isZero(v) ? UNDERFLOW : Infinity;
  return Math.abs(v.e) < EXACT_EXPONENT ? powerOfTwo(bitLength(v.m) + v.e - p) : powerOfTwo(v.e + 64);
}
