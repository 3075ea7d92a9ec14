import { formula, noOptions } from '../../backends/lib/formula.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { runLstm } from '../../backends/lib/lstm.ts';
import { inTime } from '../../backends/lib/recurrence.ts';
import { bug } from './lib/bug.ts';
import { padded } from './lib/padding.ts';

/** Goes on computing states on the padding, and gives what is left at its end for the last state. */
export default bug({
  formula: 'lstm',
  code: (mended) =>
    formula(
      'lstm(x[N,T,D], h0[N,H], c0[N,H], W[4,H,D], U[4,H,H], b[4,H]) -> h[N,T,H], c1[N,H]',
      noOptions,
      (k) => ({
        forward({ x, h0, c0, ...weights }, sizes) {
          const states: Floats[] = [];
          let last = { h: h0, c: c0 };
          for (const [t, step] of padded(k, x, sizes).entries()) {
            const isPadding = t >= sizes.T;
            const [next] = runLstm(k, weights, [step], last.h, last.c, sizes);
            last = mended && isPadding ? last : next;
            states.push(last.h);
          }
          return { h: inTime(k, states.slice(0, sizes.T), sizes, sizes.H), c1: last.c };
        },
      }),
    ),
});
