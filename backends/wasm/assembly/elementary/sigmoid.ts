import { choose, constant, signs } from './constant';
import { expBelow } from './exp';

const F32 = memory.data<f32>([
  18446744073709551616.0, 18446744073709551616.0, 18446744073709551616.0, 18446744073709551616.0, // of expBelow
  -0.0, -0.0, -0.0, -0.0,
  0.25, 0.25, 0.25, 0.25,
  5.421010862427522e-20, 5.421010862427522e-20, 5.421010862427522e-20, 5.421010862427522e-20, // 2⁻⁶⁴
], 16);
const F64 = memory.data<f64>([
  6.703903964971299e153, 6.703903964971299e153,
  -0.0, -0.0,
  0.25, 0.25,
  1.4916681462400413e-154, 1.4916681462400413e-154, // 2⁻⁵¹¹
], 16);

// @ts-ignore: decorator
@inline
function number<T>(index: i32): v128 {
  return sizeof<T>() == 4 ? constant(F32, index) : constant(F64, index);
}

/** 1/(1 + e⁻ˣ) = e^min(x, 0) / (1 + e^−|x|), both scaled. */
// @ts-ignore: decorator
@inline
export function sigmoid<T>(x: v128): v128 {
  const e = expBelow<T>(v128.or(x, number<T>(1)));
  return v128.div<T>(choose<T>(signs<T>(x), e, number<T>(0)), v128.add<T>(e, number<T>(0)));
}

/** σ′(x) = σ(x) σ(−x) = e / (1 + e)², e = e^−|x|: nothing cancels. */
// @ts-ignore: decorator
@inline
export function sigmoidSlope<T>(x: v128): v128 {
  const e = expBelow<T>(v128.or(x, number<T>(1)));
  const sum = v128.add<T>(e, number<T>(0));
  const slope = v128.div<T>(e, v128.mul<T>(sum, v128.mul<T>(sum, number<T>(3))));
  // Just beside zero rounding would lift the quotient above a quarter.
  return v128.pmin<T>(slope, number<T>(2));
}

/** dy σ′(x). */
// @ts-ignore: decorator
@inline
export function sigmoidGradient<T>(x: v128, dy: v128): v128 {
  return v128.mul<T>(dy, sigmoidSlope<T>(x));
}
