import { at, LANES } from './lib/vector';
import { layOut } from './convolution/planes';
import { BLOCK, fourChannels, oneChannel } from './convolution/tile';
import { pack } from './convolution/weights';

/** How many numbers a piece of `finite` looks at. */
const STRETCH: i32 = 16384;

/** flags[piece] = are all numbers of the stretch finite? */
// @ts-ignore: decorator
@inline
function finite<T>(x: usize, flags: usize, length: i32, from: i32, to: i32): void {
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

export function finite_f32(x: usize, flags: usize, length: i32, from: i32, to: i32): void {
  finite<f32>(x, flags, length, from, to);
}
export function finite_f64(x: usize, flags: usize, length: i32, from: i32, to: i32): void {
  finite<f64>(x, flags, length, from, to);
}

export function layOut_f32(x: usize, y: usize, axes: usize, planeStep: i32, size: i32, from: i32, to: i32): void {
  layOut<f32>(x, y, axes, planeStep, size, from, to);
}
export function layOut_f64(x: usize, y: usize, axes: usize, planeStep: i32, size: i32, from: i32, to: i32): void {
  layOut<f64>(x, y, axes, planeStep, size, from, to);
}

export function packTaps_f32(
  w: usize, packed: usize, offsets: usize, count: i32, channels: i32, group: i32, channel: i32, from: i32, to: i32,
): void {
  pack<f32>(w, packed, offsets, count, channels, group, channel, from, to);
}
export function packTaps_f64(
  w: usize, packed: usize, offsets: usize, count: i32, channels: i32, group: i32, channel: i32, from: i32, to: i32,
): void {
  pack<f64>(w, packed, offsets, count, channels, group, channel, from, to);
}

/** A vector of places: where it begins in x, in y and in the mask. */
const PLACE: i32 = 12;

/** Pieces are the blocks of channels, in every stretch of places, in every group. */
// @ts-ignore: decorator
@inline
function correlate<T>(
  masked: bool, x: usize, taps: usize, count: i32, w: usize, mask: usize, y: usize, plus: usize, places: usize,
  vectors: i32, stretch: i32, lanes: i32, step: i32, channels: i32, channel: i32, group: i32, from: i32, to: i32,
): void {
  const blocks = (channels + BLOCK - 1) / BLOCK;
  const stretches = (vectors + stretch - 1) / stretch;
  for (let piece = from; piece < to; piece++) {
    const block = piece % blocks;
    const part = (piece / blocks) % stretches;
    const g = piece / blocks / stretches;
    const first = part * stretch;
    const end = min(vectors, first + stretch);
    const inBlock = min(channels - block * BLOCK, BLOCK);
    const c = g * channels + block * BLOCK;
    const ofGroup = x + <usize>g * group;
    const weights = w + <usize>(g * blocks + block) * count * BLOCK * sizeof<T>();
    const result = y + <usize>c * channel;
    const more = plus == 0 ? 0 : at<T>(plus, c);
    if (inBlock > 2)
      for (let i = first; i < end; i += 2) {
        const p0 = places + i * PLACE;
        const p1 = places + min(i + 1, end - 1) * PLACE;
        fourChannels<T>(
          masked, ofGroup + load<u32>(p0), ofGroup + load<u32>(p1), taps, count, weights,
          mask + load<u32>(p0, 8), mask + load<u32>(p1, 8), result + load<u32>(p0, 4), result + load<u32>(p1, 4),
          more, inBlock, channel, lanes, step,
        );
      }
    else
      for (let b = 0; b < inBlock; b++)
        for (let i = first; i < end; i += 4) {
          const p0 = places + i * PLACE;
          const p1 = places + min(i + 1, end - 1) * PLACE;
          const p2 = places + min(i + 2, end - 1) * PLACE;
          const p3 = places + min(i + 3, end - 1) * PLACE;
          const row = result + <usize>b * channel;
          oneChannel<T>(
            masked, ofGroup + load<u32>(p0), ofGroup + load<u32>(p1), ofGroup + load<u32>(p2), ofGroup + load<u32>(p3),
            taps, count, at<T>(weights, b),
            mask + load<u32>(p0, 8), mask + load<u32>(p1, 8), mask + load<u32>(p2, 8), mask + load<u32>(p3, 8),
            row + load<u32>(p0, 4), row + load<u32>(p1, 4), row + load<u32>(p2, 4), row + load<u32>(p3, 4),
            plus == 0 ? 0 : at<T>(more, b), lanes, step,
          );
        }
  }
}

export function correlate_f32(
  x: usize, taps: usize, count: i32, w: usize, mask: usize, y: usize, plus: usize, places: usize,
  vectors: i32, stretch: i32, lanes: i32, step: i32, channels: i32, channel: i32, group: i32, from: i32, to: i32,
): void {
  correlate<f32>(
    false, x, taps, count, w, mask, y, plus, places, vectors, stretch, lanes, step, channels, channel, group, from, to,
  );
}
export function correlate_f64(
  x: usize, taps: usize, count: i32, w: usize, mask: usize, y: usize, plus: usize, places: usize,
  vectors: i32, stretch: i32, lanes: i32, step: i32, channels: i32, channel: i32, group: i32, from: i32, to: i32,
): void {
  correlate<f64>(
    false, x, taps, count, w, mask, y, plus, places, vectors, stretch, lanes, step, channels, channel, group, from, to,
  );
}
export function correlateMasked_f32(
  x: usize, taps: usize, count: i32, w: usize, mask: usize, y: usize, plus: usize, places: usize,
  vectors: i32, stretch: i32, lanes: i32, step: i32, channels: i32, channel: i32, group: i32, from: i32, to: i32,
): void {
  correlate<f32>(
    true, x, taps, count, w, mask, y, plus, places, vectors, stretch, lanes, step, channels, channel, group, from, to,
  );
}
export function correlateMasked_f64(
  x: usize, taps: usize, count: i32, w: usize, mask: usize, y: usize, plus: usize, places: usize,
  vectors: i32, stretch: i32, lanes: i32, step: i32, channels: i32, channel: i32, group: i32, from: i32, to: i32,
): void {
  correlate<f64>(
    true, x, taps, count, w, mask, y, plus, places, vectors, stretch, lanes, step, channels, channel, group, from, to,
  );
}
