import * as big from '../bigfloat/add.ts';
import { div as bigDiv } from '../bigfloat/div.ts';
import { flag } from '../bigfloat/inexact.ts';
import { mul as bigMul } from '../bigfloat/mul.ts';
import { isInfinite, isRegular, isZero, ONE, ZERO } from '../bigfloat/number.ts';
import { power as bigPower } from '../bigfloat/power.ts';
import { roundTo } from '../bigfloat/round.ts';
import { sqrt as bigSqrt } from '../bigfloat/sqrt.ts';
import type { Magnitude } from '../magnitude.ts';
import { addUp, DOWN, divUp, less, mulUp, powerUp, sqrtUp, subDown, toNumberUp } from '../magnitude.ts';
import type { BigBall } from './ball.ts';
import { ball, exactly, halfUnit, isExact, isUnknown, oneUnit, unknown } from './ball.ts';
import { lower, upper } from './size.ts';

export function add(a: BigBall, b: BigBall, p: number): BigBall {
  flag.inexact = false;
  const v = big.add(a.v, b.v, p);
  return ball(v, addUp(addUp(a.e, b.e), halfUnit(v)));
}

export function sub(a: BigBall, b: BigBall, p: number): BigBall {
  flag.inexact = false;
  const v = big.sub(a.v, b.v, p);
  return ball(v, addUp(addUp(a.e, b.e), halfUnit(v)));
}

/** From left to right, in twice the precision. */
export function sum(terms: readonly BigBall[], p: number): BigBall {
  if (terms.length === 0) return exactly(ZERO);
  let { v, e } = terms[0]!;
  for (let n = 1; n < terms.length; n++) {
    const term = terms[n]!;
    flag.inexact = false;
    v = big.add(v, term.v, 2 * p);
    e = addUp(addUp(e, term.e), halfUnit(v));
  }
  flag.inexact = false;
  v = roundTo(v, p);
  return ball(v, addUp(e, halfUnit(v)));
}

export function mul(a: BigBall, b: BigBall, p: number): BigBall {
  flag.inexact = false;
  const v = bigMul(a.v, b.v, p);
  const rounding = halfUnit(v);
  if (isExact(a) && isExact(b)) return ball(v, rounding);
  if (isInfinite(a.v) || isInfinite(b.v)) return hasSign(a) && hasSign(b) ? ball(v, rounding) : unknown(v);
  const spread = addUp(mulUp(addUp(upper(a.v), a.e), b.e), mulUp(upper(b.v), a.e));
  return ball(v, addUp(spread, rounding));
}

/** Unknown where b may be 0, even if it is exactly 0: the sign of a zero is a matter of rounding. */
export function div(a: BigBall, b: BigBall, p: number): BigBall {
  flag.inexact = false;
  const v = bigDiv(a.v, b.v, p);
  const rounding = halfUnit(v);
  if (!hasSign(b) || isUnknown(a)) return unknown(v);
  if ((isExact(a) && isExact(b)) || isInfinite(a.v) || isInfinite(b.v)) return ball(v, rounding);
  // x/y - a/b = ((x - a) - (a/b)(y - b)) / y
  const spread = addUp(a.e, mulUp(addUp(upper(v), rounding), b.e));
  return ball(v, addUp(divUp(spread, subDown(lower(b.v), b.e)), rounding));
}

/** Is every number in it on the same side of 0? */
export const hasSign = (a: BigBall): boolean =>
  isExact(a) ? !isZero(a.v) : !isUnknown(a) && less(a.e, lower(a.v));

/** The part of the ball below 0 is taken to be our rounding, not the exact number. */
export function sqrt(a: BigBall, p: number): BigBall {
  flag.inexact = false;
  const v = bigSqrt(a.v, p);
  const rounding = halfUnit(v);
  if (isExact(a) || isUnknown(a)) return ball(v, isExact(a) ? rounding : Infinity);
  if (!hasSign(a)) return ball(isRegular(v) ? v : ZERO, addUp(sqrtUp(addUp(upper(a.v), a.e)), rounding));
  return ball(v, addUp(spreadOfSqrt(a, lower(v)), rounding));
}

/** |√x - √a| = |x - a| / (√x + √a), and √x ≥ √a · (1 - e/a). */
function spreadOfSqrt({ v, e }: BigBall, root: Magnitude): Magnitude {
  const ratio = toNumberUp(divUp(e, lower(v)));
  return divUp(divUp(e, root), (2 - ratio) * DOWN);
}

/** a to the integer power n. |xⁿ - aⁿ| ≤ n |x - a| (|a| + e)ⁿ⁻¹. */
export function power(a: BigBall, n: number, p: number): BigBall {
  if (n < 0) return div(exactly(ONE), power(a, -n, p), p);
  flag.inexact = false;
  const v = bigPower(a.v, n, p);
  const rounding = oneUnit(v, p);
  if (isExact(a) || n === 0) return ball(v, rounding);
  const slope = mulUp(n, powerUp(addUp(upper(a.v), a.e), n - 1));
  return ball(v, addUp(mulUp(slope, a.e), rounding));
}
