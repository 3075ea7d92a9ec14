import { madd } from '../lib/vector';
import { choose, constant } from './constant';
import { lessOne, one, powerOfTwo, remainder, rounded, whole } from './exp';
import { sigmoidSlope } from './sigmoid';

/**
 * Near 0 tanh x = x + x³ p(x²), p minimax in f32, the quotient of Cephes in f64; elsewhere 1 − 2/(e²ˣ + 1).
 */
const F32 = memory.data<f32>([
  -0.0, -0.0, -0.0, -0.0,
  0.3136, 0.3136, 0.3136, 0.3136, // the first up to here, squared
  10, 10, 10, 10, // tanh is 1 from there on
  2, 2, 2, 2,
  -6.1987147145e-3, -6.1987147145e-3, -6.1987147145e-3, -6.1987147145e-3,
  2.10205465556e-2, 2.10205465556e-2, 2.10205465556e-2, 2.10205465556e-2,
  -5.38405164065e-2, -5.38405164065e-2, -5.38405164065e-2, -5.38405164065e-2,
  1.33324805253e-1, 1.33324805253e-1, 1.33324805253e-1, 1.33324805253e-1,
  -3.33333146768e-1, -3.33333146768e-1, -3.33333146768e-1, -3.33333146768e-1,
  2.88539008, 2.88539008, 2.88539008, 2.88539008, // 2/ln 2
  12582912, 12582912, 12582912, 12582912, // 1.5 · 2²³
  0.6931471805599453, 0.6931471805599453, 0.6931471805599453, 0.6931471805599453, // ln 2
  0.56, 0.56, 0.56, 0.56,
], 16);
const F64 = memory.data<f64>([
  -0.0, -0.0,
  0.625, 0.625,
  20, 20,
  -2, -2,
  -9.64399179425052238628e-1, -9.64399179425052238628e-1, // above, from x⁴ down
  -9.92877231001918586564e1, -9.92877231001918586564e1,
  -1.61468768441708447952e3, -1.61468768441708447952e3,
  1.12811678491632931402e2, 1.12811678491632931402e2, // below, from x⁴ down, after x⁶
  2.23548839060100448583e3, 2.23548839060100448583e3,
  4.84406305325125486048e3, 4.84406305325125486048e3,
], 16);

/** eˣ + 1 for 0 ≤ x ≤ 40. */
// @ts-ignore: decorator
@inline
function expPlusOne<T>(x: v128): v128 {
  const k = rounded<T>(x);
  const e = v128.add<T>(lessOne<T>(remainder<T>(x, whole<T>(k))), one<T>());
  return v128.add<T>(v128.mul<T>(e, powerOfTwo<T>(k)), one<T>());
}

/** 1 − 2/(e^2|x| + 1): |tanh x| where that is above a half, in f32. 2P/(1 + P + t), P = 2⁻ᵏ, e^2|x| = (1 + t)/P. */
// @ts-ignore: decorator
@inline
export function far(x: v128): v128 {
  const y = f32x4.pmin(v128.andnot(x, constant(F32, 0)), constant(F32, 2));
  const k = madd<f32>(y, constant(F32, 9), constant(F32, 10));
  const r = f32x4.sub(f32x4.add(y, y), f32x4.mul(f32x4.sub(k, constant(F32, 10)), constant(F32, 11)));
  const exponent = i32x4.shl(k, 23);
  const power = i32x4.sub(one<f32>(), exponent), twice = i32x4.sub(constant(F32, 3), exponent);
  return f32x4.sub(one<f32>(), f32x4.div(twice, f32x4.add(f32x4.add(power, one<f32>()), lessOne<f32>(r))));
}

/** tanh x, in f32, from what `far` says of it. */
// @ts-ignore: decorator
@inline
export function joined(x: v128, far: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = madd<f32>(constant(F32, 4), z, constant(F32, 5));
  p = madd<f32>(p, z, constant(F32, 6));
  p = madd<f32>(p, z, constant(F32, 7));
  p = madd<f32>(p, z, constant(F32, 8));
  const near = madd<f32>(f32x4.mul(z, p), x, x);
  return v128.or(choose<f32>(f32x4.lt(z, constant(F32, 1)), near, far), v128.and(x, constant(F32, 0)));
}

// @ts-ignore: decorator
@inline
export function tanh<T>(x: v128): v128 {
  if (sizeof<T>() == 4) return joined(x, far(x));
  const sign = v128.and(x, constant(F64, 0));
  const size = v128.xor(x, sign);
  const y = f64x2.pmin(size, constant(F64, 2));
  const z = f64x2.mul(size, size);
  let above = madd<T>(constant(F64, 4), z, constant(F64, 5));
  above = madd<T>(above, z, constant(F64, 6));
  let below = f64x2.add(z, constant(F64, 7));
  below = madd<T>(below, z, constant(F64, 8));
  below = madd<T>(below, z, constant(F64, 9));
  // Both are a number and a quotient, so that one division serves.
  const near = f64x2.lt(size, constant(F64, 1));
  const first = choose<T>(near, size, one<T>());
  const numerator = choose<T>(near, f64x2.mul(size, f64x2.mul(z, above)), constant(F64, 3));
  const denominator = choose<T>(near, below, expPlusOne<T>(f64x2.add(y, y)));
  return v128.or(f64x2.add(first, f64x2.div(numerator, denominator)), sign);
}

/**
 * tanh′(x) = 1 − tanh² x near 0, where the square is small and so is what it is off by; elsewhere 1/cosh² x = 4 σ′(2x), where
 * nothing cancels.
 */
// @ts-ignore: decorator
@inline
export function tanhSlope<T>(x: v128): v128 {
  const size = v128.andnot(x, sizeof<T>() == 4 ? constant(F32, 0) : constant(F64, 0));
  const y = tanh<T>(x);
  const near = v128.sub<T>(one<T>(), v128.mul<T>(y, y));
  const slope = sigmoidSlope<T>(v128.add<T>(x, x));
  const twice = v128.add<T>(slope, slope);
  const isNear = v128.lt<T>(size, sizeof<T>() == 4 ? constant(F32, 12) : constant(F64, 1));
  return choose<T>(isNear, near, v128.add<T>(twice, twice));
}

/** dy tanh′(x). */
// @ts-ignore: decorator
@inline
export function tanhGradient<T>(x: v128, dy: v128): v128 {
  return v128.mul<T>(dy, tanhSlope<T>(x));
}
