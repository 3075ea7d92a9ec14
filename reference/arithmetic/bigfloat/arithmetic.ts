import type { Arithmetic } from '../arithmetic.ts';
import { add, sub } from './add.ts';
import { compare, max, min } from './compare.ts';
import { div } from './div.ts';
import { fromNumber, toNumber } from './double.ts';
import { erf } from './erf.ts';
import { exp, expm1 } from './exp.ts';
import { log, log1p } from './log.ts';
import { mul } from './mul.ts';
import type { BigFloat } from './number.ts';
import { abs, neg } from './number.ts';
import { pow } from './pow.ts';
import { power } from './power.ts';
import { ratio } from './ratio.ts';
import { sigmoid } from './sigmoid.ts';
import { cos, sin } from './sin.ts';
import { softplus } from './softplus.ts';
import { sqrt } from './sqrt.ts';
import { sum } from './sum.ts';
import { tanh } from './tanh.ts';

/**
 * Binary floats of `bits` bits, an exponent range that exp(1e17) does not leave, and the special values of IEEE 754.
 * +, -, ·, /, √ and ratios are correctly rounded; the elementary functions are within one unit in the last place.
 */
export function bigArithmetic(bits: number): Arithmetic<BigFloat> {
  return {
    name: `float of ${bits} bits`,
    number: fromNumber,
    ratio: (p, q) => ratio(p, q, bits),
    toNumber,
    add: (a, b) => add(a, b, bits),
    sub: (a, b) => sub(a, b, bits),
    mul: (a, b) => mul(a, b, bits),
    div: (a, b) => div(a, b, bits),
    neg,
    abs,
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
    less: (a, b) => compare(a, b) < 0,
    equal: (a, b) => compare(a, b) === 0,
    join: (a) => a,
    stop: (a) => a,
  };
}
