import type { Arithmetic } from './arithmetic.ts';
import { type Dtype, rounder } from './dtype.ts';
import { float64 } from './float64.ts';

/**
 * What a plain implementation in the type computes: every operation rounded to it. Sums, products, quotients
 * and roots are correctly rounded, because a double has more than twice the bits of the narrower types;
 * elementary functions are the double's value rounded. `sigmoid` and `softplus` are the stable algorithms
 * with each step rounded.
 */
export function rounded(dtype: Dtype): Arithmetic<number> {
  const round = rounder(dtype);
  const unary = (f: (a: number) => number) => (a: number) => round(f(a));
  const binary = (f: (a: number, b: number) => number) => (a: number, b: number) => round(f(a, b));
  const exp = unary(Math.exp);
  const log1p = unary(Math.log1p);

  return {
    ...float64,
    name: `rounded ${dtype}`,
    number: round,
    ratio: (p, q) => round(float64.ratio(p, q)),
    add: binary(float64.add),
    sub: binary(float64.sub),
    mul: binary(float64.mul),
    div: binary(float64.div),
    sum: (terms) => {
      let total = 0;
      for (let i = 0; i < terms.length; i++) total = round(total + terms[i]);
      return total;
    },
    exp,
    expm1: unary(Math.expm1),
    log: unary(Math.log),
    log1p,
    sqrt: unary(Math.sqrt),
    tanh: unary(Math.tanh),
    sin: unary(Math.sin),
    cos: unary(Math.cos),
    erf: unary(float64.erf),
    sigmoid: (a) => {
      const t = exp(-Math.abs(a));
      return round((a < 0 ? t : 1) / round(1 + t));
    },
    softplus: (a) => round(Math.max(a, 0) + log1p(exp(-Math.abs(a)))),
    pow: binary(float64.pow),
    power: binary(float64.power),
  };
}
