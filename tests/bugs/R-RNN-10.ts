import { formula } from '../../backends/lib/formula.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { runLstm } from '../../backends/lib/lstm.ts';
import { merged, mergeOf } from '../../backends/lib/two-directions.ts';
import { bug } from './lib/bug.ts';
import { padded } from './lib/padding.ts';

/** Masks no state of the backward pass: what it computes beyond the end of a sequence reaches the sequence. */
export default bug({
  formula: 'bidirectional-lstm',
  code: (mended) =>
    formula(
      'bidirectional-lstm(x[N,T,D], hf0[N,H], cf0[N,H], Wf[4,H,D], Uf[4,H,H], bf[4,H], hb0[N,H], cb0[N,H], Wb[4,H,D], Ub[4,H,H], bb[4,H]) -> h[N,T,P]',
      mergeOf,
      (k) => ({
        forward({ x, hf0, cf0, Wf, Uf, bf, hb0, cb0, Wb, Ub, bb }, sizes, merge) {
          const batch = padded(k, x, sizes);
          const forward = runLstm(k, { W: Wf, U: Uf, b: bf }, batch, hf0, cf0, sizes).map(({ h }) => h);
          const backward: Floats[] = [];
          let state = { h: hb0, c: cb0 };
          for (const [t, step] of [...batch.entries()].reverse()) {
            const isMasked = mended && t >= sizes.T;
            [state] = isMasked
              ? [state]
              : runLstm(k, { W: Wb, U: Ub, b: bb }, [step], state.h, state.c, sizes);
            backward.push(state.h);
          }
          return { h: merged(k, forward.slice(0, sizes.T), backward.slice(-sizes.T), sizes, merge) };
        },
      }),
    ),
});
