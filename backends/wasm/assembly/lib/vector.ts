/** Vectors of f32 or f64, whichever T is. */

// @ts-ignore: decorator
@inline
export function LANES<T>(): i32 {
  return 16 / sizeof<T>();
}

/** The address of element `index`. */
// @ts-ignore: decorator
@inline
export function at<T>(base: usize, index: i32): usize {
  return base + (<usize>index) * sizeof<T>();
}

// @ts-ignore: decorator
@inline
export function splat<T>(x: f64): v128 {
  if (sizeof<T>() == 4) return f32x4.splat(<f32>x);
  return f64x2.splat(x);
}

/** a·b + c, in one rounding where the build has it. */
// @ts-ignore: decorator
@inline
export function madd<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, c);
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** The sum of all lanes, always in the same order. */
// @ts-ignore: decorator
@inline
export function total(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** The first or the last two of four f32 as f64. */
// @ts-ignore: decorator
@inline
export function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorator
@inline
export function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
}

/** Two pairs of f64 rounded to four f32. */
// @ts-ignore: decorator
@inline
export function join(low: v128, high: v128): v128 {
  return i8x16.shuffle(
    f32x4.demote_f64x2_zero(low),
    f32x4.demote_f64x2_zero(high),
    0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23,
  );
}
