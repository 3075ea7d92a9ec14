import { erf as bigErf } from '../bigfloat/erf.ts';
import { exp as bigExp, expm1 as bigExpm1 } from '../bigfloat/exp.ts';
import { flag } from '../bigfloat/inexact.ts';
import { log as bigLog, log1p as bigLog1p } from '../bigfloat/log.ts';
import type { BigFloat } from '../bigfloat/number.ts';
import { isNan, isRegular, ZERO } from '../bigfloat/number.ts';
import { sigmoid as bigSigmoid } from '../bigfloat/sigmoid.ts';
import { cos as bigCos, sin as bigSin } from '../bigfloat/sin.ts';
import { softplus as bigSoftplus } from '../bigfloat/softplus.ts';
import { tanh as bigTanh } from '../bigfloat/tanh.ts';
import type { Magnitude } from '../magnitude.ts';
import { addUp } from '../magnitude.ts';
import type { BigBall } from './ball.ts';
import { ball, isExact, isUnknown, oneUnit, unknown } from './ball.ts';
import { upper } from './size.ts';
import * as spread from './spread.ts';

type BigFunction = (a: BigFloat, p: number) => BigFloat;
type BallFunction = (a: BigBall, p: number) => BigBall;
/** `size` is at least |f(v)|. */
type Spread = (a: BigBall, size: Magnitude) => Magnitude;

/** A function of one ball: what its argument's error does to it, and its own rounding, which is none if it is exact. */
const lift =
  (f: BigFunction, spreadOf: Spread): BallFunction =>
  (a, p) => {
    flag.inexact = false;
    const v = f(a.v, p);
    const rounding = oneUnit(v, p);
    if (isExact(a)) return ball(v, rounding);
    if (isUnknown(a)) return unknown(v);
    return ball(v, addUp(spreadOf(a, addUp(upper(v), rounding)), rounding));
  };

/** Of sin and cos of an angle too large to be reduced no more is known than their range. */
const wave = (f: BigFunction, spreadOf: Spread): BallFunction => {
  const lifted = lift(f, spreadOf);
  return (a, p) => {
    const result = lifted(a, p);
    return isNan(result.v) && isRegular(a.v) && !isUnknown(a) ? { v: ZERO, e: 1 } : result;
  };
};

export const exp = lift(bigExp, spread.exp);
export const expm1 = lift(bigExpm1, spread.expm1);
export const log = lift(bigLog, spread.log);
export const log1p = lift(bigLog1p, spread.log1p);
export const tanh = lift(bigTanh, spread.tanh);
export const sin = wave(bigSin, spread.sin);
export const cos = wave(bigCos, spread.cos);
export const erf = lift(bigErf, spread.erf);
export const sigmoid = lift(bigSigmoid, spread.sigmoid);
export const softplus = lift(bigSoftplus, spread.softplus);
