import type { Arithmetic } from './arithmetic.ts';
import { add, div, mul, power, sqrt, sub, sum } from './bigball/algebra.ts';
import type { BigBall } from './bigball/ball.ts';
import { ball, exactly, halfUnit } from './bigball/ball.ts';
import { cos, erf, exp, expm1, log, log1p, sigmoid, sin, softplus, tanh } from './bigball/functions.ts';
import { equal, join, less, max, min } from './bigball/order.ts';
import { pow } from './bigball/pow.ts';
import { fromNumber, toNumber } from './bigfloat/double.ts';
import { flag } from './bigfloat/inexact.ts';
import { abs, neg } from './bigfloat/number.ts';
import { ratio } from './bigfloat/ratio.ts';
import { fromNumber as magnitude } from './magnitude.ts';

export type { BigBall } from './bigball/ball.ts';
export { radius } from './bigball/ball.ts';

/** The double x ± e: any precision holds both. */
export const around = (x: number, e: number): BigBall => ball(fromNumber(x), magnitude(e));

/**
 * Balls around floats of `bits` bits (at least 64): the exact number lies within e of v, whatever the operations. What is
 * exact adds nothing, so that a computation with integers and dyadic fractions that fit keeps e = 0.
 */
export function bigBall(bits: number): Arithmetic<BigBall> {
  if (!(bits >= 64)) throw new RangeError(`bigBall: at least 64 bits are needed, got ${bits}`);
  return {
    name: `ball of ${bits} bits`,
    number: (x) => exactly(fromNumber(x)),
    ratio: (p, q) => {
      flag.inexact = false;
      const v = ratio(p, q, bits);
      return ball(v, halfUnit(v));
    },
    toNumber: (a) => toNumber(a.v),
    add: (a, b) => add(a, b, bits),
    sub: (a, b) => sub(a, b, bits),
    mul: (a, b) => mul(a, b, bits),
    div: (a, b) => div(a, b, bits),
    neg: (a) => ({ v: neg(a.v), e: a.e }),
    abs: (a) => ({ v: abs(a.v), e: a.e }),
    sum: (terms) => sum(terms, bits),
    exp: (a) => exp(a, bits),
    expm1: (a) => expm1(a, bits),
    log: (a) => log(a, bits),
    log1p: (a) => log1p(a, bits),
    sqrt: (a) => sqrt(a, bits),
    tanh: (a) => tanh(a, bits),
    sin: (a) => sin(a, bits),
    cos: (a) => cos(a, bits),
    erf: (a) => erf(a, bits),
    sigmoid: (a) => sigmoid(a, bits),
    softplus: (a) => softplus(a, bits),
    pow: (a, b) => pow(a, b, bits),
    power: (a, n) => power(a, n, bits),
    max,
    min,
    less,
    equal,
    join: (a, b) => join(a, b, bits),
    stop: (a) => a,
  };
}
