import { apart, beside } from '../lib/columns.ts';
import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { inTime, runCell, runCellBack, stepsOf } from '../lib/recurrence.ts';
import type { Gate } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';

interface Direction extends Gate {
  readonly h0: Floats;
}

const ofOutput = ({ N, T, F, B, Q }: Sizes) => ({ rows: N * T, inner: F + B, columns: Q });

/**
 * Two runs of h = tanh(W x + U h + b), one over the steps and one over the steps reversed, its states reversed back;
 * o = V [f; b] + c for all steps in one product. Reverse: the columns of dh go to the run they came from.
 */
export default formula(
  'bidirectional-rnn(x[N,T,D], hf0[N,F], hb0[N,B], Wf[F,D], Uf[F,F], bf[F], Wb[B,D], Ub[B,B], bb[B], V[Q,P], c[Q]) -> h[N,T,P], o[N,T,Q]',
  (options, { F, B, P }) => {
    if (P !== F + B) options.reject(`V with ${F + B} columns`, String(P));
    return {};
  },
  (k) => {
    const run = (x: Floats, f: Direction, b: Direction, sizes: Sizes) => {
      const xs = stepsOf(k, x, sizes, sizes.D);
      const backwards = xs.toReversed();
      const forward = runCell(k, f, xs, f.h0, { ...sizes, H: sizes.F });
      const backward = runCell(k, b, backwards, b.h0, { ...sizes, H: sizes.B });
      const joined = forward.h.map((h, t) => beside(h, backward.h[sizes.T - 1 - t], sizes.F, sizes.B));
      return { xs, backwards, forward, backward, h: inTime(k, joined, sizes, sizes.F + sizes.B) };
    };

    return {
      forward({ x, hf0, hb0, Wf, Uf, bf, Wb, Ub, bb, V, c }, sizes) {
        const { h } = run(x, { h0: hf0, W: Wf, U: Uf, b: bf }, { h0: hb0, W: Wb, U: Ub, b: bb }, sizes);
        return { h, o: dense(k, h, V, ofOutput(sizes), c) };
      },

      vjp({ x, hf0, hb0, Wf, Uf, bf, Wb, Ub, bb, V }, { h: dh, o: dout }, sizes) {
        const [f, b] = [
          { h0: hf0, W: Wf, U: Uf, b: bf },
          { h0: hb0, W: Wb, U: Ub, b: bb },
        ];
        const { xs, backwards, forward, backward, h } = run(x, f, b, sizes);
        const output = denseGradient(k, h, V, dout, ofOutput(sizes));
        const arriving = stepsOf(k, k.combine(1, dh, 1, output.x), sizes, sizes.F + sizes.B).map((step) =>
          apart(step, sizes.F, sizes.B),
        );
        const toForward = arriving.map(([left]) => left);
        const toBackward = arriving.map(([, right]) => right).reverse();
        const df = runCellBack(k, f, xs, hf0, forward, toForward, { ...sizes, H: sizes.F });
        const db = runCellBack(k, b, backwards, hb0, backward, toBackward, { ...sizes, H: sizes.B });
        const dxs = df.xs.map((dx, t) => k.combine(1, dx, 1, db.xs[sizes.T - 1 - t]));
        return {
          x: inTime(k, dxs, sizes, sizes.D),
          hf0: df.h0,
          hb0: db.h0,
          Wf: df.W,
          Uf: df.U,
          bf: df.b,
          Wb: db.W,
          Ub: db.U,
          bb: db.b,
          V: output.W,
          c: k.sum(dout, 1, sizes.N * sizes.T, sizes.Q),
        };
      },
    };
  },
);
