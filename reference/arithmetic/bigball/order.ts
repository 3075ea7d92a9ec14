import { add as bigAdd, sub as bigSub } from '../bigfloat/add.ts';
import { max as bigMax, min as bigMin, compare, sign } from '../bigfloat/compare.ts';
import { flag } from '../bigfloat/inexact.ts';
import type { BigFloat } from '../bigfloat/number.ts';
import { scale } from '../bigfloat/round.ts';
import { addUp, larger, less as lessMagnitude, mulUp, UP } from '../magnitude.ts';
import type { BigBall } from './ball.ts';
import { ball, halfUnit, isExact, isUnknown } from './ball.ts';
import { lower, upper } from './size.ts';

/** Undecided where the balls overlap or touch. */
export function less(a: BigBall, b: BigBall): boolean | undefined {
  if (isExact(a) && isExact(b)) return compare(a.v, b.v) < 0;
  if (isUnknown(a) || isUnknown(b)) return undefined;
  const distance = bigSub(b.v, a.v, 64);
  const apart = lessMagnitude(addUp(a.e, b.e), lower(distance));
  return apart ? sign(distance) > 0 : undefined;
}

/** True only of exact numbers. */
export function equal(a: BigBall, b: BigBall): boolean | undefined {
  if (isExact(a) && isExact(b)) return compare(a.v, b.v) === 0;
  return less(a, b) === undefined ? undefined : false;
}

export const max = (a: BigBall, b: BigBall): BigBall => extreme(bigMax, a, b, less(a, b));
export const min = (a: BigBall, b: BigBall): BigBall => extreme(bigMin, a, b, less(b, a));

/** One of the two where that is decided; otherwise it moves no further than either of them. */
function extreme(
  choose: (a: BigFloat, b: BigFloat) => BigFloat,
  a: BigBall,
  b: BigBall,
  second: boolean | undefined,
): BigBall {
  if (second === undefined || (isExact(a) && isExact(b))) return ball(choose(a.v, b.v), larger(a.e, b.e));
  return second ? b : a;
}

/** The smallest ball around both, but for rounding. */
export function join(a: BigBall, b: BigBall, p: number): BigBall {
  if (compare(a.v, b.v) === 0) return ball(a.v, larger(a.e, b.e));
  const halfDistance = mulUp(upper(bigSub(b.v, a.v, 64)), UP / 2);
  flag.inexact = false;
  const v = scale(bigAdd(a.v, b.v, p), -1);
  return ball(v, addUp(addUp(halfDistance, larger(a.e, b.e)), halfUnit(v)));
}
