/** Doubles that carry a proven bound on what rounding can do to them in a given floating-point type. */
import type { Arithmetic } from './arithmetic.ts';
import { ballFunctions } from './ball-functions.ts';
import { type BallOptions, ballRounding } from './ball-rounding.ts';
import { isPowerOfTwo, roundTo } from './dtype.ts';
import { exactly, isExactInfinity, isExactZero, unknown } from './exact-ball.ts';
import { equalsRational, nearestDouble } from './rational.ts';

/**
 * Let x be the exact value of a formula, and x̂ what any admissible computation of it in the target type
 * returns: each operation rounded to nearest or carried in more precision, sums in any order or tree, with or
 * without fused multiply-add, elementary functions within the stated error. Then |x̂ − x| ≤ e. The double v
 * is itself such a computation, because its own roundings are no larger than the target's, so |v − x| ≤ e
 * too: with dtype f64 a ball is a certificate of its own value. e is a finite number ≥ 0, or ∞ when nothing
 * is known (v may then be NaN); it is never NaN. An exact ±∞ is a ball with e = 0.
 */
export interface Ball {
  readonly v: number;
  readonly e: number;
}

/** Covers the roundings of the bounds' own arithmetic, a few units of 2^-53 each. */
const slack = 1 + 2 ** -48;

export function ball(options: BallOptions): Arithmetic<Ball> {
  const rounding = ballRounding(options);
  const { format, ftz, largest, round, roundSum, roundQuotient, sumUnderflow } = rounding;
  const u = format.unitRoundoff;
  const zero = exactly(0);
  /** Above this, twice the smallest normal number, a product by a power of two cannot underflow. */
  const safe = 2 * format.smallestNormal;

  /** Exact where the type holds x; otherwise a computation in the type has rounded it, or flushed it. */
  const number = (x: number): Ball => {
    if (ftz && Math.abs(x) < format.smallestNormal) return { v: x, e: Math.abs(x) };
    return roundTo(options.dtype, x) === x || Number.isNaN(x) ? exactly(x) : round(x, 0);
  };

  /**
   * What an operation on an exact infinity leaves beyond the range: an exact infinity too, unless it is
   * indeterminate.
   */
  const infinite = (v: number, certain: boolean): Ball =>
    certain && !Number.isNaN(v) ? exactly(v) : unknown(v);

  const total = (v: number, a: Ball, b: Ball): Ball => {
    const result = roundSum(v, a.e + b.e);
    if (result.e < Infinity) return result;
    return infinite(v, (isExactInfinity(a) && b.e < Infinity) || (isExactInfinity(b) && a.e < Infinity));
  };
  const add = (a: Ball, b: Ball): Ball => (isExactZero(a) ? b : isExactZero(b) ? a : total(a.v + b.v, a, b));
  const sub = (a: Ball, b: Ball): Ball =>
    isExactZero(b) ? a : isExactZero(a) ? neg(b) : total(a.v - b.v, a, b);

  const neg = (a: Ball): Ball => ({ v: -a.v, e: a.e });

  /** a times an exact 0 or ±2^k: no rounding, except where it may underflow. */
  const scale = (a: Ball, s: number): Ball => {
    const v = a.v * s;
    if (s === 1) return a;
    if (s === -1) return neg(a);
    if (a.e === 0 && (a.v === 0 || (s !== 0 && Math.abs(a.v) === Infinity))) return exactly(v);
    if (s === 0) return a.e < Infinity && a.v - a.v === 0 ? exactly(v) : unknown(v);
    const e = a.e === 0 ? 0 : a.e * Math.abs(s) + 2 ** -1070;
    const size = Math.abs(v);
    if (!(size - 2 * e >= safe)) return round(v, e);
    return { v, e: size + 2 * e <= largest ? e : Infinity };
  };

  const mul = (a: Ball, b: Ball): Ball => {
    if (b.e === 0 && (b.v === 0 || isPowerOfTwo(b.v))) return scale(a, b.v);
    if (a.e === 0 && (a.v === 0 || isPowerOfTwo(a.v))) return scale(b, a.v);
    const v = a.v * b.v;
    const spread = Math.abs(a.v) * b.e + Math.abs(b.v) * a.e + 3 * a.e * b.e;
    const result = round(v, spread);
    if (result.e < Infinity) return result;
    const signed = Math.abs(a.v) > 2 * a.e && Math.abs(b.v) > 2 * b.e;
    return infinite(v, signed && (isExactInfinity(a) || isExactInfinity(b)));
  };

  const div = (a: Ball, b: Ball): Ball => {
    const v = a.v / b.v;
    const nearest = Math.abs(b.v) - 2 * b.e;
    if (!(nearest > 0)) return unknown(v);
    if (isExactZero(a)) return exactly(v);
    if (isExactInfinity(b)) return infinite(v, a.e < Infinity && Math.abs(a.v) < Infinity);
    if (isExactInfinity(a)) return infinite(v, true);
    if (b.e === 0 && isPowerOfTwo(b.v) && isPowerOfTwo(1 / b.v)) return scale(a, 1 / b.v);
    if (b.e === 0) return roundQuotient(v, a.e / nearest);
    // x̂/ŷ − x/y = (δx − (x/y)·δy)/ŷ. The quotient may underflow where its product by a large δy/ŷ does not.
    const quotient = (Math.abs(a.v) + a.e) / (Math.abs(b.v) - b.e) + 2 ** -1070;
    return roundQuotient(v, a.e / nearest + quotient * (b.e / nearest));
  };

  /**
   * Any order or tree of n terms errs by at most γ(n−1)·Σ|x̂|, with γ(k) = ku/(1−ku); exact zeros do not
   * count.
   */
  const sum = (terms: readonly Ball[]): Ball => {
    let v = 0;
    let e = 0;
    let size = 0;
    let count = 0;
    let only = zero;
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i];
      if (term.v === 0 && term.e === 0) continue;
      only = term;
      count++;
      v += term.v;
      e += term.e;
      size += Math.abs(term.v);
    }
    if (count <= 1) return only;
    const growth = (count - 1) * u;
    if (!(growth < 1)) return unknown(v);
    const reach = size + 2 * e;
    const bound = (e + (growth / (1 - growth)) * reach + count * sumUnderflow) * (slack + count * 2 ** -52);
    if (reach + 2 * bound <= largest) return { v, e: bound };
    const finite = terms.filter((term) => !isExactInfinity(term));
    return infinite(v, finite.length < terms.length && sum(finite).e < Infinity);
  };

  /** Computed operands lie within 2e of v. */
  const apart = (a: Ball, b: Ball): boolean => Math.abs(a.v - b.v) > 2 * (a.e + b.e) * slack;
  const less = (a: Ball, b: Ball): boolean | undefined =>
    (a.e === 0 && b.e === 0) || apart(a, b) ? a.v < b.v : undefined;

  /** max and min move no further than their operands, and do not round. */
  const extreme = (v: number, a: Ball, b: Ball): Ball => {
    if (apart(a, b)) return v === a.v ? a : b;
    return Number.isNaN(v) ? unknown(v) : { v, e: Math.max(a.e, b.e) };
  };

  return {
    name: `ball ${options.dtype}`,
    number,
    ratio: (p, q) => {
      const v = nearestDouble(p, q);
      return roundTo(options.dtype, v) === v && equalsRational(v, p, q) ? exactly(v) : round(v, 0);
    },
    toNumber: (a) => a.v,
    add,
    sub,
    mul,
    div,
    neg,
    abs: (a) => ({ v: Math.abs(a.v), e: a.e }),
    sum,
    ...ballFunctions(rounding),
    max: (a, b) => extreme(Math.max(a.v, b.v), a, b),
    min: (a, b) => extreme(Math.min(a.v, b.v), a, b),
    less,
    equal: (a, b) => (a.e === 0 && b.e === 0 ? a.v === b.v : apart(a, b) ? false : undefined),
    join: (a, b) => {
      if (a === b || (a.e === 0 && b.e === 0 && a.v === b.v)) return a;
      // The exact value may be the one and the computed value the other.
      const e = (Math.abs(a.v - b.v) + a.e + b.e + Math.max(a.e, b.e)) * slack;
      const v = a.v / 2 + b.v / 2;
      return e < Infinity ? { v, e } : unknown(v);
    },
    stop: (a) => a,
  };
}
