import { squaresAbout } from './pairs';
import { at, high, low } from './vector';

/** Below this, what is lost under the range of f32 might count among up to 2³¹ squares. */
const LEAST: f64 = 1.0 / (<f64>(1 << 30) * <f64>(1 << 30) * <f64>(1 << 20));

// @ts-ignore: decorator
@inline
function square(x: v128, mean: v128, rest: v128): v128 {
  const d = f32x4.sub(f32x4.sub(x, mean), rest);
  return f32x4.mul(d, d);
}

/**
 * Σ (x − mean)² of f32. Squares are added by eights in f32, pair by pair, and the eights in doubles: what is lost is a
 * unit or two, whatever the count. All in doubles where squares leave the range of f32.
 */
export function squaresNear(x: usize, count: i32, mean: f64): f64 {
  const m = f32x4.splat(<f32>mean);
  const rest = f32x4.splat(<f32>(mean - <f64><f32>mean));
  let a = f64x2.splat(0), b = a;
  const whole = count & -32;
  const end = at<f32>(x, whole);
  let from = x;
  for (; from < end; from += 128) {
    const first = f32x4.add(square(v128.load(from), m, rest), square(v128.load(from, 16), m, rest));
    const second = f32x4.add(square(v128.load(from, 32), m, rest), square(v128.load(from, 48), m, rest));
    const third = f32x4.add(square(v128.load(from, 64), m, rest), square(v128.load(from, 80), m, rest));
    const fourth = f32x4.add(square(v128.load(from, 96), m, rest), square(v128.load(from, 112), m, rest));
    const eight = f32x4.add(f32x4.add(first, second), f32x4.add(third, fourth));
    a = f64x2.add(a, low(eight));
    b = f64x2.add(b, high(eight));
  }
  const ofEights = f64x2.add(a, b);
  const sum = f64x2.extract_lane(ofEights, 0) + f64x2.extract_lane(ofEights, 1);
  if (whole > 0 && !(sum > LEAST && sum < Infinity)) return squaresAbout<f32>(x, count, mean);
  return sum + squaresAbout<f32>(from, count - whole, mean);
}
