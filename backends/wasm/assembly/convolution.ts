import { correlate } from './convolution/correlate';
import { finite } from './convolution/finite';
import { gradient } from './convolution/gradient';
import { layOut } from './convolution/planes';
import { pack } from './convolution/weights';

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

export function correlateWeights_f32(
  x: usize, dy: usize, taps: usize, count: i32, dw: usize, images: i32, length: i32, imageX: i32, imageY: i32,
  groupX: i32, channelY: i32, channels: i32, mask: usize, maskY: usize, from: i32, to: i32,
): void {
  gradient<f32>(
    false, x, dy, taps, count, dw, images, length, imageX, imageY, groupX, channelY, channels, mask, maskY, from, to,
  );
}
export function correlateWeights_f64(
  x: usize, dy: usize, taps: usize, count: i32, dw: usize, images: i32, length: i32, imageX: i32, imageY: i32,
  groupX: i32, channelY: i32, channels: i32, mask: usize, maskY: usize, from: i32, to: i32,
): void {
  gradient<f64>(
    false, x, dy, taps, count, dw, images, length, imageX, imageY, groupX, channelY, channels, mask, maskY, from, to,
  );
}
export function correlateWeightsMasked_f32(
  x: usize, dy: usize, taps: usize, count: i32, dw: usize, images: i32, length: i32, imageX: i32, imageY: i32,
  groupX: i32, channelY: i32, channels: i32, mask: usize, maskY: usize, from: i32, to: i32,
): void {
  gradient<f32>(
    true, x, dy, taps, count, dw, images, length, imageX, imageY, groupX, channelY, channels, mask, maskY, from, to,
  );
}
export function correlateWeightsMasked_f64(
  x: usize, dy: usize, taps: usize, count: i32, dw: usize, images: i32, length: i32, imageX: i32, imageY: i32,
  groupX: i32, channelY: i32, channels: i32, mask: usize, maskY: usize, from: i32, to: i32,
): void {
  gradient<f64>(
    true, x, dy, taps, count, dw, images, length, imageX, imageY, groupX, channelY, channels, mask, maskY, from, to,
  );
}
