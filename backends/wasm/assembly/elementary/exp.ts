import { madd } from '../lib/vector';

/**
 * eˣ = 2ᵏ eʳ, k the integer next to x/ln 2 and r = x − k ln 2, with ln 2 in two parts so that nothing is lost (Cody and
 * Waite); eʳ = 1 + r + r² q(r). Adding 1.5 · 2²³ (1.5 · 2⁵² in f64) rounds to an integer and leaves it in the low bits.
 *
 * Constants lie in memory, each in all lanes: V8 would put one in the code together anew wherever it is used.
 */
const F32 = memory.data<f32>([
  1.44269504, 1.44269504, 1.44269504, 1.44269504, // 1/ln 2
  12582912, 12582912, 12582912, 12582912, // 1.5 · 2²³
  0.693359375, 0.693359375, 0.693359375, 0.693359375, // ln 2, its first bits
  -2.12194440e-4, -2.12194440e-4, -2.12194440e-4, -2.12194440e-4, // and the others
  1.9875691500e-4, 1.9875691500e-4, 1.9875691500e-4, 1.9875691500e-4, // q of Cephes’ expf, from r⁵ down
  1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3,
  8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3,
  4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2,
  1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1,
  5.0000001201e-1, 5.0000001201e-1, 5.0000001201e-1, 5.0000001201e-1,
  1, 1, 1, 1,
  -126, -126, -126, -126, // where expBelow stops: 2⁶⁴ eˣ / 2⁶⁴ is 0 from there on
  -105, -105, -105, -105, // where exp stops: 0 below
  89, 89, 89, 89, // and ∞ above
], 16);
const F64 = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, // 1/ln 2
  6755399441055744, 6755399441055744, // 1.5 · 2⁵²
  6.93147180369123816490e-01, 6.93147180369123816490e-01, // ln 2, its first bits
  1.90821492927058770002e-10, 1.90821492927058770002e-10, // and the others
  1.6059043836821613e-10, 1.6059043836821613e-10, // 1/13!
  2.08767569878681e-09, 2.08767569878681e-09, // 1/12!
  2.505210838544172e-08, 2.505210838544172e-08, // 1/11!
  2.755731922398589e-07, 2.755731922398589e-07, // 1/10!
  2.7557319223985893e-06, 2.7557319223985893e-06, // 1/9!
  2.48015873015873e-05, 2.48015873015873e-05, // 1/8!
  0.0001984126984126984, 0.0001984126984126984, // 1/7!
  0.001388888888888889, 0.001388888888888889, // 1/6!
  0.008333333333333333, 0.008333333333333333, // 1/5!
  0.041666666666666664, 0.041666666666666664, // 1/4!
  0.16666666666666666, 0.16666666666666666, // 1/3!
  0.5, 0.5, // 1/2!
  1, 1,
  -1000, -1000, // where expBelow stops
  -746, -746, // where exp stops
  710, 710,
], 16);

// @ts-ignore: decorator
@inline
function constant(table: usize, index: i32): v128 {
  return v128.load(table + (<usize>index << 4));
}

/** x/ln 2 + 1.5 · 2²³: the integer next to x/ln 2 in its low bits. */
// @ts-ignore: decorator
@inline
function rounded<T>(x: v128): v128 {
  if (sizeof<T>() == 4) return f32x4.add(f32x4.mul(x, constant(F32, 0)), constant(F32, 1));
  return f64x2.add(f64x2.mul(x, constant(F64, 0)), constant(F64, 1));
}

/** e^(x − k ln 2), k the integer that `rounded` holds. */
// @ts-ignore: decorator
@inline
function reduced<T>(x: v128, rounded: v128): v128 {
  if (sizeof<T>() == 4) {
    const k = f32x4.sub(rounded, constant(F32, 1));
    const first = f32x4.sub(x, f32x4.mul(k, constant(F32, 2)));
    const r = f32x4.sub(first, f32x4.mul(k, constant(F32, 3)));
    let q = madd<f32>(constant(F32, 4), r, constant(F32, 5));
    q = madd<f32>(q, r, constant(F32, 6));
    q = madd<f32>(q, r, constant(F32, 7));
    q = madd<f32>(q, r, constant(F32, 8));
    q = madd<f32>(q, r, constant(F32, 9));
    return f32x4.add(madd<f32>(q, f32x4.mul(r, r), r), constant(F32, 10));
  }
  const k = f64x2.sub(rounded, constant(F64, 1));
  const first = f64x2.sub(x, f64x2.mul(k, constant(F64, 2)));
  const r = f64x2.sub(first, f64x2.mul(k, constant(F64, 3)));
  let q = madd<f64>(constant(F64, 4), r, constant(F64, 5));
  q = madd<f64>(q, r, constant(F64, 6));
  q = madd<f64>(q, r, constant(F64, 7));
  q = madd<f64>(q, r, constant(F64, 8));
  q = madd<f64>(q, r, constant(F64, 9));
  q = madd<f64>(q, r, constant(F64, 10));
  q = madd<f64>(q, r, constant(F64, 11));
  q = madd<f64>(q, r, constant(F64, 12));
  q = madd<f64>(q, r, constant(F64, 13));
  q = madd<f64>(q, r, constant(F64, 14));
  q = madd<f64>(q, r, constant(F64, 15));
  return f64x2.add(madd<f64>(q, f64x2.mul(r, r), r), constant(F64, 16));
}

/** eˣ over the whole range: 2ᵏ in two factors, as the result may be subnormal or k one more than 2ᵏ can do. */
// @ts-ignore: decorator
@inline
export function exp<T>(x: v128): v128 {
  if (sizeof<T>() == 4) {
    const y = f32x4.pmin(f32x4.pmax(x, constant(F32, 12)), constant(F32, 13));
    const n = rounded<T>(y);
    const k = i32x4.sub(n, constant(F32, 1));
    const half = i32x4.shr_s(k, 1);
    const one = constant(F32, 10);
    const first = i32x4.add(i32x4.shl(half, 23), one);
    const second = i32x4.add(i32x4.shl(i32x4.sub(k, half), 23), one);
    return f32x4.mul(f32x4.mul(reduced<T>(y, n), first), second);
  }
  const y = f64x2.pmin(f64x2.pmax(x, constant(F64, 18)), constant(F64, 19));
  const n = rounded<T>(y);
  const k = i64x2.sub(n, constant(F64, 1));
  const half = i64x2.shr_s(k, 1);
  const one = constant(F64, 16);
  const first = i64x2.add(i64x2.shl(half, 52), one);
  const second = i64x2.add(i64x2.shl(i64x2.sub(k, half), 52), one);
  return f64x2.mul(f64x2.mul(reduced<T>(y, n), first), second);
}

/** What `expBelow` gives for 0: 2⁶⁴, in f64 2⁵¹¹. */
// @ts-ignore: decorator
@inline
export function BELOW_SCALE<T>(): f64 {
  return sizeof<T>() == 4 ? 18446744073709551616.0 : 6.703903964971299e153;
}

/**
 * eˣ · BELOW_SCALE for x ≤ 0, so that nothing on the way is subnormal: a quotient of two of them, where the scale cancels,
 * goes below the smallest normal number, and to 0, by itself. Nothing overflows when up to 2⁶³ of them are added up.
 */
// @ts-ignore: decorator
@inline
export function expBelow<T>(x: v128): v128 {
  if (sizeof<T>() == 4) {
    const y = f32x4.pmax(x, constant(F32, 11));
    const n = rounded<T>(y);
    return f32x4.mul(reduced<T>(y, n), i32x4.shl(i32x4.add(n, i32x4.splat(191)), 23));
  }
  const y = f64x2.pmax(x, constant(F64, 17));
  const n = rounded<T>(y);
  return f64x2.mul(reduced<T>(y, n), i64x2.shl(i64x2.add(n, i64x2.splat(1534)), 52));
}
