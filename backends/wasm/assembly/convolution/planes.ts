import { at, LANES } from '../lib/vector';

/**
 * Copies planes so that the taps of neighbouring places lie side by side, with zeros for padding. A plane has three axes,
 * the last of which runs fastest. Along an axis cell i of phase j is the source's cell start + i·step + j·shift: with a
 * stride every phase holds the cells that one tap sees.
 */

/** An axis: count, limit, start, step, stride, phases, shift. */
const AXIS: i32 = 7 * 4;

// @ts-ignore: decorator
@inline
function zeros<T>(to: usize, count: i32): void {
  let i = 0;
  for (; i + LANES<T>() <= count; i += LANES<T>()) v128.store(at<T>(to, i), i64x2.splat(0));
  for (; i < count; i++) store<T>(at<T>(to, i), 0);
}

/** Bits, not numbers: masks are copied too. */
// @ts-ignore: decorator
@inline
function copy<T>(from: usize, stride: i32, to: usize, count: i32): void {
  let i = 0;
  if (stride == 1)
    for (; i + LANES<T>() <= count; i += LANES<T>()) v128.store(at<T>(to, i), v128.load(at<T>(from, i)));
  if (stride == 2 && sizeof<T>() == 4)
    for (; i + 8 <= count; i += 4)
      v128.store(
        at<T>(to, i),
        v128.shuffle<f32>(v128.load(at<T>(from, 2 * i)), v128.load(at<T>(from, 2 * i + 4)), 0, 2, 4, 6),
      );
  const step = <usize>stride * sizeof<T>();
  from += <usize>i * step;
  for (; i < count; i++) {
    if (sizeof<T>() == 4) store<u32>(at<T>(to, i), load<u32>(from));
    else store<u64>(at<T>(to, i), load<u64>(from));
    from += step;
  }
}

// @ts-ignore: decorator
@inline
function cell(axis: usize, i: i32, phase: i32): i32 {
  return load<i32>(axis, 8) + i * load<i32>(axis, 12) + phase * load<i32>(axis, 24);
}

// @ts-ignore: decorator
@inline
function isInside(axis: usize, i: i32): bool {
  return <u32>i < load<u32>(axis, 4);
}

/** The first i with i·step ≥ distance, at most count. */
// @ts-ignore: decorator
@inline
function firstAt(distance: i32, step: i32, count: i32): i32 {
  return distance <= 0 ? 0 : min((distance - 1) / step + 1, count);
}

function line<T>(from: usize, axis: usize, phase: i32, to: usize): void {
  const count = load<i32>(axis);
  const step = load<i32>(axis, 12);
  const stride = load<i32>(axis, 16);
  const first = cell(axis, 0, phase);
  const start = firstAt(-first, step, count);
  const end = max(start, firstAt(load<i32>(axis, 4) - first, step, count));
  zeros<T>(to, start);
  copy<T>(at<T>(from, (first + start * step) * stride), step * stride, at<T>(to, start), end - start);
  zeros<T>(at<T>(to, end), count - end);
}

/** Plane after plane, `planeStep` numbers apart in the source, `size` numbers in what is made of them. */
// @ts-ignore: decorator
@inline
export function layOut<T>(x: usize, y: usize, axes: usize, planeStep: i32, size: i32, from: i32, to: i32): void {
  const u = axes;
  const v = axes + AXIS;
  const w = v + AXIS;
  for (let plane = from; plane < to; plane++) {
    const source = x + <usize>plane * planeStep * sizeof<T>();
    const start = y + <usize>plane * size * sizeof<T>();
    const length = <usize>load<i32>(w) * sizeof<T>();
    let target = start;
    for (let pu = 0; pu < load<i32>(u, 20); pu++)
      for (let pv = 0; pv < load<i32>(v, 20); pv++)
        for (let pw = 0; pw < load<i32>(w, 20); pw++)
          for (let i = 0; i < load<i32>(u); i++) {
            const iu = cell(u, i, pu);
            for (let j = 0; j < load<i32>(v); j++) {
              const iv = cell(v, j, pv);
              if (isInside(u, iu) && isInside(v, iv))
                line<T>(at<T>(source, iu * load<i32>(u, 16) + iv * load<i32>(v, 16)), w, pw, target);
              else zeros<T>(target, load<i32>(w));
              target += length;
            }
          }
    zeros<T>(target, size - <i32>((target - start) / sizeof<T>()));
  }
}
