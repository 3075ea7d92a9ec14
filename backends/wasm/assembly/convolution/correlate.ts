import { at } from '../lib/vector';
import { BLOCK, fourChannels, oneChannel } from './tile';

/** A vector of places: where it begins in x, in y and in the mask. */
const PLACE: i32 = 12;

/** Pieces are the blocks of channels, in every stretch of places, in every group. */
// @ts-ignore: decorator
@inline
export function correlate<T>(
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
    const more = plus == 0 ? <usize>0 : at<T>(plus, c);
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
            plus == 0 ? <usize>0 : at<T>(more, b), lanes, step,
          );
        }
  }
}
