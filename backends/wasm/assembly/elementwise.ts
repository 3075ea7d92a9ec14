import { loadPart, storePart } from './lib/scratch';
import { at, high, join, LANES, low, splat } from './lib/vector';

/** What is done to the numbers of x and y, y repeated every `period`. */
const COMBINE: i32 = 0;
const MULTIPLY: i32 = 1;
const DIVIDE: i32 = 2;

/** f64 throughout: α x and the sum are rounded once, as the coefficients are not of the dtype. */
// @ts-ignore: decorator
@inline
function combined(x: v128, y: v128, alpha: v128, beta: v128): v128 {
  return f64x2.add(f64x2.mul(alpha, x), f64x2.mul(beta, y));
}

// @ts-ignore: decorator
@inline
function apply<T>(operation: i32, x: v128, y: v128, alpha: v128, beta: v128): v128 {
  if (operation == MULTIPLY) return v128.mul<T>(x, y);
  if (operation == DIVIDE) return v128.div<T>(x, y);
  if (sizeof<T>() == 8) return combined(x, y, alpha, beta);
  return join(combined(low(x), low(y), alpha, beta), combined(high(x), high(y), alpha, beta));
}

// @ts-ignore: decorator
@inline
function zip<T>(operation: i32, x: usize, y: usize, z: usize, period: i32, alpha: f64, beta: f64, from: i32, to: i32): void {
  const a = f64x2.splat(alpha);
  const b = f64x2.splat(beta);
  let i = from;
  while (i < to) {
    const inPeriod = i % period;
    const end = min(to, i + period - inPeriod);
    const shift = inPeriod - i;
    for (; i + LANES<T>() <= end; i += LANES<T>())
      v128.store(at<T>(z, i), apply<T>(operation, v128.load(at<T>(x, i)), v128.load(at<T>(y, i + shift)), a, b));
    if (i < end) {
      const count = end - i;
      const y1 = loadPart<T>(at<T>(y, i + shift), count);
      storePart<T>(at<T>(z, i), count, apply<T>(operation, loadPart<T>(at<T>(x, i), count), y1, a, b));
      i = end;
    }
  }
}

export function combine_f32(x: usize, y: usize, z: usize, period: i32, alpha: f64, beta: f64, from: i32, to: i32): void {
  zip<f32>(COMBINE, x, y, z, period, alpha, beta, from, to);
}
export function combine_f64(x: usize, y: usize, z: usize, period: i32, alpha: f64, beta: f64, from: i32, to: i32): void {
  zip<f64>(COMBINE, x, y, z, period, alpha, beta, from, to);
}
export function multiply_f32(x: usize, y: usize, z: usize, period: i32, from: i32, to: i32): void {
  zip<f32>(MULTIPLY, x, y, z, period, 0, 0, from, to);
}
export function multiply_f64(x: usize, y: usize, z: usize, period: i32, from: i32, to: i32): void {
  zip<f64>(MULTIPLY, x, y, z, period, 0, 0, from, to);
}
export function divide_f32(x: usize, y: usize, z: usize, period: i32, from: i32, to: i32): void {
  zip<f32>(DIVIDE, x, y, z, period, 0, 0, from, to);
}
export function divide_f64(x: usize, y: usize, z: usize, period: i32, from: i32, to: i32): void {
  zip<f64>(DIVIDE, x, y, z, period, 0, 0, from, to);
}

/** scale · x + shift, in f64 and rounded once. */
// @ts-ignore: decorator
@inline
function line<T>(x: v128, scale: v128, shift: v128): v128 {
  if (sizeof<T>() == 8) return f64x2.add(f64x2.mul(scale, x), shift);
  return join(f64x2.add(f64x2.mul(scale, low(x)), shift), f64x2.add(f64x2.mul(scale, high(x)), shift));
}

// @ts-ignore: decorator
@inline
function affine<T>(x: usize, y: usize, scale: f64, shift: f64, from: i32, to: i32): void {
  const a = f64x2.splat(scale);
  const b = f64x2.splat(shift);
  let i = from;
  for (; i + LANES<T>() <= to; i += LANES<T>()) v128.store(at<T>(y, i), line<T>(v128.load(at<T>(x, i)), a, b));
  if (i < to) storePart<T>(at<T>(y, i), to - i, line<T>(loadPart<T>(at<T>(x, i), to - i), a, b));
}

export function affine_f32(x: usize, y: usize, scale: f64, shift: f64, from: i32, to: i32): void {
  affine<f32>(x, y, scale, shift, from, to);
}
export function affine_f64(x: usize, y: usize, scale: f64, shift: f64, from: i32, to: i32): void {
  affine<f64>(x, y, scale, shift, from, to);
}

/** mask = 0 ? otherwise : x. */
// @ts-ignore: decorator
@inline
function select<T>(mask: usize, x: usize, y: usize, otherwise: f64, from: i32, to: i32): void {
  for (let i = from; i < to; i++)
    store<T>(at<T>(y, i), load<i32>(at<i32>(mask, i)) == 0 ? <T>otherwise : load<T>(at<T>(x, i)));
}

export function select_f32(mask: usize, x: usize, y: usize, otherwise: f64, from: i32, to: i32): void {
  select<f32>(mask, x, y, otherwise, from, to);
}
export function select_f64(mask: usize, x: usize, y: usize, otherwise: f64, from: i32, to: i32): void {
  select<f64>(mask, x, y, otherwise, from, to);
}
