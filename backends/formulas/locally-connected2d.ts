import { formula } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** The window at every position as a row: x[N,D,H,W] -> [P·Q, N, D·R·S]; `put` adds them back into x. */
function places({ N, D, H, W, P, Q, R, S }: Sizes): Int32Array {
  const at = new Int32Array(P * Q * N * D * R * S);
  let next = 0;
  for (let p = 0; p < P; p++)
    for (let q = 0; q < Q; q++)
      for (let n = 0; n < N; n++)
        for (let d = 0; d < D; d++)
          for (let r = 0; r < R; r++)
            for (let s = 0; s < S; s++) at[next++] = ((n * D + d) * H + p + r) * W + q + s;
  return at;
}

const product = ({ N, D, E, P, Q, R, S }: Sizes) => ({
  batch: P * Q,
  rows: N,
  inner: D * R * S,
  columns: E,
});

/** [P·Q, N, E] -> [N, E, P·Q]. */
const positionsLast = <F extends Floats>(k: Kernels, y: F, { N, E, P, Q }: Sizes): F =>
  k.swapAxes(y, 1, P * Q, N * E, 1);

/** At each position a matrix product of the windows with its own weights. */
export default formula(
  'locally-connected2d(x[N,D,H,W], w[P,Q,E,D,R,S], b[P,Q,E]) -> y[N,E,P,Q]',
  (options, { H, W, P, Q, R, S }) => {
    if (H !== P + R - 1) options.reject(`x to have P + R - 1 = ${P + R - 1} rows`, H);
    if (W !== Q + S - 1) options.reject(`x to have Q + S - 1 = ${Q + S - 1} columns`, W);
    return {};
  },
  (k) => ({
    forward({ x, w, b }, sizes) {
      const { N, E, P, Q } = sizes;
      const plus = k.repeat(b, P * Q, N, E);
      const rows = k.gather(x, places(sizes), 1);
      return { y: positionsLast(k, k.matmul(rows, w, { ...product(sizes), transposeB: true, plus }), sizes) };
    },

    vjp({ x, w }, { y }, sizes) {
      const { N, E, P, Q } = sizes;
      const { batch, rows, inner, columns } = product(sizes);
      const at = places(sizes);
      const dy = k.swapAxes(y, 1, N * E, P * Q, 1);
      const dwindows = k.matmul(dy, w, { batch, rows, inner: columns, columns: inner });
      return {
        x: k.scatterAdd(dwindows, at, x.length, 1),
        w: k.matmul(dy, k.gather(x, at, 1), {
          batch,
          rows: columns,
          inner: rows,
          columns: inner,
          transposeA: true,
        }),
        b: k.sum(dy, P * Q, N, E),
      };
    },
  }),
);
