import { madd } from '../lib/vector';
import { choose, constant } from './constant';
import { lessOne, one, powerOfTwo, remainder, rounded, whole } from './exp';
import { sigmoidSlope } from './sigmoid';

/**
 * Near 0 tanh x = x + x³ p(x²), p minimax in f32, the quotient of Cephes in f64; elsewhere 1 − 2/(e²ˣ + 1).
 */
const F32 = memory.data<f32>([
  -0.0, -0.0, -0.0, -0.0,
  0.56, 0.56, 0.56, 0.56, // the first up to here
  10, 10, 10, 10, // tanh is 1 from there on
  2, 2, 2, 2,
  -6.1987147145e-3, -6.1987147145e-3, -6.1987147145e-3, -6.1987147145e-3,
  2.10205465556e-2, 2.10205465556e-2, 2.10205465556e-2, 2.10205465556e-2,
  -5.38405164065e-2, -5.38405164065e-2, -5.38405164065e-2, -5.38405164065e-2,
  1.33324805253e-1, 1.33324805253e-1, 1.33324805253e-1, 1.33324805253e-1,
  -3.33333146768e-1, -3.33333146768e-1, -3.33333146768e-1, -3.33333146768e-1,
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

// @ts-ignore: decorator
@inline
export function tanh<T>(x: v128): v128 {
  if (sizeof<T>() == 4) {
    const sign = v128.and(x, constant(F32, 0));
    const size = v128.xor(x, sign);
    const y = f32x4.pmin(size, constant(F32, 2));
    const far = f32x4.sub(one<T>(), f32x4.div(constant(F32, 3), expPlusOne<T>(f32x4.add(y, y))));
    const z = f32x4.mul(size, size);
    let p = madd<T>(constant(F32, 4), z, constant(F32, 5));
    p = madd<T>(p, z, constant(F32, 6));
    p = madd<T>(p, z, constant(F32, 7));
    p = madd<T>(p, z, constant(F32, 8));
    const near = madd<T>(f32x4.mul(z, p), size, size);
    return v128.or(choose<T>(f32x4.lt(size, constant(F32, 1)), near, far), sign);
  }
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
  const isNear = v128.lt<T>(size, sizeof<T>() == 4 ? constant(F32, 1) : constant(F64, 1));
  return choose<T>(isNear, near, v128.add<T>(twice, twice));
}

/** dy tanh′(x). */
// @ts-ignore: decorator
@inline
export function tanhGradient<T>(x: v128, dy: v128): v128 {
  return v128.mul<T>(dy, tanhSlope<T>(x));
}
