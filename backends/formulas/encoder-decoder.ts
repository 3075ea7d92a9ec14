import { addAll } from '../lib/arrays.ts';
import { apart, beside } from '../lib/columns.ts';
import { dense, denseGradient } from '../lib/dense.ts';
import { formula, noOptions } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import { inTime, runCell, runCellBack, stepsOf } from '../lib/recurrence.ts';
import type { Sizes } from '../lib/signature.ts';

const ofOutput = ({ N, S, H, Q }: Sizes) => ({ rows: N * S, inner: H, columns: Q });
/** The decoder as a cell that reads its word and the context side by side. */
const decoding = (sizes: Sizes): Sizes => ({ ...sizes, T: sizes.S, D: sizes.E + sizes.H });

/**
 * z = h_T of h_t = tanh(Wx x_t + Ux h_{t−1} + bx); s_t = tanh([Wy Cy][y_t; z] + Uy s_{t−1} + by) from s_0 = z; o = V s + c.
 * Reverse: z takes what the decoder's first state gets, and its part of every step's input; that goes into h_T.
 */
export default formula(
  'encoder-decoder(x[N,T,D], h0[N,H], Wx[H,D], Ux[H,H], bx[H], y[N,S,E], Wy[H,E], Uy[H,H], Cy[H,H], by[H], V[Q,H], c[Q]) -> o[N,S,Q]',
  noOptions,
  (k) => {
    type Inputs = Record<'x' | 'h0' | 'Wx' | 'Ux' | 'bx' | 'y' | 'Wy' | 'Uy' | 'Cy' | 'by', Floats>;
    const run = ({ x, h0, Wx, Ux, bx, y, Wy, Uy, Cy, by }: Inputs, sizes: Sizes) => {
      const { D, E, H } = sizes;
      const encoder = { W: Wx, U: Ux, b: bx };
      const xs = stepsOf(k, x, sizes, D);
      const read = runCell(k, encoder, xs, h0, sizes);
      const z = read.h[read.h.length - 1];
      const decoder = { W: beside(Wy, Cy, E, H), U: Uy, b: by };
      const ys = stepsOf(k, y, { ...sizes, T: sizes.S }, E).map((word) => beside(word, z, E, H));
      const written = runCell(k, decoder, ys, z, decoding(sizes));
      return { encoder, xs, read, z, decoder, ys, written, s: inTime(k, written.h, decoding(sizes), H) };
    };

    return {
      forward({ V, c, ...inputs }, sizes) {
        return { o: dense(k, run(inputs, sizes).s, V, ofOutput(sizes), c) };
      },

      vjp({ V, c, ...inputs }, { o: dout }, sizes) {
        const { N, S, D, E, H, Q } = sizes;
        const { encoder, xs, read, z, decoder, ys, written, s } = run(inputs, sizes);
        const output = denseGradient(k, s, V, dout, ofOutput(sizes));
        const ds = stepsOf(k, output.x, decoding(sizes), H);
        const back = runCellBack(k, decoder, ys, z, written, ds, decoding(sizes));
        const fed = back.xs.map((dx) => apart(dx, E, H));
        const dz = addAll(k, [back.h0, ...fed.map(([, context]) => context)]);
        const dh = read.h.map((h, t) => (t === read.h.length - 1 ? dz : zeros(h, h.length)));
        const front = runCellBack(k, encoder, xs, inputs.h0, read, dh, sizes);
        const [Wy, Cy] = apart(back.W, E, H);
        return {
          x: inTime(k, front.xs, sizes, D),
          h0: front.h0,
          Wx: front.W,
          Ux: front.U,
          bx: front.b,
          y: inTime(
            k,
            fed.map(([word]) => word),
            decoding(sizes),
            E,
          ),
          Wy,
          Uy: back.U,
          Cy,
          by: back.b,
          V: output.W,
          c: k.sum(dout, 1, N * S, Q),
        };
      },
    };
  },
);
