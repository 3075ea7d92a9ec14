import { dense, denseGradient } from './dense.ts';
import type { Floats, Kernels } from './kernels.ts';
import type { Sizes } from './signature.ts';

/** The weights of a network that is fed outputs: W[H,D], U[H,Q], b[H] into the states, V[Q,H], c[Q] out of them. */
export interface Weights {
  readonly W: Floats;
  readonly U: Floats;
  readonly b: Floats;
  readonly V: Floats;
  readonly c: Floats;
}

/** One row for each step that is taken: what it reads, and what came of it. */
export interface Taken {
  readonly x: Floats;
  /** The output that it is fed. */
  readonly fed: Floats;
  readonly z: Floats;
  readonly h: Floats;
  readonly o: Floats;
}

const layers = (rows: number, { D, H, Q }: Sizes) => ({
  input: { rows, inner: D, columns: H },
  fed: { rows, inner: Q, columns: H },
  output: { rows, inner: H, columns: Q },
});

/** z = W x + U fed + b, h = tanh z, o = V h + c, for each of some rows. */
export function take(
  k: Kernels,
  { W, U, b, V, c }: Weights,
  x: Floats,
  fed: Floats,
  rows: number,
  sizes: Sizes,
): Taken {
  const of = layers(rows, sizes);
  const z = dense(k, fed, U, of.fed, dense(k, x, W, of.input, b));
  const h = k.map('tanh', z);
  return { x, fed, z, h, o: dense(k, h, V, of.output, c) };
}

/** What the cotangents of h and o give everything that `take` reads. */
export function takeBack(
  k: Kernels,
  { W, U, V }: Weights,
  { x, fed, z, h }: Taken,
  dh: Floats,
  dout: Floats,
  rows: number,
  sizes: Sizes,
): Weights & { readonly x: Floats; readonly fed: Floats } {
  const of = layers(rows, sizes);
  const output = denseGradient(k, h, V, dout, of.output);
  const dz = k.mapGradient('tanh', z, k.combine(1, dh, 1, output.x));
  const input = denseGradient(k, x, W, dz, of.input);
  const back = denseGradient(k, fed, U, dz, of.fed);
  return {
    x: input.x,
    fed: back.x,
    W: input.W,
    U: back.W,
    b: k.sum(dz, 1, rows, sizes.H),
    V: output.W,
    c: k.sum(dout, 1, rows, sizes.Q),
  };
}
