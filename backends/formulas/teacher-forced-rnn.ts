import { formula, noOptions } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import { take, takeBack, type Weights } from '../lib/output-fed.ts';
import { inTime, stepsOf } from '../lib/recurrence.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * Step t is fed the target y_{t−1}, the first o0: no step waits for another, and all are taken at once as one batch.
 * The gradient of what a step is fed belongs to the target before it; the last target is fed to none.
 */
export default formula(
  'teacher-forced-rnn(x[N,T,D], y[N,T,Q], o0[N,Q], W[H,D], U[H,Q], b[H], V[Q,H], c[Q]) -> h[N,T,H], o[N,T,Q]',
  noOptions,
  (k) => {
    const run = (x: Floats, y: Floats, o0: Floats, weights: Weights, sizes: Sizes) => {
      const fed = inTime(k, [o0, ...stepsOf(k, y, sizes, sizes.Q).slice(0, -1)], sizes, sizes.Q);
      return take(k, weights, x, fed, sizes.N * sizes.T, sizes);
    };

    return {
      forward({ x, y, o0, ...weights }, sizes) {
        const { h, o } = run(x, y, o0, weights, sizes);
        return { h, o };
      },

      vjp({ x, y, o0, ...weights }, { h: dh, o: dout }, sizes) {
        const taken = run(x, y, o0, weights, sizes);
        const { fed, ...gradients } = takeBack(k, weights, taken, dh, dout, sizes.N * sizes.T, sizes);
        const [first, ...others] = stepsOf(k, fed, sizes, sizes.Q);
        return {
          ...gradients,
          o0: first,
          y: inTime(k, [...others, zeros(first, first.length)], sizes, sizes.Q),
        };
      },
    };
  },
);
