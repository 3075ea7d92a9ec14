import { formula, noOptions } from '../../backends/lib/formula.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { inTime, stepsOf } from '../../backends/lib/recurrence.ts';
import { gateOf, preactivation } from '../../backends/lib/recurrent.ts';
import { bug } from './lib/bug.ts';

/** z n + (1 − z) h for a gate z that is meant to keep the old state. */
export default bug({
  formula: 'gru',
  variant: ['update-gate-keeps-the-new'],
  code: (mended) =>
    formula('gru(x[N,T,D], h0[N,H], W[3,H,D], U[3,H,H], b[3,H]) -> h[N,T,H]', noOptions, (k) => ({
      forward({ x, h0, ...weights }, sizes) {
        const [toReset, toUpdate, toCandidate] = [0, 1, 2].map((q) => gateOf(weights, q, sizes));
        const states: Floats[] = [];
        for (const step of stepsOf(k, x, sizes, sizes.D)) {
          const h = states.at(-1) ?? h0;
          const r = k.map('sigmoid', preactivation(k, toReset, step, h, sizes));
          const z = k.map('sigmoid', preactivation(k, toUpdate, step, h, sizes));
          const n = k.map('tanh', preactivation(k, toCandidate, step, k.multiply(r, h), sizes));
          const [old, fresh] = mended ? [h, n] : [n, h];
          states.push(k.combine(1, fresh, 1, k.multiply(z, k.combine(1, old, -1, fresh))));
        }
        return { h: inTime(k, states, sizes, sizes.H) };
      },
    })),
});
