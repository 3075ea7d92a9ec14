/**
 * Constants lie in memory, each in all lanes of a vector: V8 would put one in the code together anew wherever it is used.
 */
// @ts-ignore: decorator
@inline
export function constant(table: usize, index: i32): v128 {
  return v128.load(table + (<usize>index << 4));
}

/** x where the bits of the mask are set, elsewhere y. All bits of a lane are the same. */
// @ts-ignore: decorator
@inline
export function choose<T>(mask: v128, x: v128, y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    if (sizeof<T>() == 4) return i32x4.relaxed_laneselect(x, y, mask);
    return i64x2.relaxed_laneselect(x, y, mask);
  }
  return v128.bitselect(x, y, mask);
}

/** All bits of a lane are its sign's. */
// @ts-ignore: decorator
@inline
export function signs<T>(x: v128): v128 {
  if (sizeof<T>() == 4) return i32x4.shr_s(x, 31);
  return i64x2.lt_s(x, i64x2.splat(0));
}
