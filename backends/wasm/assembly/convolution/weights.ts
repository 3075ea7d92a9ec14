import { at } from '../lib/vector';
import { BLOCK } from './tile';

/** Blocks of four channels, tap after tap; a block that is not full is filled up with zeros. */
// @ts-ignore: decorator
@inline
export function pack<T>(
  w: usize, packed: usize, offsets: usize, count: i32, channels: i32, group: i32, channel: i32, from: i32, to: i32,
): void {
  const blocks = (channels + BLOCK - 1) / BLOCK;
  for (let piece = from; piece < to; piece++) {
    const first = (piece % blocks) * BLOCK;
    const source = at<T>(w, (piece / blocks) * group + first * channel);
    const target = packed + <usize>piece * count * BLOCK * sizeof<T>();
    for (let c = 0; c < BLOCK; c++)
      for (let k = 0; k < count; k++)
        store<T>(
          at<T>(target, k * BLOCK + c),
          first + c < channels ? load<T>(at<T>(source, c * channel + load<i32>(at<i32>(offsets, k)))) : 0,
        );
  }
}
