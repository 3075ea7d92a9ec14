import { beside } from '../../backends/lib/columns.ts';
import { dense } from '../../backends/lib/dense.ts';
import { formula } from '../../backends/lib/formula.ts';
import { inTime, runCell } from '../../backends/lib/recurrence.ts';
import { bug } from './lib/bug.ts';
import { padded } from './lib/padding.ts';

/** Turns round the whole padded sequence, so that the backward network begins on the padding. */
export default bug({
  formula: 'bidirectional-rnn',
  code: (mended) =>
    formula(
      'bidirectional-rnn(x[N,T,D], hf0[N,F], hb0[N,B], Wf[F,D], Uf[F,F], bf[F], Wb[B,D], Ub[B,B], bb[B], V[Q,P], c[Q]) -> h[N,T,P], o[N,T,Q]',
      (options, { F, B, P }) => {
        if (P !== F + B) options.reject(`V with ${F + B} columns`, String(P));
        return {};
      },
      (k) => ({
        forward({ x, hf0, hb0, Wf, Uf, bf, Wb, Ub, bb, V, c }, sizes) {
          const { N, T, F, B, P, Q } = sizes;
          const steps = padded(k, x, sizes);
          const length = mended ? T : steps.length;
          const reversed = [...steps.slice(0, length).reverse(), ...steps.slice(length)];
          const forward = runCell(k, { W: Wf, U: Uf, b: bf }, steps, hf0, { ...sizes, H: F }).h;
          const backward = runCell(k, { W: Wb, U: Ub, b: bb }, reversed, hb0, { ...sizes, H: B }).h;
          const joined = forward.slice(0, T).map((h, t) => beside(h, backward[length - 1 - t], F, B));
          const h = inTime(k, joined, sizes, P);
          return { h, o: dense(k, h, V, { rows: N * T, inner: P, columns: Q }, c) };
        },
      }),
    ),
});
