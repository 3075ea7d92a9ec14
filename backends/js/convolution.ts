import { type Convolution, type Kernels, zeros } from '../lib/kernels.ts';
import { positions, type Range } from './windows.ts';

/** One cell (r, s) of the kernel, and the outputs (p, q) for which it does not lie in the padding. */
interface Tap {
  readonly top: number;
  readonly left: number;
  readonly rows: Range;
  readonly columns: Range;
}

function tapsOf({ R, S, H, W, P, Q, stride, pad, dilation }: Convolution): Tap[] {
  return Array.from({ length: R * S }, (_, tap) => {
    const top = Math.floor(tap / S) * dilation - pad;
    const left = (tap % S) * dilation - pad;
    return { top, left, rows: positions(top, stride, H, P), columns: positions(left, stride, W, Q) };
  });
}

/**
 * y[n,f,p,q] = Σ w[f,d,r,s] x[n,c,p·stride+r·dilation−pad, q·stride+s·dilation−pad], c the d-th channel of f's group.
 * The sum is linear in x and in w; all three kernels walk the same terms and differ in what they hold fixed.
 */
export const convolution = {
  convolve(x, w, plus, sizes) {
    const { N, G, D, E, H, W, P, Q, stride } = sizes;
    const taps = tapsOf(sizes);
    const y = zeros(x, N * G * E * P * Q);
    const plane = new Float64Array(P * Q);
    for (let n = 0; n < N; n++)
      for (let f = 0; f < G * E; f++) {
        plane.fill(plus[f]);
        for (let d = 0; d < D; d++) {
          const image = ((n * G + Math.floor(f / E)) * D + d) * H * W;
          taps.forEach(({ top, left, rows, columns }, tap) => {
            const weight = w[(f * D + d) * taps.length + tap];
            for (let p = rows.start; p < rows.end; p++) {
              const row = image + (p * stride + top) * W + left;
              for (let q = columns.start; q < columns.end; q++)
                plane[p * Q + q] += weight * x[row + q * stride];
            }
          });
        }
        y.set(plane, (n * G * E + f) * P * Q);
      }
    return y;
  },

  convolveInputGradient(dy, w, sizes) {
    const { N, G, D, E, H, W, P, Q, stride } = sizes;
    const taps = tapsOf(sizes);
    const dx = zeros(dy, N * G * D * H * W);
    const plane = new Float64Array(H * W);
    for (let n = 0; n < N; n++)
      for (let c = 0; c < G * D; c++) {
        plane.fill(0);
        for (let e = 0; e < E; e++) {
          const f = Math.floor(c / D) * E + e;
          const image = (n * G * E + f) * P * Q;
          taps.forEach(({ top, left, rows, columns }, tap) => {
            const weight = w[(f * D + (c % D)) * taps.length + tap];
            for (let p = rows.start; p < rows.end; p++) {
              const row = (p * stride + top) * W + left;
              for (let q = columns.start; q < columns.end; q++)
                plane[row + q * stride] += weight * dy[image + p * Q + q];
            }
          });
        }
        dx.set(plane, (n * G * D + c) * H * W);
      }
    return dx;
  },

  convolveWeightGradient(x, dy, sizes) {
    const { N, G, D, E, H, W, P, Q, stride } = sizes;
    const taps = tapsOf(sizes);
    const dw = zeros(x, G * E * D * taps.length);
    for (let f = 0; f < G * E; f++)
      for (let d = 0; d < D; d++)
        taps.forEach(({ top, left, rows, columns }, tap) => {
          let total = 0;
          for (let n = 0; n < N; n++) {
            const image = ((n * G + Math.floor(f / E)) * D + d) * H * W;
            const gradient = (n * G * E + f) * P * Q;
            for (let p = rows.start; p < rows.end; p++) {
              const row = image + (p * stride + top) * W + left;
              for (let q = columns.start; q < columns.end; q++)
                total += x[row + q * stride] * dy[gradient + p * Q + q];
            }
          }
          dw[(f * D + d) * taps.length + tap] = total;
        });
    return dw;
  },
} satisfies Partial<Kernels>;
