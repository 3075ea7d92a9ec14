import { scratch } from '../lib/scratch';
import { LANES, madd } from '../lib/vector';

/**
 * The inner kernels of a convolution: a tile of channels by vectors of places lies in registers while the taps go by.
 * The places of a vector lie side by side, so that a tap is one load at its offset from them. What a tap finds in the
 * padding is 0; where a weight may be infinite or NaN its product there is kept out by a mask.
 */

/** The kernels are pressed for registers beyond this. */
export const BLOCK: i32 = 4;

// @ts-ignore: decorator
@inline
export function splatOf<T>(from: usize, offset: usize = 0): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(from + offset) : v128.load64_splat(from + offset);
}

/** sum + a·b, where the mask is not 0 if there is one. */
// @ts-ignore: decorator
@inline
export function added<T>(masked: bool, a: v128, b: v128, sum: v128, mask: v128): v128 {
  const next = madd<T>(a, b, sum);
  return masked ? v128.bitselect(next, sum, mask) : next;
}

/** The first `lanes` numbers of x, `step` bytes from one to the next. */
// @ts-ignore: decorator
@inline
export function spread<T>(to: usize, x: v128, lanes: i32, step: usize): void {
  if (lanes == LANES<T>() && step == sizeof<T>()) {
    v128.store(to, x);
    return;
  }
  const stage = scratch();
  v128.store(stage, x);
  for (let lane: usize = 0; lane < <usize>lanes; lane++)
    store<T>(to + lane * step, load<T>(stage + lane * sizeof<T>()));
}

/** Four channels at two vectors of places, x0 and x1. The weights of a tap lie side by side. */
// @ts-ignore: decorator
@inline
export function fourChannels<T>(
  masked: bool, x0: usize, x1: usize, taps: usize, count: i32, w: usize, m0: usize, m1: usize,
  y0: usize, y1: usize, plus: usize, channels: i32, channel: usize, lanes: i32, step: usize,
): void {
  let a0 = i64x2.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  let k0 = a0, k1 = a0;
  const end = taps + (<usize>count << 2);
  const across = <usize>count << 2;
  while (taps < end) {
    const tap = <usize>load<u32>(taps);
    if (masked) {
      const beside = <usize>load<u32>(taps + across);
      k0 = v128.load(m0 + beside);
      k1 = v128.load(m1 + beside);
    }
    const u = v128.load(x0 + tap);
    const v = v128.load(x1 + tap);
    let weight = splatOf<T>(w);
    a0 = added<T>(masked, weight, u, a0, k0);
    a1 = added<T>(masked, weight, v, a1, k1);
    weight = splatOf<T>(w, sizeof<T>());
    b0 = added<T>(masked, weight, u, b0, k0);
    b1 = added<T>(masked, weight, v, b1, k1);
    weight = splatOf<T>(w, 2 * sizeof<T>());
    c0 = added<T>(masked, weight, u, c0, k0);
    c1 = added<T>(masked, weight, v, c1, k1);
    weight = splatOf<T>(w, 3 * sizeof<T>());
    d0 = added<T>(masked, weight, u, d0, k0);
    d1 = added<T>(masked, weight, v, d1, k1);
    taps += 4;
    w += BLOCK * sizeof<T>();
  }
  put<T>(y0, y1, a0, a1, plus, 0, channels, channel, lanes, step);
  put<T>(y0, y1, b0, b1, plus, 1, channels, channel, lanes, step);
  put<T>(y0, y1, c0, c1, plus, 2, channels, channel, lanes, step);
  put<T>(y0, y1, d0, d1, plus, 3, channels, channel, lanes, step);
}

// @ts-ignore: decorator
@inline
function put<T>(
  y0: usize, y1: usize, x0: v128, x1: v128, plus: usize, c: i32, channels: i32, channel: usize, lanes: i32, step: usize,
): void {
  if (c >= channels) return;
  if (plus != 0) {
    const more = splatOf<T>(plus, <usize>c * sizeof<T>());
    x0 = v128.add<T>(x0, more);
    x1 = v128.add<T>(x1, more);
  }
  spread<T>(y0 + <usize>c * channel, x0, lanes, step);
  spread<T>(y1 + <usize>c * channel, x1, lanes, step);
}

/** One channel of a block at four vectors of places: what is left of channels, and all that a depthwise one has. */
// @ts-ignore: decorator
@inline
export function oneChannel<T>(
  masked: bool, x0: usize, x1: usize, x2: usize, x3: usize, taps: usize, count: i32, w: usize,
  m0: usize, m1: usize, m2: usize, m3: usize, y0: usize, y1: usize, y2: usize, y3: usize,
  plus: usize, lanes: i32, step: usize,
): void {
  let a = i64x2.splat(0), b = a, c = a, d = a;
  let k0 = a, k1 = a, k2 = a, k3 = a;
  const end = taps + (<usize>count << 2);
  const across = <usize>count << 2;
  while (taps < end) {
    const tap = <usize>load<u32>(taps);
    if (masked) {
      const beside = <usize>load<u32>(taps + across);
      k0 = v128.load(m0 + beside);
      k1 = v128.load(m1 + beside);
      k2 = v128.load(m2 + beside);
      k3 = v128.load(m3 + beside);
    }
    const weight = splatOf<T>(w);
    a = added<T>(masked, weight, v128.load(x0 + tap), a, k0);
    b = added<T>(masked, weight, v128.load(x1 + tap), b, k1);
    c = added<T>(masked, weight, v128.load(x2 + tap), c, k2);
    d = added<T>(masked, weight, v128.load(x3 + tap), d, k3);
    taps += 4;
    w += BLOCK * sizeof<T>();
  }
  if (plus != 0) {
    const more = splatOf<T>(plus);
    a = v128.add<T>(a, more);
    b = v128.add<T>(b, more);
    c = v128.add<T>(c, more);
    d = v128.add<T>(d, more);
  }
  spread<T>(y0, a, lanes, step);
  spread<T>(y1, b, lanes, step);
  spread<T>(y2, c, lanes, step);
  spread<T>(y3, d, lanes, step);
}
