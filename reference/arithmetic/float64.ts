import type { Arithmetic } from './arithmetic.ts';
import { erf } from './erf.ts';
import { nearestDouble } from './rational.ts';

/** The branch keeps the exponential below 1, so that neither tail overflows or loses relative accuracy. */
function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const t = Math.exp(x);
  return t / (1 + t);
}

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

function sum(terms: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < terms.length; i++) total += terms[i];
  return total;
}

/**
 * Plain doubles. `max` and `min` propagate NaN; `join` takes its first operand; `sum` adds from left to
 * right.
 */
export const float64: Arithmetic<number> = {
  name: 'float64',
  number: (x) => x,
  ratio: nearestDouble,
  toNumber: (a) => a,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: Math.abs,
  sum,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  sin: Math.sin,
  cos: Math.cos,
  erf,
  sigmoid,
  softplus,
  pow: (a, b) => a ** b,
  power: (a, n) => (n === 2 ? a * a : a ** n),
  max: (a, b) => Math.max(a, b),
  min: (a, b) => Math.min(a, b),
  less: (a, b) => a < b,
  equal: (a, b) => a === b,
  join: (a) => a,
  stop: (a) => a,
};
