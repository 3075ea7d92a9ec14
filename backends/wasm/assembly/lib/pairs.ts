import { at, madd, total } from './vector';

/** Numbers of either dtype two at a time as doubles, in which sums are taken. */

// @ts-ignore: decorator
@inline
export function pair<T>(from: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(from);
  return f64x2.promote_low_f32x4(v128.load64_zero(from));
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
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    a = f64x2.add(a, pair<T>(at<T>(x, i)));
    b = f64x2.add(b, pair<T>(at<T>(x, i + 2)));
    c = f64x2.add(c, pair<T>(at<T>(x, i + 4)));
    d = f64x2.add(d, pair<T>(at<T>(x, i + 6)));
  }
  let sum = totalOf(a, b, c, d);
  for (; i < count; i++) sum += <f64>load<T>(at<T>(x, i));
  return sum;
}

// @ts-ignore: decorator
@inline
function addSquare<T>(x: usize, mean: v128, sum: v128): v128 {
  const d = f64x2.sub(pair<T>(x), mean);
  return madd<f64>(d, d, sum);
}

/** Σ (x − mean)². */
export function squaresAbout<T>(x: usize, count: i32, mean: f64): f64 {
  const m = f64x2.splat(mean);
  let a = f64x2.splat(0), b = a, c = a, d = a;
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    a = addSquare<T>(at<T>(x, i), m, a);
    b = addSquare<T>(at<T>(x, i + 2), m, b);
    c = addSquare<T>(at<T>(x, i + 4), m, c);
    d = addSquare<T>(at<T>(x, i + 6), m, d);
  }
  let sum = totalOf(a, b, c, d);
  for (; i < count; i++) {
    const d = <f64>load<T>(at<T>(x, i)) - mean;
    sum += d * d;
  }
  return sum;
}

/** Σ x y. */
export function productsOf<T>(x: usize, y: usize, count: i32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    a = madd<f64>(pair<T>(at<T>(x, i)), pair<T>(at<T>(y, i)), a);
    b = madd<f64>(pair<T>(at<T>(x, i + 2)), pair<T>(at<T>(y, i + 2)), b);
    c = madd<f64>(pair<T>(at<T>(x, i + 4)), pair<T>(at<T>(y, i + 4)), c);
    d = madd<f64>(pair<T>(at<T>(x, i + 6)), pair<T>(at<T>(y, i + 6)), d);
  }
  let sum = totalOf(a, b, c, d);
  for (; i < count; i++) sum += <f64>load<T>(at<T>(x, i)) * <f64>load<T>(at<T>(y, i));
  return sum;
}
