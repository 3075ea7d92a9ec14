import { loadPart, storePart } from './lib/scratch';
import { at, high, join, LANES, low } from './lib/vector';

// Two f64 of each in the registers, whatever the dtype: what is not of the dtype is rounded on being stored alone.

// @ts-ignore: decorator
@inline
function forgotten(x: v128, term: v128, beta: f64): v128 {
  return f64x2.add(f64x2.mul(f64x2.splat(beta), x), f64x2.mul(f64x2.splat(1 - beta), term));
}

// @ts-ignore: decorator
@inline
function stepped(theta: v128, m1: v128, v1: v128, g: v128, ofM: f64, ofG: f64, ofV: f64, lr: f64, eps: f64): v128 {
  const numerator = f64x2.add(f64x2.mul(f64x2.splat(ofM), m1), f64x2.mul(f64x2.splat(ofG), g));
  const root = f64x2.sqrt(f64x2.mul(f64x2.splat(ofV), v1));
  const step = f64x2.div(f64x2.mul(f64x2.splat(lr), numerator), f64x2.add(root, f64x2.splat(eps)));
  return f64x2.sub(theta, step);
}

/** The `count` numbers from i on: theta, m, v, g are read, theta1, m1, v1 written. */
// @ts-ignore: decorator
@inline
function vectors<T>(
  i: i32, count: i32, theta: usize, m: usize, v: usize, g: usize, theta1: usize, m1: usize, v1: usize,
  beta1: f64, beta2: f64, ofM: f64, ofG: f64, ofV: f64, lr: f64, eps: f64,
): void {
  const whole = count == LANES<T>();
  const t = whole ? v128.load(at<T>(theta, i)) : loadPart<T>(at<T>(theta, i), count);
  const a = whole ? v128.load(at<T>(m, i)) : loadPart<T>(at<T>(m, i), count);
  const b = whole ? v128.load(at<T>(v, i)) : loadPart<T>(at<T>(v, i), count);
  const d = whole ? v128.load(at<T>(g, i)) : loadPart<T>(at<T>(g, i), count);
  let theta2: v128, m2: v128, v2: v128;
  if (sizeof<T>() == 8) {
    m2 = forgotten(a, d, beta1);
    v2 = forgotten(b, f64x2.mul(d, d), beta2);
    theta2 = stepped(t, m2, v2, d, ofM, ofG, ofV, lr, eps);
  } else {
    const d0 = low(d), d1 = high(d);
    const a0 = forgotten(low(a), d0, beta1), a1 = forgotten(high(a), d1, beta1);
    const b0 = forgotten(low(b), f64x2.mul(d0, d0), beta2), b1 = forgotten(high(b), f64x2.mul(d1, d1), beta2);
    const t0 = stepped(low(t), a0, b0, d0, ofM, ofG, ofV, lr, eps);
    const t1 = stepped(high(t), a1, b1, d1, ofM, ofG, ofV, lr, eps);
    m2 = join(a0, a1);
    v2 = join(b0, b1);
    theta2 = join(t0, t1);
  }
  if (whole) {
    v128.store(at<T>(theta1, i), theta2);
    v128.store(at<T>(m1, i), m2);
    v128.store(at<T>(v1, i), v2);
  } else {
    storePart<T>(at<T>(theta1, i), count, theta2);
    storePart<T>(at<T>(m1, i), count, m2);
    storePart<T>(at<T>(v1, i), count, v2);
  }
}

// @ts-ignore: decorator
@inline
function momentStep<T>(
  theta: usize, m: usize, v: usize, g: usize, theta1: usize, m1: usize, v1: usize,
  beta1: f64, beta2: f64, ofM: f64, ofG: f64, ofV: f64, lr: f64, eps: f64, from: i32, to: i32,
): void {
  for (let i = from; i < to; i += LANES<T>()) {
    const count = min(LANES<T>(), to - i);
    vectors<T>(i, count, theta, m, v, g, theta1, m1, v1, beta1, beta2, ofM, ofG, ofV, lr, eps);
  }
}

export function momentStep_f32(
  theta: usize, m: usize, v: usize, g: usize, theta1: usize, m1: usize, v1: usize,
  beta1: f64, beta2: f64, ofM: f64, ofG: f64, ofV: f64, lr: f64, eps: f64, from: i32, to: i32,
): void {
  momentStep<f32>(theta, m, v, g, theta1, m1, v1, beta1, beta2, ofM, ofG, ofV, lr, eps, from, to);
}

export function momentStep_f64(
  theta: usize, m: usize, v: usize, g: usize, theta1: usize, m1: usize, v1: usize,
  beta1: f64, beta2: f64, ofM: f64, ofG: f64, ofV: f64, lr: f64, eps: f64, from: i32, to: i32,
): void {
  momentStep<f64>(theta, m, v, g, theta1, m1, v1, beta1, beta2, ofM, ofG, ofV, lr, eps, from, to);
}
