import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import { type Dtype, formats, roundTo } from '../../reference/arithmetic/dtype.ts';
import { float64 } from '../../reference/arithmetic/float64.ts';
import type { Random } from './random.ts';

/**
 * A computer that draws lots at every operation among all that correct code may do in the type: round, or keep more
 * precision (which fused multiply-add and wide accumulators do); add in any order and tree; divide by the reciprocal;
 * evaluate sigmoid and softplus by one formula or another; err by almost 2 ulp in every function; flush to zero.
 */
export function machine(dtype: Dtype, random: Random, ftz = false): Arithmetic<number> {
  const { unitRoundoff, smallestNormal, largest } = formats[dtype];
  const flush = (x: number) => (ftz && Math.abs(x) < smallestNormal && random.chance(0.5) ? 0 : x);
  const round = (x: number) => flush(dtype !== 'f64' && random.chance(0.25) ? x : roundTo(dtype, x));
  // With the rounding that follows: 2.9u + u < 4u, that is 2 ulp. Doubles' functions already err by themselves.
  const error = () => (dtype === 'f64' ? 0 : random.between(-2.9, 2.9) * unitRoundoff);
  const inexact = (x: number) => round(x * (1 + error()));
  const unary = (f: (a: number) => number) => (a: number) => inexact(f(a));
  const add = (a: number, b: number) => round(a + b);
  const exp = unary(Math.exp);
  const log1p = unary(Math.log1p);

  return {
    ...float64,
    name: `machine ${dtype}`,
    number: flush,
    ratio: (p, q) => round(float64.ratio(p, q)),
    add,
    sub: (a, b) => round(a - b),
    mul: (a, b) => round(a * b),
    div: (a, b) => {
      const reciprocal = 1 / b;
      const safe = Math.abs(reciprocal) > smallestNormal && Math.abs(reciprocal) < largest;
      return safe && random.chance(0.5) ? round(a * round(reciprocal)) : round(a / b);
    },
    sum: (terms) => {
      const parts = [...terms];
      while (parts.length > 1) {
        const [a] = parts.splice(random.below(parts.length), 1);
        const [b] = parts.splice(random.below(parts.length), 1);
        parts.push(add(a, b));
      }
      return parts[0] ?? 0;
    },
    exp,
    expm1: unary(Math.expm1),
    log: unary(Math.log),
    log1p,
    sqrt: unary((a) => Math.sqrt(Math.max(0, a))),
    tanh: unary(Math.tanh),
    sin: unary(Math.sin),
    cos: unary(Math.cos),
    erf: unary(float64.erf),
    sigmoid: (a) => {
      if (a >= 0 || random.chance(0.5)) return round(1 / add(1, roundTo(dtype, exp(-a))));
      const t = exp(a);
      return round(t / add(1, t));
    },
    softplus: (a) =>
      a < Math.log(largest) - 1 && random.chance(0.5)
        ? log1p(exp(a))
        : add(Math.max(a, 0), log1p(exp(-Math.abs(a)))),
    pow: (a, b) => inexact(Math.max(0, a) ** b),
    power: (a, n) => {
      if (n < 0 || random.chance(0.5)) return inexact(a ** n);
      let product = a;
      for (let i = 1; i < n; i++) product = round(product * a);
      return product;
    },
  };
}
