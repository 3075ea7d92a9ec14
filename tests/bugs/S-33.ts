import lstm from '../../backends/formulas/lstm.ts';
import { formula, noOptions } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { runLstm } from '../../backends/lib/lstm.ts';
import { inTime, stepsOf } from '../../backends/lib/recurrence.ts';
import { overTime, preactivationGradient, type Reached } from '../../backends/lib/recurrent.ts';
import { bug } from './lib/bug.ts';

/** Carries no gradient from a step's cell state back to the one before. */
export default bug({
  formula: 'lstm',
  variant: ['no-gradient-through-the-cell'],
  code: (mended) => (k) => {
    const { vjp } = formula(
      'lstm(x[N,T,D], h0[N,H], c0[N,H], W[4,H,D], U[4,H,H], b[4,H]) -> h[N,T,H], c1[N,H]',
      noOptions,
      () => ({
        forward: ({ x, c0 }) => ({ h: x, c1: c0 }),

        vjp({ x, h0, c0, ...weights }, { h: dh, c1: dc1 }, sizes) {
          const { N, T, D, H } = sizes;
          const steps = runLstm(k, weights, stepsOf(k, x, sizes, D), h0, c0, sizes);
          const arriving = stepsOf(k, dh, sizes, H);
          const back: Reached[] = [];
          let toCell = dc1;
          for (let t = T - 1; t >= 0; t--) {
            const { x: read, before, z, made } = steps[t];
            const toState = back.length === 0 ? arriving[t] : k.combine(1, arriving[t], 1, back[0].h);
            const { dz, dc } = k.lstmGatesGradient(z, before.c, made, toCell, toState, N, H);
            back.unshift(preactivationGradient(k, weights, read, before.h, dz, sizes, 4));
            toCell = mended || t === 0 ? dc : zeros(dc, dc.length);
          }
          const xs = inTime(
            k,
            back.map((one) => one.x),
            sizes,
            D,
          );
          return { x: xs, h0: back[0].h, c0: toCell, ...overTime(k, back) };
        },
      }),
    )(k);
    return { forward: lstm(k).forward, ...(vjp && { vjp }) };
  },
});
