import { at, LANES } from '../lib/vector';

/** How many numbers a piece of `finite` looks at. */
const STRETCH: i32 = 16384;

/** flags[piece] = are all numbers of the stretch finite? */
// @ts-ignore: decorator
@inline
export function finite<T>(x: usize, flags: usize, length: i32, from: i32, to: i32): void {
  for (let piece = from; piece < to; piece++) {
    const end = min(length, (piece + 1) * STRETCH);
    let i = piece * STRETCH;
    let a = i64x2.splat(0);
    let b = a;
    for (; i + 2 * LANES<T>() <= end; i += 2 * LANES<T>()) {
      const u = v128.load(at<T>(x, i));
      const v = v128.load(at<T>(x, i + LANES<T>()));
      a = v128.or(a, v128.sub<T>(u, u));
      b = v128.or(b, v128.sub<T>(v, v));
    }
    a = v128.or(a, b);
    // x − x is 0, or NaN.
    let all = !v128.any_true(a);
    for (; i < end; i++) all = all && isFinite<T>(load<T>(at<T>(x, i)));
    store<i32>(at<i32>(flags, piece), all);
  }
}
