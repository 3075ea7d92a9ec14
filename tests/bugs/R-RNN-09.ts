import { formula } from '../../backends/lib/formula.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { runLstm } from '../../backends/lib/lstm.ts';
import { merged, mergeOf } from '../../backends/lib/two-directions.ts';
import { bug } from './lib/bug.ts';
import { padded } from './lib/padding.ts';

/** Takes the length of the batch for that of every sequence in it: the backward states depend on how long the longest is. */
export default bug({
  formula: 'bidirectional-lstm',
  code: (mended) =>
    formula(
      'bidirectional-lstm(x[N,T,D], hf0[N,H], cf0[N,H], Wf[4,H,D], Uf[4,H,H], bf[4,H], hb0[N,H], cb0[N,H], Wb[4,H,D], Ub[4,H,H], bb[4,H]) -> h[N,T,P]',
      mergeOf,
      (k) => ({
        forward({ x, hf0, cf0, Wf, Uf, bf, hb0, cb0, Wb, Ub, bb }, sizes, merge) {
          const batch = padded(k, x, sizes);
          const steps = batch.slice(0, mended ? sizes.T : batch.length);
          const forward = states(runLstm(k, { W: Wf, U: Uf, b: bf }, steps, hf0, cf0, sizes));
          const reversed = steps.toReversed();
          const backward = states(runLstm(k, { W: Wb, U: Ub, b: bb }, reversed, hb0, cb0, sizes));
          return { h: merged(k, forward.slice(0, sizes.T), backward.slice(-sizes.T), sizes, merge) };
        },
      }),
    ),
});

const states = (steps: readonly { readonly h: Floats }[]): Floats[] => steps.map(({ h }) => h);
