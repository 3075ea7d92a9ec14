import { formula, noOptions } from '../lib/formula.ts';
import { runLstm, runLstmBack } from '../lib/lstm.ts';
import { inTime, stepsOf } from '../lib/recurrence.ts';

/** The cell at every step, its state handed on; back through time from the last step (`runLstmBack`). */
export default formula(
  'lstm(x[N,T,D], h0[N,H], c0[N,H], W[4,H,D], U[4,H,H], b[4,H]) -> h[N,T,H], c1[N,H]',
  noOptions,
  (k) => ({
    forward({ x, h0, c0, ...weights }, sizes) {
      const steps = runLstm(k, weights, stepsOf(k, x, sizes, sizes.D), h0, c0, sizes);
      const states = steps.map(({ h }) => h);
      return { h: inTime(k, states, sizes, sizes.H), c1: steps[steps.length - 1].c };
    },

    vjp({ x, h0, c0, ...weights }, { h: dh, c1: dc1 }, sizes) {
      const steps = runLstm(k, weights, stepsOf(k, x, sizes, sizes.D), h0, c0, sizes);
      const arriving = stepsOf(k, dh, sizes, sizes.H);
      const { xs, ...gradients } = runLstmBack(k, weights, steps, arriving, dc1, sizes);
      return { ...gradients, x: inTime(k, xs, sizes, sizes.D) };
    },
  }),
);
