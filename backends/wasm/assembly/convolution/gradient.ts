import { scratch, storePart } from '../lib/scratch';
import { at, LANES } from '../lib/vector';
import { added, BLOCK } from './tile';

/**
 * The inner kernels of the gradient in w: for channels of dy and taps of x the products over a stretch of places, which
 * are one line in both. Sums over a stretch are added up in memory, so that no long sum is run through.
 */

/** Numbers in a stretch: of four channels and the taps of some planes they stay in the nearest cache. */
const STRETCH: i32 = 1024;
/** Taps that are summed at a time, and in a piece. */
const PAIR: i32 = 2;
const TAPS: i32 = 32;
/** A sum for each lane of each channel and tap. */
const SUMS: usize = BLOCK * PAIR * 16;

// @ts-ignore: decorator
@inline
function more<T>(to: usize, x: v128, offset: usize): void {
  v128.store(to + offset, v128.add<T>(v128.load(to + offset), x));
}

/** Four channels by two taps over `length` bytes, a multiple of two vectors; m0, m1 are masks of x, m that of dy. */
// @ts-ignore: decorator
@inline
function fourChannels<T>(
  masked: bool, x0: usize, x1: usize, a: usize, b: usize, c: usize, d: usize, length: usize,
  m0: usize, m1: usize, m: usize, sums: usize,
): void {
  let a0 = i64x2.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  let k0 = a0, k1 = a0;
  for (let i: usize = 0; i < length; i += 16) {
    const u = v128.load(x0 + i);
    const v = v128.load(x1 + i);
    if (masked) {
      const k = v128.load(m + i);
      k0 = v128.and(v128.load(m0 + i), k);
      k1 = v128.and(v128.load(m1 + i), k);
    }
    let dy = v128.load(a + i);
    a0 = added<T>(masked, dy, u, a0, k0);
    a1 = added<T>(masked, dy, v, a1, k1);
    dy = v128.load(b + i);
    b0 = added<T>(masked, dy, u, b0, k0);
    b1 = added<T>(masked, dy, v, b1, k1);
    dy = v128.load(c + i);
    c0 = added<T>(masked, dy, u, c0, k0);
    c1 = added<T>(masked, dy, v, c1, k1);
    dy = v128.load(d + i);
    d0 = added<T>(masked, dy, u, d0, k0);
    d1 = added<T>(masked, dy, v, d1, k1);
  }
  more<T>(sums, a0, 0);
  more<T>(sums, a1, 16);
  more<T>(sums, b0, 32);
  more<T>(sums, b1, 48);
  more<T>(sums, c0, 64);
  more<T>(sums, c1, 80);
  more<T>(sums, d0, 96);
  more<T>(sums, d1, 112);
}

/** One channel by four taps, two pairs: what is left of channels, and all that a depthwise convolution has. */
// @ts-ignore: decorator
@inline
function oneChannel<T>(
  masked: bool, x0: usize, x1: usize, x2: usize, x3: usize, dy: usize, length: usize,
  m0: usize, m1: usize, m2: usize, m3: usize, m: usize, sums: usize,
): void {
  let a = i64x2.splat(0), b = a, c = a, d = a;
  let k0 = a, k1 = a, k2 = a, k3 = a;
  for (let i: usize = 0; i < length; i += 16) {
    if (masked) {
      const k = v128.load(m + i);
      k0 = v128.and(v128.load(m0 + i), k);
      k1 = v128.and(v128.load(m1 + i), k);
      k2 = v128.and(v128.load(m2 + i), k);
      k3 = v128.and(v128.load(m3 + i), k);
    }
    const y = v128.load(dy + i);
    a = added<T>(masked, y, v128.load(x0 + i), a, k0);
    b = added<T>(masked, y, v128.load(x1 + i), b, k1);
    c = added<T>(masked, y, v128.load(x2 + i), c, k2);
    d = added<T>(masked, y, v128.load(x3 + i), d, k3);
  }
  more<T>(sums, a, 0);
  more<T>(sums, b, 16);
  more<T>(sums, c, SUMS);
  more<T>(sums, d, SUMS + 16);
}

/** The sums of the lanes, for as many taps of a channel as a vector holds. */
// @ts-ignore: decorator
@inline
function sumsOf<T>(from: usize): v128 {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  if (sizeof<T>() == 8) return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
  const c = v128.load(from + SUMS);
  const d = v128.load(from + SUMS, 16);
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 2, 4, 6), v128.shuffle<f32>(c, d, 1, 3, 5, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

/**
 * dw[groups, channels, taps] from lines of x and dy, `length` numbers of each image. Steps between images, groups and
 * channels are in bytes. Pieces are some taps of a block of channels.
 */
// @ts-ignore: decorator
@inline
export function gradient<T>(
  masked: bool, x: usize, dy: usize, taps: usize, count: i32, dw: usize, images: i32, length: i32, imageX: i32,
  imageY: i32, groupX: i32, channelY: i32, channels: i32, mask: usize, maskY: usize, from: i32, to: i32,
): void {
  const blocks = (channels + BLOCK - 1) / BLOCK;
  const parts = (count + TAPS - 1) / TAPS;
  const across = <usize>count << 2;
  const bytes = <usize>length * sizeof<T>();
  const sums = scratch();
  for (let piece = from; piece < to; piece++) {
    const first = (piece % parts) * TAPS;
    const end = min(count, first + TAPS);
    const block = (piece / parts) % blocks;
    const g = piece / parts / blocks;
    const inBlock = min(channels - block * BLOCK, BLOCK);
    const c = g * channels + block * BLOCK;
    memory.fill(sums, 0, (TAPS / PAIR) * SUMS);
    for (let n = 0; n < images; n++) {
      const a = dy + <usize>n * imageY + <usize>c * channelY;
      const b = a + <usize>min(1, inBlock - 1) * channelY;
      const e = a + <usize>min(2, inBlock - 1) * channelY;
      const d = a + <usize>min(3, inBlock - 1) * channelY;
      const image = x + <usize>n * imageX + <usize>g * groupX;
      for (let i: usize = 0; i < bytes; i += STRETCH * sizeof<T>()) {
        const part = min(bytes - i, STRETCH * sizeof<T>());
        const y = maskY + i;
        let sum = sums;
        if (inBlock > 1)
          for (let k = first; k < end; k += PAIR) {
            const t0 = at<i32>(taps, k);
            const t1 = at<i32>(taps, min(k + 1, end - 1));
            fourChannels<T>(
              masked, image + load<u32>(t0) + i, image + load<u32>(t1) + i, a + i, b + i, e + i, d + i, part,
              masked ? mask + load<u32>(t0 + across) + i : 0, masked ? mask + load<u32>(t1 + across) + i : 0, y, sum,
            );
            sum += SUMS;
          }
        else
          for (let k = first; k < end; k += 2 * PAIR) {
            const t0 = at<i32>(taps, k);
            const t1 = at<i32>(taps, min(k + 1, end - 1));
            const t2 = at<i32>(taps, min(k + 2, end - 1));
            const t3 = at<i32>(taps, min(k + 3, end - 1));
            oneChannel<T>(
              masked, image + load<u32>(t0) + i, image + load<u32>(t1) + i, image + load<u32>(t2) + i,
              image + load<u32>(t3) + i, a + i, part,
              masked ? mask + load<u32>(t0 + across) + i : 0, masked ? mask + load<u32>(t1 + across) + i : 0,
              masked ? mask + load<u32>(t2 + across) + i : 0, masked ? mask + load<u32>(t3 + across) + i : 0, y, sum,
            );
            sum += 2 * SUMS;
          }
      }
    }
    for (let b = 0; b < inBlock; b++) {
      let sum = sums + <usize>b * (PAIR * 16);
      let k = first;
      for (; k + LANES<T>() <= end; k += LANES<T>()) {
        v128.store(at<T>(dw, (c + b) * count + k), sumsOf<T>(sum));
        sum += <usize>(LANES<T>() / PAIR) * SUMS;
      }
      if (k < end) storePart<T>(at<T>(dw, (c + b) * count + k), end - k, sumsOf<T>(sum));
    }
  }
}
