import { madd } from '../lib/vector';
import { constant } from './constant';

/**
 * eˣ = 2ᵏ eʳ, k the integer next to x/ln 2 and r = x − k ln 2, with ln 2 in two parts so that nothing is lost (Cody and
 * Waite); eʳ = 1 + r + r² q(r), q minimax. Adding 1.5 · 2²³ (1.5 · 2⁵² in f64) rounds to an integer and leaves it in the
 * low bits; none of its own are among those that end up in an exponent.
 */
const F32 = memory.data<f32>([
  1.44269504, 1.44269504, 1.44269504, 1.44269504, // 1/ln 2
  12582912, 12582912, 12582912, 12582912, // 1.5 · 2²³
  0.693359375, 0.693359375, 0.693359375, 0.693359375, // ln 2, its first bits
  -2.12194440e-4, -2.12194440e-4, -2.12194440e-4, -2.12194440e-4, // and the others
  1.38145462688e-3, 1.38145462688e-3, 1.38145462688e-3, 1.38145462688e-3, // q, from r⁴ down
  8.36877704969e-3, 8.36877704969e-3, 8.36877704969e-3, 8.36877704969e-3,
  4.16683928876e-2, 4.16683928876e-2, 4.16683928876e-2, 4.16683928876e-2,
  1.66665201428e-1, 1.66665201428e-1, 1.66665201428e-1, 1.66665201428e-1,
  4.99999934174e-1, 4.99999934174e-1, 4.99999934174e-1, 4.99999934174e-1,
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
  2.4997719617144446e-08, 2.4997719617144446e-08, // q, from r⁹ down
  2.7630331176715943e-07, 2.7630331176715943e-07,
  2.7557594259102043e-06, 2.7557594259102043e-06,
  2.480149290284907e-05, 2.480149290284907e-05,
  0.00019841269497266077, 0.00019841269497266077,
  0.0013888888943780256, 0.0013888888943780256,
  0.008333333333498963, 0.008333333333498963,
  0.04166666666652975, 0.04166666666652975,
  0.16666666666666405, 0.16666666666666405,
  0.5000000000000011, 0.5000000000000011,
  1, 1,
  -1000, -1000, // where expBelow stops
  -746, -746, // where exp stops
  710, 710,
], 16);

/** x/ln 2 + 1.5 · 2²³: the integer next to x/ln 2 in its low bits. */
// @ts-ignore: decorator
@inline
export function rounded<T>(x: v128): v128 {
  if (sizeof<T>() == 4) return madd<f32>(x, constant(F32, 0), constant(F32, 1));
  return madd<f64>(x, constant(F64, 0), constant(F64, 1));
}

/** k as a number. */
// @ts-ignore: decorator
@inline
export function whole<T>(rounded: v128): v128 {
  return v128.sub<T>(rounded, sizeof<T>() == 4 ? constant(F32, 1) : constant(F64, 1));
}

/** x − k ln 2. */
// @ts-ignore: decorator
@inline
export function remainder<T>(x: v128, k: v128): v128 {
  if (sizeof<T>() == 4)
    return f32x4.sub(f32x4.sub(x, f32x4.mul(k, constant(F32, 2))), f32x4.mul(k, constant(F32, 3)));
  return f64x2.sub(f64x2.sub(x, f64x2.mul(k, constant(F64, 2))), f64x2.mul(k, constant(F64, 3)));
}

/** eʳ − 1. The sums of q are taken in pairs (Estrin), which do not wait for one another. */
// @ts-ignore: decorator
@inline
export function lessOne<T>(r: v128): v128 {
  const z = v128.mul<T>(r, r);
  if (sizeof<T>() == 4) {
    const first = madd<f32>(constant(F32, 7), r, constant(F32, 8));
    const second = madd<f32>(constant(F32, 5), r, constant(F32, 6));
    const q = madd<f32>(madd<f32>(constant(F32, 4), z, second), z, first);
    return madd<f32>(q, z, r);
  }
  const y = f64x2.mul(z, z);
  const first = madd<f64>(constant(F64, 12), r, constant(F64, 13));
  const second = madd<f64>(constant(F64, 10), r, constant(F64, 11));
  const third = madd<f64>(constant(F64, 8), r, constant(F64, 9));
  const fourth = madd<f64>(constant(F64, 6), r, constant(F64, 7));
  const fifth = madd<f64>(constant(F64, 4), r, constant(F64, 5));
  const low = madd<f64>(second, z, first);
  const high = madd<f64>(fifth, y, madd<f64>(fourth, z, third));
  return madd<f64>(madd<f64>(high, y, low), z, r);
}

// @ts-ignore: decorator
@inline
export function one<T>(): v128 {
  return sizeof<T>() == 4 ? constant(F32, 9) : constant(F64, 14);
}

/** e^(x − k ln 2), k the integer that `rounded` holds. */
// @ts-ignore: decorator
@inline
function reduced<T>(x: v128, rounded: v128): v128 {
  return v128.add<T>(lessOne<T>(remainder<T>(x, whole<T>(rounded))), one<T>());
}

/** 2 to the integer in the low bits, which may be ±126 at most (±1022 in f64). */
// @ts-ignore: decorator
@inline
export function powerOfTwo<T>(k: v128): v128 {
  if (sizeof<T>() == 4) return i32x4.add(i32x4.shl(k, 23), one<T>());
  return i64x2.add(i64x2.shl(k, 52), one<T>());
}

/** eˣ over the whole range: 2ᵏ in two factors, as the result may be subnormal or k one more than 2ᵏ can do. */
// @ts-ignore: decorator
@inline
export function exp<T>(x: v128): v128 {
  const low = sizeof<T>() == 4 ? constant(F32, 11) : constant(F64, 16);
  const high = sizeof<T>() == 4 ? constant(F32, 12) : constant(F64, 17);
  const y = v128.pmin<T>(v128.pmax<T>(x, low), high);
  const k = rounded<T>(y);
  const half = sizeof<T>() == 4 ? i32x4.shr_s(k, 1) : i64x2.shr_u(k, 1);
  const rest = sizeof<T>() == 4 ? i32x4.sub(k, half) : i64x2.sub(k, half);
  return v128.mul<T>(v128.mul<T>(reduced<T>(y, k), powerOfTwo<T>(half)), powerOfTwo<T>(rest));
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
    const y = f32x4.pmax(x, constant(F32, 10));
    const n = rounded<T>(y);
    return f32x4.mul(reduced<T>(y, n), i32x4.shl(i32x4.add(n, i32x4.splat(191)), 23));
  }
  const y = f64x2.pmax(x, constant(F64, 15));
  const n = rounded<T>(y);
  return f64x2.mul(reduced<T>(y, n), i64x2.shl(i64x2.add(n, i64x2.splat(1534)), 52));
}
