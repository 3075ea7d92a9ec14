import { madd } from '../lib/vector';
import { constant } from './constant';

/**
 * σ(x) = c 2ᵏ / (c 2ᵏ + c e^(k ln 2 − x)), k the integer next to x/ln 2; c e^(k ln 2 − x) = eʳ = 1 + r + r² q(r), q minimax.
 * The sum is rounded to half a unit. With c = 1 it would now and then be just above a power of two, where half a unit is the
 * most for its size, and the quotient just below another, where it is the least for its own; c, whose logarithm is short,
 * keeps them apart. The terms are scaled, so that nothing on the way is subnormal.
 */
const F32 = memory.data<f32>([
  -105, -105, -105, -105, // σ is 0 below
  30, 30, 30, 30, // and 1 above
  1.44269504, 1.44269504, 1.44269504, 1.44269504, // 1/ln 2
  12582912, 12582912, 12582912, 12582912, // 1.5 · 2²³
  0.693145751953125, 0.693145751953125, 0.693145751953125, 0.693145751953125, // ln 2, its first bits
  1.42860682e-6, 1.42860682e-6, 1.42860682e-6, 1.42860682e-6, // and the others
  0.2425079345703125, 0.2425079345703125, 0.2425079345703125, 0.2425079345703125, // ln c
  4294967296, 4294967296, 4294967296, 4294967296, // 2³²
  5473683968.0, 5473683968.0, 5473683968.0, 5473683968.0, // 2³² c
  5336530944.0, 5336530944.0, 5336530944.0, 5336530944.0, // 2³² (1 + ln c)
  0.4999995231628418, 0.4999995231628418, 0.4999995231628418, 0.4999995231628418, // q, from r² up
  0.1666666716337204, 0.1666666716337204, 0.1666666716337204, 0.1666666716337204,
  0.04170554503798485, 0.04170554503798485, 0.04170554503798485, 0.04170554503798485,
  0.008134742267429829, 0.008134742267429829, 0.008134742267429829, 0.008134742267429829,
  0.0017438953509554267, 0.0017438953509554267, 0.0017438953509554267, 0.0017438953509554267,
], 16);
const F64 = memory.data<f64>([
  -746, -746, // σ is 0 below
  60, 60, // and 1 above
  1.4426950408889634, 1.4426950408889634, // 1/ln 2
  6755399441055744, 6755399441055744, // 1.5 · 2⁵²
  6.93147180369123816490e-01, 6.93147180369123816490e-01, // ln 2, its first bits
  1.90821492927058770002e-10, 1.90821492927058770002e-10, // and the others
  0.24983692169189453, 0.24983692169189453, // ln c
  18446744073709551616.0, 18446744073709551616.0, // 2⁶⁴
  2.36822258735234e+19, 2.36822258735234e+19, // 2⁶⁴ c
  2.3055421828323344e+19, 2.3055421828323344e+19, // 2⁶⁴ (1 + ln c)
  0.5, 0.5, // q, from r² up
  0.16666666666666619, 0.16666666666666619,
  0.04166666666666246, 0.04166666666666246,
  0.00833333333345426, 0.00833333333345426,
  0.0013888888885071698, 0.0013888888885071698,
  0.00019841269278283804, 0.00019841269278283804,
  2.480164531906871e-05, 2.480164531906871e-05,
  2.7554844959949926e-06, 2.7554844959949926e-06,
  2.761579678340593e-07, 2.761579678340593e-07,
  2.425723015580975e-08, 2.425723015580975e-08,
  2.6631358684913375e-09, 2.6631358684913375e-09,
], 16);

// @ts-ignore: decorator
@inline
function number<T>(index: i32): v128 {
  return sizeof<T>() == 4 ? constant(F32, index) : constant(F64, index);
}

/** q(r), z = r², its sums in pairs (Estrin). */
// @ts-ignore: decorator
@inline
function series<T>(r: v128, z: v128): v128 {
  const first = madd<T>(number<T>(11), r, number<T>(10));
  const second = madd<T>(number<T>(13), r, number<T>(12));
  if (sizeof<T>() == 4) return madd<T>(madd<T>(number<T>(14), z, second), z, first);
  const y = v128.mul<T>(z, z);
  const third = madd<T>(number<T>(15), r, number<T>(14));
  const fourth = madd<T>(number<T>(17), r, number<T>(16));
  const fifth = madd<T>(number<T>(20), z, madd<T>(number<T>(19), r, number<T>(18)));
  return madd<T>(madd<T>(fifth, y, madd<T>(fourth, z, third)), y, madd<T>(second, z, first));
}

// @ts-ignore: decorator
@inline
export function sigmoid<T>(x: v128): v128 {
  const y = v128.pmin<T>(v128.pmax<T>(x, number<T>(0)), number<T>(1));
  const n = madd<T>(y, number<T>(2), number<T>(3));
  const k = v128.sub<T>(n, number<T>(3));
  const power = sizeof<T>() == 4
    ? i32x4.add(number<T>(8), i32x4.shl(n, 23))
    : i64x2.add(number<T>(8), i64x2.shl(n, 52));
  // eʳ = (1 + ln c) + (r − ln c) + r² q: what the first loses with c 2ᵏ goes to the last.
  const high = v128.pmax<T>(power, number<T>(9)), low = v128.pmin<T>(power, number<T>(9));
  const sum = v128.add<T>(high, low);
  const lost = v128.sub<T>(low, v128.sub<T>(sum, high));
  const main = v128.sub<T>(v128.mul<T>(k, number<T>(4)), y);
  const rest = v128.mul<T>(k, number<T>(5));
  const r = v128.add<T>(main, v128.add<T>(rest, number<T>(6)));
  const z = v128.mul<T>(r, r);
  const small = madd<T>(madd<T>(series<T>(r, z), z, rest), number<T>(7), lost);
  return v128.div<T>(power, v128.add<T>(sum, madd<T>(main, number<T>(7), small)));
}

const SLOPE_F32 = memory.data<f32>([
  -0.0, -0.0, -0.0, -0.0,
  1, 1, 1, 1,
  0.25, 0.25, 0.25, 0.25,
], 16);
const SLOPE_F64 = memory.data<f64>([
  -0.0, -0.0,
  1, 1,
  0.25, 0.25,
], 16);

// @ts-ignore: decorator
@inline
function slopeNumber<T>(index: i32): v128 {
  return sizeof<T>() == 4 ? constant(SLOPE_F32, index) : constant(SLOPE_F64, index);
}

/** σ′(x) = σ(−|x|) (1 − σ(−|x|)): what the difference loses is little beside 1. */
// @ts-ignore: decorator
@inline
export function sigmoidSlope<T>(x: v128): v128 {
  const y = sigmoid<T>(v128.or(x, slopeNumber<T>(0)));
  const slope = v128.mul<T>(y, v128.sub<T>(slopeNumber<T>(1), y));
  // Just beside zero rounding may lift the product above a quarter.
  return v128.pmin<T>(slope, slopeNumber<T>(2));
}

/** dy σ′(x). */
// @ts-ignore: decorator
@inline
export function sigmoidGradient<T>(x: v128, dy: v128): v128 {
  return v128.mul<T>(dy, sigmoidSlope<T>(x));
}
