/** The second route: elementary functions to 300 digits by mathjs, no line of it shared with the code under test. */
import { all, type BigNumber, create } from 'mathjs';

const DIGITS = 330;
const mathOf = (precision: number) =>
  create(all, { number: 'BigNumber', precision, predictable: true, relTol: 1e-300, absTol: 1e-300 });
const math = mathOf(DIGITS);
/** For what cancels: 1 + x down to 10^-SERIES, and the series of erf. */
const SERIES = 60;
const wide = mathOf(DIGITS + 2 * SERIES);
const widest = mathOf(2 * DIGITS + SERIES);

/** The double x, exactly; mathjs itself takes the shortest decimal that reads as x. */
export function exactly(x: number): BigNumber {
  let e = 0;
  for (; !Number.isInteger(x); e--) x *= 2;
  return scaled(BigInt(x), e);
}

/** m · 2^e */
export function scaled(m: bigint, e: number, instance = math): BigNumber {
  const power = instance.bignumber(2).pow(Math.abs(e));
  const whole = instance.bignumber(m.toString());
  return e < 0 ? whole.div(power) : whole.times(power);
}

const inside =
  (instance: typeof math, f: (a: BigNumber) => BigNumber) =>
  (a: BigNumber): BigNumber =>
    math.bignumber(f(instance.bignumber(a.toString())).toString());

const small = (a: BigNumber): boolean => a.abs().lt(`1e-${SERIES}`);

/** a - a²/2 + a³/3 - …, eight terms of which give more than 330 digits below 1e-60. */
function logSeries(a: BigNumber): BigNumber {
  let sum = wide.bignumber(0);
  for (let n = 8; n >= 1; n--) sum = a.times(wide.bignumber(1).div(n).minus(sum));
  return sum;
}
const wideLog1p = (a: BigNumber): BigNumber => (small(a) ? logSeries(a) : a.plus(1).ln());

/** The alternating series, in twice the digits: its terms grow to e^(a²). */
function erfSeries(a: BigNumber): BigNumber {
  const square = a.times(a).neg();
  let term = a;
  let sum = a;
  for (let n = 1; term.abs().gt(a.abs().times(`1e-${DIGITS}`)); n++) {
    term = term.times(square).div(n);
    sum = sum.plus(term.div(2 * n + 1));
  }
  return sum.times(2).div(pi.sqrt());
}
const pi = widest.bignumber(-1).acos();

/** π - m · 2^e, which is the sine of a number so near to π that the cube of the difference no longer counts. */
export const piMinus = (m: bigint, e: number): BigNumber =>
  math.bignumber(pi.minus(scaled(m, e, widest)).toString());

export const digits = {
  exp: (a: BigNumber) => a.exp(),
  expm1: (a: BigNumber) =>
    a.abs().lt(1) ? a.div(2).sinh().times(a.div(2).exp()).times(2) : a.exp().minus(1),
  log: (a: BigNumber) => a.ln(),
  log1p: inside(wide, wideLog1p),
  sqrt: (a: BigNumber) => a.sqrt(),
  tanh: (a: BigNumber) => a.tanh(),
  sin: (a: BigNumber) => a.sin(),
  cos: (a: BigNumber) => a.cos(),
  erf: inside(widest, erfSeries),
  sigmoid: (a: BigNumber) =>
    a.isNegative() ? a.exp().div(a.exp().plus(1)) : math.bignumber(1).div(a.neg().exp().plus(1)),
  softplus: inside(wide, (a) => (a.isNegative() ? wideLog1p(a.exp()) : a.plus(wideLog1p(a.neg().exp())))),
};

/** a^b = exp(b log a) with 120 more digits, of which the exponent takes away a few. */
export const pow = (a: BigNumber, b: BigNumber): BigNumber =>
  math.bignumber(wide.bignumber(a.toString()).ln().times(b.toString()).exp().toString());
