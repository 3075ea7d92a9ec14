import { high, join, low, madd } from '../lib/vector';
import { constant } from './constant';
import { COS, ERF, EXPM1, LOG, LOG1P, pullback, SIN, value } from './each';

/**
 * What is done number by number in f64 is done for f32 two numbers at a time, in doubles that are good to 10⁻⁹, where f32
 * is to 6 · 10⁻⁸; the polynomials are minimax. The few numbers that this does not reach go the longer way.
 */

const EXP = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, // 1/ln 2
  6755399441055744, 6755399441055744, // 1.5 · 2⁵²
  0.6931471805599453, 0.6931471805599453, // ln 2
  1, 1,
  0.5000000047117757, 0.5000000047117757, // of eʳ − 1 = r + r² q(r), q from r⁰ up
  0.16666666718997508, 0.16666666718997508,
  0.04166635289677516, 0.04166635289677516,
  0.008333298483754886, 0.008333298483754886,
  0.0013941108433972674, 0.0013941108433972674,
  0.0001989927395864936, 0.0001989927395864936,
], 16);
const BOUNDS = memory.data<f64>([
  -200, -200, // eˣ is 0 below, and eˣ − 1 is −1
  200, 200, // and no number of f32 above
  -700, -700, // so far 2ᵏ is one of f64
  700, 700,
], 16);
const LOG_PART = memory.data<f64>([
  2.00000000000845, 2.00000000000845, // of log((1 + s)/(1 − s)) = s p(s²), p from s⁰ up
  0.6666666523515579, 0.6666666523515579,
  0.4000038718742205, 0.4000038718742205,
  0.2853489153226327, 0.2853489153226327,
  0.2361945488277656, 0.2361945488277656,
], 16);
const SINE = memory.data<f64>([
  0.9999999999956731, 0.9999999999956731, // of sin r = r p(r²)
  -0.16666666631591165, -0.16666666631591165,
  0.00833332878245888, 0.00833332878245888,
  -0.000198392022122311, -0.000198392022122311,
  2.7173456841089953e-06, 2.7173456841089953e-06,
], 16);
const COSINE = memory.data<f64>([
  0.9999999999524894, 0.9999999999524894, // of cos r = p(r²)
  -0.4999999961485761, -0.4999999961485761,
  0.041666616692532826, 0.041666616692532826,
  -0.0013886617999647076, -0.0013886617999647076,
  2.4379831251175367e-05, 2.4379831251175367e-05,
], 16);
const ANGLE = memory.data<f64>([
  0.6366197723675814, 0.6366197723675814, // 2/π
  1.57079632673412561417, 1.57079632673412561417, // π/2, its first 33 bits
  6.07710050650619224932e-11, 6.07710050650619224932e-11, // and the others
  1048576, 1048576, // so far a multiple of the first is exact
], 16);
const NEAR = memory.data<f64>([
  1.1283791670615435, 1.1283791670615435, // of erf x = x p(x²), |x| ≤ 1
  -0.3761263846802871, -0.3761263846802871,
  0.11283782495236845, 0.11283782495236845,
  -0.026865430727670243, -0.026865430727670243,
  0.005221031807858023, 0.005221031807858023,
  -0.0008484080405535107, -0.0008484080405535107,
  0.00011265959025606609, 0.00011265959025606609,
  -9.667044571486996e-06, -9.667044571486996e-06,
], 16);
const FAR = memory.data<f64>([
  -0.00016423638708161766, -0.00016423638708161766, // of erfc x = exp(−x²) p(1/(x + 2)), 1 ≤ x ≤ 4
  0.5701232402311412, 0.5701232402311412,
  1.0350054655420764, 1.0350054655420764,
  2.808242585430308, 2.808242585430308,
  -1.7633327048911012, -1.7633327048911012,
  18.28048562598341, 18.28048562598341,
  -30.497617560614998, -30.497617560614998,
  15.46911144488589, 15.46911144488589,
], 16);
const PARTS = memory.data<f64>([
  2, 2,
  4, 4, // erf is 1 from there on
  1.1283791670955126, 1.1283791670955126, // 2/√π
], 16);

/** p(x) of five coefficients. */
// @ts-ignore: decorator
@inline
function five(p: usize, x: v128): v128 {
  const z = f64x2.mul(x, x);
  const high = madd<f64>(constant(p, 4), z, madd<f64>(constant(p, 3), x, constant(p, 2)));
  return madd<f64>(high, z, madd<f64>(constant(p, 1), x, constant(p, 0)));
}

/** And of eight. */
// @ts-ignore: decorator
@inline
function eight(p: usize, x: v128): v128 {
  const z = f64x2.mul(x, x), y = f64x2.mul(z, z);
  const first = madd<f64>(constant(p, 1), x, constant(p, 0));
  const second = madd<f64>(constant(p, 3), x, constant(p, 2));
  const third = madd<f64>(constant(p, 5), x, constant(p, 4));
  const fourth = madd<f64>(constant(p, 7), x, constant(p, 6));
  return madd<f64>(madd<f64>(fourth, z, third), y, madd<f64>(second, z, first));
}

// @ts-ignore: decorator
@inline
function one(): v128 {
  return constant(EXP, 3);
}

/** 2ᵏ, k the integer in the low bits of n. */
// @ts-ignore: decorator
@inline
function power(n: v128): v128 {
  return i64x2.add(i64x2.shl(n, 52), one());
}

/** x/ln 2 + 1.5 · 2⁵², the integer next to the quotient in its low bits. */
// @ts-ignore: decorator
@inline
function quotient(x: v128): v128 {
  return madd<f64>(x, constant(EXP, 0), constant(EXP, 1));
}

/** eʳ − 1 for r = x − k ln 2. */
// @ts-ignore: decorator
@inline
function lessOne(x: v128, n: v128): v128 {
  const k = f64x2.sub(n, constant(EXP, 1));
  const r = f64x2.sub(x, f64x2.mul(k, constant(EXP, 2)));
  const z = f64x2.mul(r, r);
  const first = madd<f64>(constant(EXP, 5), r, constant(EXP, 4));
  const second = madd<f64>(constant(EXP, 7), r, constant(EXP, 6));
  const third = madd<f64>(constant(EXP, 9), r, constant(EXP, 8));
  const q = madd<f64>(madd<f64>(third, z, second), z, first);
  return madd<f64>(q, z, r);
}

/** eˣ for |x| ≤ 700. */
// @ts-ignore: decorator
@inline
function exp(x: v128): v128 {
  const n = quotient(x);
  return f64x2.mul(f64x2.add(lessOne(x, n), one()), power(n));
}

// @ts-ignore: decorator
@inline
function expm1(x: v128): v128 {
  const y = f64x2.pmin(f64x2.pmax(x, constant(BOUNDS, 0)), constant(BOUNDS, 1));
  const n = quotient(y);
  const scale = power(n);
  const above = f64x2.add(f64x2.mul(lessOne(y, n), scale), f64x2.sub(scale, one()));
  return v128.bitselect(x, above, f64x2.eq(x, f64x2.splat(0)));
}

/** log x for x between 2⁻¹⁰²² and ∞: x = 2ᵏ m, √½ ≤ m < √2, and log m by s = (m − 1)/(m + 1). */
// @ts-ignore: decorator
@inline
function log(x: v128): v128 {
  const ofHalf = i64x2.splat(0x3fe6a09e667f3bcd);
  const shifted = i64x2.shr_u(i64x2.sub(i64x2.add(x, i64x2.splat(0x3ff0000000000000)), ofHalf), 52);
  const k = f64x2.sub(i64x2.add(shifted, i64x2.splat(0x4338000000000000 - 1023)), constant(EXP, 1));
  const m = i64x2.sub(x, i64x2.shl(i64x2.sub(shifted, i64x2.splat(1023)), 52));
  const s = f64x2.div(f64x2.sub(m, one()), f64x2.add(m, one()));
  return madd<f64>(k, constant(EXP, 2), f64x2.mul(s, five(LOG_PART, f64x2.mul(s, s))));
}

/** log(1 + x) = log y + (x − (y − 1))/y with y = 1 + x as it rounds, x > −1. */
// @ts-ignore: decorator
@inline
function log1p(x: v128): v128 {
  const y = f64x2.add(x, one());
  const lost = f64x2.div(f64x2.sub(x, f64x2.sub(y, one())), y);
  return v128.bitselect(x, f64x2.add(log(y), lost), f64x2.eq(x, f64x2.splat(0)));
}

// @ts-ignore: decorator
@inline
function softplus(x: v128): v128 {
  const size = f64x2.pmax(f64x2.neg(f64x2.abs(x)), constant(BOUNDS, 0));
  return f64x2.add(f64x2.max(x, f64x2.splat(0)), log1p(exp(size)));
}

/** sin(x + turns π/2). */
// @ts-ignore: decorator
@inline
function sine(x: v128, turns: i64): v128 {
  const rounded = madd<f64>(x, constant(ANGLE, 0), constant(EXP, 1));
  const n = f64x2.sub(rounded, constant(EXP, 1));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, constant(ANGLE, 1))), f64x2.mul(n, constant(ANGLE, 2)));
  const z = f64x2.mul(r, r);
  const quarter = i64x2.add(rounded, i64x2.splat(turns));
  const odd = i64x2.neg(v128.and(quarter, i64x2.splat(1)));
  const y = v128.bitselect(five(COSINE, z), f64x2.mul(r, five(SINE, z)), odd);
  return v128.xor(y, i64x2.shl(v128.and(quarter, i64x2.splat(2)), 62));
}

// @ts-ignore: decorator
@inline
function erf(x: v128): v128 {
  const size = f64x2.abs(x);
  const near = f64x2.mul(x, eight(NEAR, f64x2.mul(x, x)));
  const a = f64x2.pmin(size, constant(PARTS, 1));
  const scaled = eight(FAR, f64x2.div(one(), f64x2.add(a, constant(PARTS, 0))));
  const above = f64x2.mul(exp(f64x2.neg(f64x2.mul(a, a))), scaled);
  const far = v128.bitselect(x, f64x2.sub(one(), above), f64x2.splat(-0.0));
  return v128.bitselect(near, far, f64x2.lt(size, one()));
}

// @ts-ignore: decorator
@inline
function held(x: v128): v128 {
  return f64x2.pmin(f64x2.pmax(x, constant(BOUNDS, 2)), constant(BOUNDS, 3));
}

/** dy f′(x). */
// @ts-ignore: decorator
@inline
function pulled(f: i32, x: v128, dy: v128): v128 {
  if (f == COS) return f64x2.neg(f64x2.mul(dy, sine(x, 0)));
  if (f == ERF) return f64x2.mul(dy, f64x2.mul(constant(PARTS, 2), exp(held(f64x2.neg(f64x2.mul(x, x))))));
  if (f == EXPM1) return f64x2.mul(dy, exp(held(x)));
  if (f == LOG) return f64x2.div(dy, x);
  if (f == LOG1P) return f64x2.div(dy, f64x2.add(x, one()));
  if (f == SIN) return f64x2.mul(dy, sine(x, 1));
  return f64x2.div(dy, f64x2.add(exp(held(f64x2.neg(x))), one()));
}

// @ts-ignore: decorator
@inline
function applied(f: i32, x: v128): v128 {
  if (f == COS) return sine(x, 1);
  if (f == ERF) return erf(x);
  if (f == EXPM1) return expm1(x);
  if (f == LOG) return log(x);
  if (f == LOG1P) return log1p(x);
  if (f == SIN) return sine(x, 0);
  return softplus(x);
}

/** Which numbers a function is for; all bits of a lane are the same. */
// @ts-ignore: decorator
@inline
function reached(f: i32, x: v128): v128 {
  const infinity = f64x2.splat(Infinity);
  if (f == LOG) return v128.and(f64x2.gt(x, f64x2.splat(0)), f64x2.lt(x, infinity));
  if (f == LOG1P) return v128.and(f64x2.gt(x, f64x2.splat(-1)), f64x2.lt(x, infinity));
  if (f == SIN || f == COS) return f64x2.lt(f64x2.abs(x), constant(ANGLE, 3));
  return i64x2.splat(-1);
}

/** The same for the slope. */
// @ts-ignore: decorator
@inline
function reachedBack(f: i32, x: v128): v128 {
  if (f == LOG || f == LOG1P) return i64x2.splat(-1);
  if (f == SIN || f == COS) return f64x2.lt(f64x2.abs(x), constant(ANGLE, 3));
  return f64x2.lt(f64x2.abs(x), f64x2.splat(Infinity));
}

// @ts-ignore: decorator
@inline
function valueOfTwo(f: i32, x: v128): v128 {
  const good = reached(f, x);
  let y = applied(f, x);
  if (i64x2.all_true(good)) return y;
  if (i64x2.extract_lane(good, 0) == 0) y = f64x2.replace_lane(y, 0, value(f, f64x2.extract_lane(x, 0)));
  if (i64x2.extract_lane(good, 1) == 0) y = f64x2.replace_lane(y, 1, value(f, f64x2.extract_lane(x, 1)));
  return y;
}

// @ts-ignore: decorator
@inline
function pullbackOfTwo(f: i32, x: v128, dy: v128): v128 {
  const good = reachedBack(f, x);
  let dx = pulled(f, x, dy);
  if (i64x2.all_true(good)) return dx;
  if (i64x2.extract_lane(good, 0) == 0)
    dx = f64x2.replace_lane(dx, 0, pullback(f, f64x2.extract_lane(x, 0), f64x2.extract_lane(dy, 0)));
  if (i64x2.extract_lane(good, 1) == 0)
    dx = f64x2.replace_lane(dx, 1, pullback(f, f64x2.extract_lane(x, 1), f64x2.extract_lane(dy, 1)));
  return dx;
}

/** f(x) of four numbers of f32. */
// @ts-ignore: decorator
@inline
export function narrow(f: i32, x: v128): v128 {
  return join(valueOfTwo(f, low(x)), valueOfTwo(f, high(x)));
}

/** dy f′(x) of four. */
// @ts-ignore: decorator
@inline
export function narrowPullback(f: i32, x: v128, dy: v128): v128 {
  return join(pullbackOfTwo(f, low(x), low(dy)), pullbackOfTwo(f, high(x), high(dy)));
}
