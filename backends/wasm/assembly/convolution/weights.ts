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
    const rows = min(channels - first, BLOCK);
    let k = 0;
    while (k < count) {
      const tap = at<T>(source, load<i32>(at<i32>(offsets, k)));
      const to = at<T>(target, k * BLOCK);
      // Offsets rise, so that these are one after the other.
      if (rows == BLOCK && k + 4 <= count && load<i32>(at<i32>(offsets, k + 3)) - load<i32>(at<i32>(offsets, k)) == 3) {
        transpose<T>(tap, <usize>channel * sizeof<T>(), to);
        k += 4;
      } else {
        for (let c = 0; c < BLOCK; c++) store<T>(at<T>(to, c), c < rows ? load<T>(at<T>(tap, c * channel)) : 0);
        k++;
      }
    }
  }
}

/** Four numbers of each of four rows, `row` bytes apart. */
// @ts-ignore: decorator
@inline
function transpose<T>(from: usize, row: usize, to: usize): void {
  if (sizeof<T>() == 4) {
    const a = v128.load(from);
    const b = v128.load(from + row);
    const c = v128.load(from + 2 * row);
    const d = v128.load(from + 3 * row);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
    v128.store(to, v128.shuffle<f64>(ab, cd, 1, 3), 16);
    v128.store(to, v128.shuffle<f64>(AB, CD, 0, 2), 32);
    v128.store(to, v128.shuffle<f64>(AB, CD, 1, 3), 48);
    return;
  }
  for (let half: usize = 0; half < 2; half++) {
    const a = v128.load(from + 16 * half);
    const b = v128.load(from + row + 16 * half);
    const c = v128.load(from + 2 * row + 16 * half);
    const d = v128.load(from + 3 * row + 16 * half);
    v128.store(to + 64 * half, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(to + 64 * half, v128.shuffle<f64>(c, d, 0, 2), 16);
    v128.store(to + 64 * half, v128.shuffle<f64>(a, b, 1, 3), 32);
    v128.store(to + 64 * half, v128.shuffle<f64>(c, d, 1, 3), 48);
  }
}
