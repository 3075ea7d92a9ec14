import { formula, noOptions } from '../lib/formula.ts';
import { runGru, runGruBack } from '../lib/gru.ts';
import { inTime, stepsOf } from '../lib/recurrence.ts';

/** The cell at every step, its state handed on; back through time from the last step (`runGruBack`). */
export default formula('gru(x[N,T,D], h0[N,H], W[3,H,D], U[3,H,H], b[3,H]) -> h[N,T,H]', noOptions, (k) => ({
  forward({ x, h0, ...weights }, sizes) {
    const states = runGru(k, weights, stepsOf(k, x, sizes, sizes.D), h0, sizes);
    return {
      h: inTime(
        k,
        states.map(({ h }) => h),
        sizes,
        sizes.H,
      ),
    };
  },

  vjp({ x, h0, ...weights }, { h: dh }, sizes) {
    const steps = runGru(k, weights, stepsOf(k, x, sizes, sizes.D), h0, sizes);
    const { xs, ...gradients } = runGruBack(k, weights, steps, stepsOf(k, dh, sizes, sizes.H), sizes);
    return { ...gradients, x: inTime(k, xs, sizes, sizes.D) };
  },
}));
