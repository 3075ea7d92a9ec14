import { compare } from '../bigfloat/compare.ts';
import { fromNumber, toNumber } from '../bigfloat/double.ts';
import { flag } from '../bigfloat/inexact.ts';
import { log as bigLog } from '../bigfloat/log.ts';
import type { BigFloat } from '../bigfloat/number.ts';
import { isNan, isNegative, isRegular, isZero, ONE, ZERO } from '../bigfloat/number.ts';
import { pow as bigPow } from '../bigfloat/pow.ts';
import type { Magnitude } from '../magnitude.ts';
import { addUp, mulUp, UP } from '../magnitude.ts';
import { hasSign, power } from './algebra.ts';
import type { BigBall } from './ball.ts';
import { ball, exactly, isExact, isUnknown, oneUnit, unknown } from './ball.ts';
import { toBigFloat, upper } from './size.ts';
import * as spread from './spread.ts';

/**
 * a to the real power b, a ≥ 0: the part of its ball below 0 is taken to be our rounding. Unknown where a may be 0 and b
 * may be negative.
 */
export function pow(a: BigBall, b: BigBall, p: number): BigBall {
  if (isExact(b) && isZero(b.v)) return exactly(ONE);
  flag.inexact = false;
  const v = bigPow(a.v, b.v, p);
  const rounding = oneUnit(v, p);
  if (isExact(a) && isExact(b)) return isZero(a.v) && isNegative(b.v) ? unknown(v) : ball(v, rounding);
  if (isUnknown(a) || isUnknown(b) || !isRegular(b.v)) return unknown(v);

  const n = integerOf(b);
  if (n !== undefined) return power(a, n, p);
  if (!hasSign(a)) return powOfSmall(a, b, v, rounding);
  const moved = spread.exponent(a, b, sizeRounded(bigLog(a.v, 64)));
  return ball(v, addUp(mulUp(addUp(upper(v), rounding), spread.expm1Up(moved)), rounding));
}

/** The integer that b is, and not only rounds to. */
function integerOf(b: BigBall): number | undefined {
  const n = toNumber(b.v);
  return isExact(b) && Number.isSafeInteger(n) && compare(fromNumber(n), b.v) === 0 ? n : undefined;
}

/** Where a may be 0, its power lies between 0 and that of the largest a. */
function powOfSmall(a: BigBall, b: BigBall, v: BigFloat, rounding: Magnitude): BigBall {
  if (isNegative(b.v) || !hasSign(b)) return unknown(v);
  if (isExact(a)) return exactly(ZERO);
  if (!isExact(b)) return unknown(v);
  const largest = addUp(upper(a.v), a.e);
  const top = bigPow(toBigFloat(largest), b.v, 64);
  return ball(isNan(v) ? ZERO : v, addUp(sizeRounded(top), rounding));
}

/** At least |a|, of which a is a rounding to 64 bits. */
const sizeRounded = (a: BigFloat): Magnitude => mulUp(upper(a), UP);
