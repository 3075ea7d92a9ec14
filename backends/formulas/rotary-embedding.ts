import { concatenate } from '../lib/arrays.ts';
import { formula } from '../lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

interface Rotation {
  readonly base: number;
  readonly offset: number;
  readonly layout: 'interleaved' | 'half';
}

/** Cosines and sines [T,H] of the angles, which are computed in doubles. */
function tables(like: Floats, T: number, H: number, { base, offset }: Rotation) {
  const [cosines, sines] = [zeros(like, T * H), zeros(like, T * H)];
  for (let t = 0; t < T; t++)
    for (let i = 0; i < H; i++) {
      const angle = (offset + t) / base ** (i / H);
      cosines[t * H + i] = Math.cos(angle);
      sines[t * H + i] = Math.sin(angle);
    }
  return { cosines, sines };
}

/** Every pair (a, b) of x[B,T,D] as (a cos − b sin, b cos + a sin), or turned back with `sign` −1. */
function turn(k: Kernels, x: Floats, { B, T, D }: Sizes, rotation: Rotation, sign: 1 | -1): Floats {
  const H = D / 2;
  const { cosines, sines } = tables(x, T, H, rotation);
  const [rows, inner] = rotation.layout === 'half' ? [B * T, H] : [B * T * H, 1];
  const split = k.swapAxes(x, 1, rows, 2, inner);
  const [a, b] = [split.subarray(0, B * T * H), split.subarray(B * T * H)];
  const turned = concatenate([
    k.combine(1, k.multiply(a, cosines), -sign, k.multiply(b, sines)),
    k.combine(1, k.multiply(b, cosines), sign, k.multiply(a, sines)),
  ]);
  return k.swapAxes(turned, 1, 2, rows, inner);
}

/** Pair i at position p turned by the angle p / base^(i/H). The gradient is turned back. */
export default formula(
  'rotary-embedding(x[B,T,D]) -> y[B,T,D]',
  (options, { D }): Rotation => {
    if (D % 2 !== 0) options.reject('an even number of features', D);
    return {
      base: options.number('base'),
      offset: options.integer('offset'),
      layout: options.choice('layout', ['interleaved', 'half']),
    };
  },
  (k) => ({
    forward: ({ x }, sizes, rotation) => ({ y: turn(k, x, sizes, rotation, 1) }),

    vjp: (_, { y: dy }, sizes, rotation) => ({ x: turn(k, dy, sizes, rotation, -1) }),
  }),
);
