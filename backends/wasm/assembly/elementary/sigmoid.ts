import { madd } from '../lib/vector';
import { constant } from './constant';
import { expBelow } from './exp';

/**
 * σ(x) = c 2ᵏ / (c 2ᵏ + c e^(k ln 2 − x)), k the integer next to x/ln 2; c e^(k ln 2 − x) = eʳ = 1 + r + r² q(r), q minimax.
 * The sum is rounded to half a unit. With c = 1 it would now and then be just above a power of two, where half a unit is the
 * most for its size, and the quotient just below another, where it is the least for its own; c, whose logarithm is short,
 * keeps them apart. Both terms are scaled, so that nothing on the way is subnormal.
 */
const F32 = memory.data<f32>([
  -105, -105, -105, -105, // σ is 0 below
  30, 30, 30, 30, // and 1 above
  1.44269504, 1.44269504, 1.44269504, 1.44269504, // 1/ln 2
  12582912, 12582912, 12582912, 12582912, // 1.5 · 2²³
  0.693145751953125, 0.693145751953125, 0.693145751953125, 0.693145751953125, // ln 2, its first bits
  1.42860682e-6, 1.42860682e-6, 1.42860682e-6, 1.42860682e-6, // and the others
  0.1562652587890625, 0.1562652587890625, 0.1562652587890625, 0.1562652587890625, // ln c
  4294967296, 4294967296, 4294967296, 4294967296, // 2³²
  5021402112, 5021402112, 5021402112, 5021402112, // 2³² c
  0.5, 0.5, 0.5, 0.5, // q, from r² up
  0.166666641831398, 0.166666641831398, 0.166666641831398, 0.166666641831398,
  0.041667088866233826, 0.041667088866233826, 0.041667088866233826, 0.041667088866233826,
  0.008333232253789902, 0.008333232253789902, 0.008333232253789902, 0.008333232253789902,
  0.001378364278934896, 0.001378364278934896, 0.001378364278934896, 0.001378364278934896,
  0.00023003514797892421, 0.00023003514797892421, 0.00023003514797892421, 0.00023003514797892421,
], 16);
const F64 = memory.data<f64>([
  -746, -746, // σ is 0 below
  60, 60, // and 1 above
  1.4426950408889634, 1.4426950408889634, // 1/ln 2
  6755399441055744, 6755399441055744, // 1.5 · 2⁵²
  6.93147180369123816490e-01, 6.93147180369123816490e-01, // ln 2, its first bits
  1.90821492927058770002e-10, 1.90821492927058770002e-10, // and the others
  0.15804481506347656, 0.15804481506347656, // ln c
  18446744073709551616.0, 18446744073709551616.0, // 2⁶⁴
  2.160517127697939e+19, 2.160517127697939e+19, // 2⁶⁴ c
  0.5, 0.5, // q, from r² up
  0.16666666666666688, 0.16666666666666688,
  0.041666666666664576, 0.041666666666664576,
  0.008333333333310804, 0.008333333333310804,
  0.0013888888890764817, 0.0013888888890764817,
  0.00019841269891404618, 0.00019841269891404618,
  2.480158074575221e-05, 2.480158074575221e-05,
  2.7557397712332497e-06, 2.7557397712332497e-06,
  2.756380810712151e-07, 2.756380810712151e-07,
  2.480056944470961e-08, 2.480056944470961e-08,
  2.4318121088293415e-09, 2.4318121088293415e-09,
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
  const first = madd<T>(number<T>(10), r, number<T>(9));
  const second = madd<T>(number<T>(12), r, number<T>(11));
  const third = madd<T>(number<T>(14), r, number<T>(13));
  if (sizeof<T>() == 4) return madd<T>(madd<T>(third, z, second), z, first);
  const y = v128.mul<T>(z, z);
  const fourth = madd<T>(number<T>(16), r, number<T>(15));
  const fifth = madd<T>(number<T>(19), z, madd<T>(number<T>(18), r, number<T>(17)));
  return madd<T>(madd<T>(fifth, y, madd<T>(fourth, z, third)), y, madd<T>(second, z, first));
}

// @ts-ignore: decorator
@inline
export function sigmoid<T>(x: v128): v128 {
  const y = v128.pmin<T>(v128.pmax<T>(x, number<T>(0)), number<T>(1));
  const n = madd<T>(y, number<T>(2), number<T>(3));
  const k = v128.sub<T>(n, number<T>(3));
  const scale = number<T>(7);
  const power = sizeof<T>() == 4
    ? i32x4.add(number<T>(8), i32x4.shl(n, 23))
    : i64x2.add(number<T>(8), i64x2.shl(n, 52));
  // What c 2ᵏ + 1 loses goes to the small terms.
  const sum = v128.add<T>(power, scale);
  const lost = v128.sub<T>(power, v128.sub<T>(sum, scale));
  const far = v128.add<T>(v128.sub<T>(v128.mul<T>(k, number<T>(4)), y), number<T>(6));
  const rest = v128.mul<T>(k, number<T>(5));
  const r = v128.add<T>(far, rest);
  const z = v128.mul<T>(r, r);
  const small = madd<T>(madd<T>(series<T>(r, z), z, rest), scale, lost);
  return v128.div<T>(power, v128.add<T>(sum, madd<T>(far, scale, small)));
}

const SLOPE_F32 = memory.data<f32>([
  18446744073709551616.0, 18446744073709551616.0, 18446744073709551616.0, 18446744073709551616.0, // of expBelow
  -0.0, -0.0, -0.0, -0.0,
  0.25, 0.25, 0.25, 0.25,
  5.421010862427522e-20, 5.421010862427522e-20, 5.421010862427522e-20, 5.421010862427522e-20, // 2⁻⁶⁴
], 16);
const SLOPE_F64 = memory.data<f64>([
  6.703903964971299e153, 6.703903964971299e153,
  -0.0, -0.0,
  0.25, 0.25,
  1.4916681462400413e-154, 1.4916681462400413e-154, // 2⁻⁵¹¹
], 16);

// @ts-ignore: decorator
@inline
function slopeNumber<T>(index: i32): v128 {
  return sizeof<T>() == 4 ? constant(SLOPE_F32, index) : constant(SLOPE_F64, index);
}

/** σ′(x) = σ(x) σ(−x) = e / (1 + e)², e = e^−|x|: nothing cancels. */
// @ts-ignore: decorator
@inline
export function sigmoidSlope<T>(x: v128): v128 {
  const e = expBelow<T>(v128.or(x, slopeNumber<T>(1)));
  const sum = v128.add<T>(e, slopeNumber<T>(0));
  const slope = v128.div<T>(e, v128.mul<T>(sum, v128.mul<T>(sum, slopeNumber<T>(3))));
  // Just beside zero rounding would lift the quotient above a quarter.
  return v128.pmin<T>(slope, slopeNumber<T>(2));
}

/** dy σ′(x). */
// @ts-ignore: decorator
@inline
export function sigmoidGradient<T>(x: v128, dy: v128): v128 {
  return v128.mul<T>(dy, sigmoidSlope<T>(x));
}
