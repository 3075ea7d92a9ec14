import type { Arithmetic } from './arithmetic.ts';
import type { Ball } from './ball.ts';
import type { BallRounding } from './ball-rounding.ts';
import { exactly, isExactZero, unknown } from './exact-ball.ts';
import { float64 } from './float64.ts';
import * as spread from './spread.ts';

type Functions =
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
  | 'softplus'
  | 'pow'
  | 'power';

/**
 * The elementary functions over balls: what the argument's error does to the value, and one rounding of the
 * function's stated error. Functions that keep 0 return an exact 0 for it. Nothing is known of f(a) when
 * nothing is known of a, however narrow the range of f: a may be NaN.
 */
export function ballFunctions(rounding: BallRounding): Pick<Arithmetic<Ball>, Functions> {
  const { format, roundFunction, functionError, underflow, functionUnderflow, sumUnderflow } = rounding;
  const u = format.unitRoundoff;

  // 1/(1+exp(−x)) rounds three times besides the exponential; exp(x)/(1+exp(x)) likewise.
  const sigmoidError = functionError + 3 * u + 4 * functionError * u;
  const roundSigmoid = rounding.rounding(sigmoidError, functionUnderflow + 2 * underflow);
  // Where exp(−x) overflows, at σ(x) ≈ smallestNormal/4, the plain form returns 0.
  const roundFlushedSigmoid = rounding.rounding(
    sigmoidError,
    functionUnderflow + 2 * underflow + format.smallestNormal,
  );
  const flushBelow = Math.log(format.smallestNormal);
  // max(x,0) + log1p(exp(−|x|)), and log1p(exp(x)) as well: the exponential's relative error passes through
  // log1p undiminished.
  const softplusError = 2 * functionError + u + 4 * functionError * functionError;
  const roundSoftplus = rounding.rounding(softplusError, 2 * functionUnderflow + sumUnderflow);

  const exp = (a: Ball): Ball => {
    const v = Math.exp(a.v);
    if (a.e === 0 && Math.abs(a.v) === Infinity) return exactly(v);
    return roundFunction(v, spread.expSpread(a.v, a.e, v));
  };

  const expm1 = (a: Ball): Ball => {
    const v = Math.expm1(a.v);
    if (isExactZero(a) || (a.e === 0 && a.v === Infinity)) return exactly(v);
    return roundFunction(v, a.e === 0 ? 0 : spread.expSpread(a.v, a.e, Math.exp(a.v)));
  };

  const log = (a: Ball): Ball => {
    const v = Math.log(a.v);
    if (a.e === 0 && (a.v === 0 || a.v === Infinity)) return exactly(v);
    return roundFunction(v, spread.logSpread(a.v, a.e));
  };

  const log1p = (a: Ball): Ball => {
    const v = Math.log1p(a.v);
    if (a.e === 0 && (a.v === 0 || a.v === -1 || a.v === Infinity)) return exactly(v);
    return roundFunction(v, spread.log1pSpread(a.v, a.e));
  };

  const sqrt = (a: Ball): Ball => {
    if (a.e === 0 && (a.v === 0 || a.v === Infinity)) return a;
    if (!(a.v + a.e >= 0)) return unknown(Number.NaN);
    return roundFunction(Math.sqrt(Math.max(0, a.v)), spread.sqrtSpread(a.v, a.e));
  };

  /** An odd function bounded by 1. */
  const bounded = (f: (x: number) => number, move: (v: number, e: number) => number) => (a: Ball) => {
    const v = f(a.v);
    if (isExactZero(a)) return exactly(v);
    return a.e < Infinity ? roundFunction(v, move(a.v, a.e)) : unknown(v);
  };

  const cos = (a: Ball): Ball => {
    const v = Math.cos(a.v);
    return a.e < Infinity ? roundFunction(v, spread.cosSpread(a.v, a.e)) : unknown(v);
  };

  const sigmoid = (a: Ball): Ball => {
    const v = float64.sigmoid(a.v);
    if (!(a.e < Infinity)) return unknown(v);
    if (a.e === 0 && a.v === -Infinity) return exactly(v);
    const round = a.v - 2 * a.e < flushBelow ? roundFlushedSigmoid : roundSigmoid;
    return round(v, spread.sigmoidSpread(a.v, a.e));
  };

  const softplus = (a: Ball): Ball => {
    const v = float64.softplus(a.v);
    if (a.e === 0 && Math.abs(a.v) === Infinity) return exactly(v);
    return roundSoftplus(v, spread.softplusSpread(a.v, a.e));
  };

  const pow = (a: Ball, b: Ball): Ball => {
    if (isExactZero(b)) return roundFunction(1, 0);
    if (isExactZero(a) && b.v > 2 * b.e) return exactly(0);
    if (!(a.v + a.e >= 0)) return unknown(Number.NaN);
    const v = Math.max(0, a.v) ** b.v;
    if (!(a.v - 2 * a.e > 0) && b.e === 0 && b.v > 0)
      return roundFunction(v, spread.powSpreadAtZero(a.v, a.e, b.v));
    const move = spread.exponentSpread(a.v, a.e, b.v, b.e);
    // A value that underflowed says nothing of neighbours that did not.
    if (move > 0.25 && v < 2 ** -1000) return unknown(v);
    return roundFunction(v, v * spread.exponentialSpread(move));
  };

  /** One rounding of a function, or |n| − 1 products and a quotient, whichever is worse. */
  const power = (a: Ball, n: number): Ball => {
    if (n === 0) return exactly(1);
    if (n === 1) return a;
    const v = float64.power(a.v, n);
    if (isExactZero(a) && n > 0) return exactly(v);
    const products = Math.abs(n) + (n < 0 ? 1 : -1);
    const growth = products * u;
    if (!(2 * growth < 1)) return unknown(v);
    const error = Math.max(functionError, growth / (1 - growth));
    const size = Math.abs(v);
    // A reciprocal's power of the other sign leaves the range of the type before the result does.
    if (n < 0 && !(size * format.smallestNormal < 1 / 4)) return unknown(v);
    const lost = n < 0 && size < 4 * format.smallestNormal ? 4 * format.smallestNormal : 0;
    const eta = Math.max(functionUnderflow, products * underflow) + lost;
    return rounding.rounding(error, eta)(v, spread.powerSpread(a.v, a.e, n));
  };

  return {
    exp,
    expm1,
    log,
    log1p,
    sqrt,
    tanh: bounded(Math.tanh, spread.tanhSpread),
    sin: bounded(Math.sin, (_, e) => spread.sinSpread(e)),
    cos,
    erf: bounded(float64.erf, spread.erfSpread),
    sigmoid,
    softplus,
    pow,
    power,
  };
}
