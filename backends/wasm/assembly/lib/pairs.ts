import { at, madd, total } from './vector';

/** Numbers of either dtype two at a time as doubles, in which sums are taken. */

// @ts-ignore: decorator
@inline
export function pair<T>(from: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(from);
  return f64x2.promote_low_f32x4(v128.load64_zero(from));
}

// The pairs behind it, at offsets: an offset has to be a literal, and costs nothing then.

// @ts-ignore: decorator
@inline
function second<T>(from: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(from, 16);
  return f64x2.promote_low_f32x4(v128.load64_zero(from, 8));
}

// @ts-ignore: decorator
@inline
function third<T>(from: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(from, 32);
  return f64x2.promote_low_f32x4(v128.load64_zero(from, 16));
}

// @ts-ignore: decorator
@inline
function fourth<T>(from: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(from, 48);
  return f64x2.promote_low_f32x4(v128.load64_zero(from, 24));
}

/** A last number that has no other. */
// @ts-ignore: decorator
@inline
export function one<T>(from: usize): v128 {
  return f64x2.splat(<f64>load<T>(from));
}

// @ts-ignore: decorator
@inline
export function putPair<T>(to: usize, x: v128): void {
  if (sizeof<T>() == 8) v128.store(to, x);
  else v128.store64_lane(to, f32x4.demote_f64x2_zero(x), 0);
}

// @ts-ignore: decorator
@inline
export function putOne<T>(to: usize, x: v128): void {
  store<T>(to, <T>f64x2.extract_lane(x, 0));
}

/** The sum of all lanes of four accumulators. */
// @ts-ignore: decorator
@inline
export function totalOf(a: v128, b: v128, c: v128, d: v128): f64 {
  return total(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
}

/** `count` doubles, and perhaps one more, become 0. */
// @ts-ignore: decorator
@inline
export function clear(to: usize, count: i32): void {
  for (let i = 0; i < count; i += 2) v128.store(at<f64>(to, i), f64x2.splat(0));
}

/** Σ x. */
export function sumOf<T>(x: usize, count: i32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  const end = at<T>(x, count);
  const whole = at<T>(x, count & -8);
  for (; x < whole; x += 8 * sizeof<T>()) {
    a = f64x2.add(a, pair<T>(x));
    b = f64x2.add(b, second<T>(x));
    c = f64x2.add(c, third<T>(x));
    d = f64x2.add(d, fourth<T>(x));
  }
  let sum = totalOf(a, b, c, d);
  for (; x < end; x += sizeof<T>()) sum += <f64>load<T>(x);
  return sum;
}

// @ts-ignore: decorator
@inline
function addSquare(x: v128, mean: v128, sum: v128): v128 {
  const d = f64x2.sub(x, mean);
  return madd<f64>(d, d, sum);
}

/** Σ (x − mean)². */
export function squaresAbout<T>(x: usize, count: i32, mean: f64): f64 {
  const m = f64x2.splat(mean);
  let a = f64x2.splat(0), b = a, c = a, d = a;
  const end = at<T>(x, count);
  const whole = at<T>(x, count & -8);
  for (; x < whole; x += 8 * sizeof<T>()) {
    a = addSquare(pair<T>(x), m, a);
    b = addSquare(second<T>(x), m, b);
    c = addSquare(third<T>(x), m, c);
    d = addSquare(fourth<T>(x), m, d);
  }
  let sum = totalOf(a, b, c, d);
  for (; x < end; x += sizeof<T>()) {
    const d = <f64>load<T>(x) - mean;
    sum += d * d;
  }
  return sum;
}

/** Σ x y. */
export function productsOf<T>(x: usize, y: usize, count: i32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  const end = at<T>(x, count);
  const whole = at<T>(x, count & -8);
  for (; x < whole; x += 8 * sizeof<T>(), y += 8 * sizeof<T>()) {
    a = madd<f64>(pair<T>(x), pair<T>(y), a);
    b = madd<f64>(second<T>(x), second<T>(y), b);
    c = madd<f64>(third<T>(x), third<T>(y), c);
    d = madd<f64>(fourth<T>(x), fourth<T>(y), d);
  }
  let sum = totalOf(a, b, c, d);
  for (; x < end; x += sizeof<T>(), y += sizeof<T>()) sum += <f64>load<T>(x) * <f64>load<T>(y);
  return sum;
}
