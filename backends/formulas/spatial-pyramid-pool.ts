import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { firstLargest } from '../lib/maxima.ts';
import type { Sizes } from '../lib/signature.ts';

/** Bins a side of each level. */
const LEVELS = [1, 2, 4];
const BINS = 21;

/** Rows or columns of bin i of n. */
const within = (i: number, size: number, n: number): number[] => {
  const from = Math.floor((i * size) / n);
  return Array.from({ length: Math.ceil(((i + 1) * size) / n) - from }, (_, at) => from + at);
};

/** Where the largest pixel of each bin stands: for each sample level by level, in each level channel by channel. */
function winners(x: Floats, { N, C, H, W }: Sizes): Int32Array {
  const chosen: number[] = [];
  for (let sample = 0; sample < N; sample++)
    for (const n of LEVELS)
      for (let channel = sample * C; channel < (sample + 1) * C; channel++)
        for (let bin = 0; bin < n * n; bin++) {
          const columns = within(bin % n, W, n);
          const cells = within(Math.floor(bin / n), H, n).flatMap((h) =>
            columns.map((v) => (channel * H + h) * W + v),
          );
          chosen.push(firstLargest(x, cells));
        }
  return Int32Array.from(chosen);
}

/** Gathers the winners; the gradient of a bin goes to its own. */
export default formula(
  'spatial-pyramid-pool(x[N,C,H,W]) -> y[N,length]',
  (_, { C }) => ({ length: BINS * C }),
  (k) => ({
    forward: ({ x }, sizes) => ({ y: k.gather(x, winners(x, sizes), 1) }),

    vjp: ({ x }, { y: dy }, sizes) => ({ x: k.scatterAdd(dy, winners(x, sizes), x.length, 1) }),
  }),
);
