import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import { type Convolution, type Floats, zeros } from '../../../backends/lib/kernels.ts';
import { readConvolution } from '../../../backends/lib/windows.ts';

export const CONV2D = 'conv2d(x[N,C,H,W], w[F,D,R,S], b[F]) -> y[N,F,P,Q]';

/** What is multiplied for filter o at place (p, q): channel d of its group under row r and column s of its kernel. */
export interface Tap {
  readonly o: number;
  readonly d: number;
  readonly r: number;
  readonly s: number;
  readonly p: number;
  readonly q: number;
}

/** Channel, row and column of the pixel that a tap sees. */
export type Pixel = (tap: Tap, sizes: Convolution) => readonly [channel: number, row: number, column: number];
/** Where its weight stands in w[F,D,R,S]. */
export type Weight = (tap: Tap, sizes: Convolution) => number;

export const pixelOf: Pixel = ({ o, d, r, s, p, q }, { D, E, stride, pad, dilation }) => [
  Math.floor(o / E) * D + d,
  stride * p + dilation * r - pad,
  stride * q + dilation * s - pad,
];
export const weightOf: Weight = ({ o, d, r, s }, { D, R, S }) => ((o * D + d) * R + r) * S + s;

/** y[n,o,p,q] = b[o] + Σ weight · pixel, one product after the other; 0 for pixels outside the image. */
export function convolveBy(
  x: Floats,
  w: Floats,
  b: Floats,
  sizes: Convolution,
  { pixel = pixelOf, weight = weightOf }: { readonly pixel?: Pixel; readonly weight?: Weight },
): Floats {
  const { N, G, D, E, H, W, R, S, P, Q } = sizes;
  const y = zeros(x, N * G * E * P * Q);
  y.forEach((_, at) => {
    const [q, p] = [at % Q, Math.floor(at / Q) % P];
    const [o, n] = [Math.floor(at / (P * Q)) % (G * E), Math.floor(at / (P * Q * G * E))];
    let sum = b[o];
    for (let d = 0; d < D; d++)
      for (let r = 0; r < R; r++)
        for (let s = 0; s < S; s++) {
          const tap = { o, d, r, s, p, q };
          const [c, h, v] = pixel(tap, sizes);
          const inside = h >= 0 && h < H && v >= 0 && v < W;
          sum += w[weight(tap, sizes)] * (inside ? x[((n * G * D + c) * H + h) * W + v] : 0);
        }
    y[at] = sum;
  });
  return y;
}

/** conv2d, looking for pixels and weights in these places. */
export const conv2d = (places: { readonly pixel?: Pixel; readonly weight?: Weight }): OverKernels =>
  formula(CONV2D, readConvolution, () => ({
    forward: ({ x, w, b }, _, sizes) => ({ y: convolveBy(x, w, b, sizes, places) }),
  }));

/** Kernels of `taps` numbers each, turned by 180°. */
export const halfTurned = (w: Floats, taps: number): Floats =>
  w.map((_, n) => w[n + taps - 1 - 2 * (n % taps)]) as Floats;
