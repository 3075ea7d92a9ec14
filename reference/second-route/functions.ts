import type { BigNumber } from 'mathjs';
import { type Decimals, decimals, tanh } from './decimals.ts';

export type FunctionName =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sqrt'
  | 'tanh'
  | 'sin'
  | 'cos'
  | 'erf'
  | 'sigmoid'
  | 'softplus';

/** The elementary functions in decimals, each in a form that loses nothing near zero and in the tails. */
export type DecimalFunctions = Readonly<Record<FunctionName, (a: BigNumber) => BigNumber>> & {
  pow(a: BigNumber, b: BigNumber): BigNumber;
};

/** For what is added to 1 and must not be lost there: below 10^-SMALL a series is shorter. */
const SMALL = 40;

/** Right to `digits` digits, but for a few units of the last. mathjs has no erf, and its expm1 and log1p cancel. */
export function decimalFunctions(digits: number): DecimalFunctions {
  const D = decimals(digits + 10);
  const wide = decimals(digits + SMALL + 30);
  const widest = decimals(2 * digits + 30);
  const pi = widest.math.bignumber(-1).acos();
  const one = D.math.bignumber(1);

  const inside =
    (instance: Decimals, f: (a: BigNumber) => BigNumber) =>
    (a: BigNumber): BigNumber =>
      D.math.bignumber(f(instance.math.bignumber(a.toString())).toString());

  /** a − a²/2 + a³/3 − …, which every term takes SMALL digits further. */
  const logSeries = (a: BigNumber): BigNumber => {
    let sum = wide.math.bignumber(0);
    for (let n = Math.ceil(digits / SMALL) + 2; n >= 1; n--)
      sum = a.times(wide.math.bignumber(1).div(n).minus(sum));
    return sum;
  };
  const log1p = (a: BigNumber): BigNumber => (a.abs().lt(`1e-${SMALL}`) ? logSeries(a) : a.plus(1).ln());

  /** The alternating series, whose terms grow to e^(a²), so it is summed in twice the digits. */
  const erf = (a: BigNumber): BigNumber => {
    // 1 − erf a < e^(−a²): beyond this it is below the last digit.
    if (a.times(a).gt(2.4 * digits)) return widest.math.bignumber(a.isNegative() ? -1 : 1);
    const square = a.times(a).neg();
    let term = a;
    let sum = a;
    for (let n = 1; term.abs().gt(a.abs().times(`1e-${digits + 10}`)); n++) {
      term = term.times(square).div(n);
      sum = sum.plus(term.div(2 * n + 1));
    }
    return sum.times(2).div(pi.sqrt());
  };

  return {
    exp: (a) => a.exp(),
    expm1: (a) => (a.abs().lt(1) ? a.div(2).sinh().times(a.div(2).exp()).times(2) : a.exp().minus(1)),
    log: (a) => a.ln(),
    log1p: inside(wide, log1p),
    sqrt: (a) => a.sqrt(),
    tanh: (a) => tanh(a, digits + 10),
    sin: (a) => a.sin(),
    cos: (a) => a.cos(),
    erf: inside(widest, erf),
    sigmoid: (a) => (a.isNegative() ? a.exp().div(a.exp().plus(1)) : one.div(a.neg().exp().plus(1))),
    softplus: inside(wide, (a) => (a.isNegative() ? log1p(a.exp()) : a.plus(log1p(a.neg().exp())))),
    pow: (a, b) =>
      D.math.bignumber(wide.math.bignumber(a.toString()).ln().times(b.toString()).exp().toString()),
  };
}
