import type { Elementary } from '../lib/kernels.ts';
import { erf, erfSlope } from './erf.ts';

/** A function of one double and its pullback dy · f′(x). */
interface Differentiable {
  value(x: number): number;
  pullback(x: number, dy: number): number;
}

/** With e = exp(−|x|) ≤ 1 nothing overflows, and σ′(x) = σ(x) σ(−x) = e / (1 + e)² has no cancellation. */
const sigmoid: Differentiable = {
  value(x) {
    const e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  },
  pullback(x, dy) {
    const e = Math.exp(-Math.abs(x));
    // Just beside zero rounding would lift the quotient above a quarter.
    return dy * Math.min(0.25, e / ((1 + e) * (1 + e)));
  },
};

/** tanh′ = 1 − tanh² = 1/cosh²: the first is the more accurate while tanh² is small, and cancels where it is near 1. */
const tanh: Differentiable = {
  value: Math.tanh,
  pullback(x, dy) {
    if (Math.abs(x) < 1) return dy * (1 - Math.tanh(x) ** 2);
    const sech = 1 / Math.cosh(x);
    return dy * (sech * sech);
  },
};

/**
 * A comparison would lose NaN: Math.max keeps it. Its slope passes what arrives, as where a unit is open: where that is
 * nothing, as behind weights of zero, a sum that has overflowed does not make NaN of it.
 */
const relu: Differentiable = {
  value: (x) => Math.max(0, x),
  pullback: (x, dy) => (x <= 0 ? 0 : dy),
};

const sqrt: Differentiable = {
  value: Math.sqrt,
  pullback: (x, dy) => (x === 0 ? 0 : dy / (2 * Math.sqrt(x))),
};

const log: Differentiable = { value: Math.log, pullback: (x, dy) => dy / x };
const log1p: Differentiable = { value: Math.log1p, pullback: (x, dy) => dy / (1 + x) };
const exp: Differentiable = { value: Math.exp, pullback: (x, dy) => dy * Math.exp(x) };
const expm1: Differentiable = { value: Math.expm1, pullback: exp.pullback };
const sin: Differentiable = { value: Math.sin, pullback: (x, dy) => dy * Math.cos(x) };
const cos: Differentiable = { value: Math.cos, pullback: (x, dy) => -dy * Math.sin(x) };

/** ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|): nothing overflows, and log1p keeps what is small. */
const softplus: Differentiable = {
  value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  pullback: (x, dy) => dy * sigmoid.value(x),
};

const gauss: Differentiable = { value: erf, pullback: (x, dy) => dy * erfSlope(x) };

export const elementary: Readonly<Record<Elementary, Differentiable>> = {
  ...{ cos, exp, expm1, log, log1p, relu, sigmoid, sin, softplus, sqrt, tanh },
  erf: gauss,
};
