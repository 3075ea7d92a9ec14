import { dense } from '../../backends/lib/dense.ts';
import { formula, noOptions } from '../../backends/lib/formula.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { inTime, stepsOf } from '../../backends/lib/recurrence.ts';
import { gateOf, preactivation } from '../../backends/lib/recurrent.ts';
import { bug } from './lib/bug.ts';

/** Runs a model whose reset gate acts before the product with the recurrent weights in a cell where it acts after. */
export default bug({
  formula: 'gru',
  variant: ['reset-after'],
  code: (mended) =>
    formula('gru(x[N,T,D], h0[N,H], W[3,H,D], U[3,H,H], b[3,H]) -> h[N,T,H]', noOptions, (k) => ({
      forward({ x, h0, W, U, b }, sizes) {
        const { N, D, H } = sizes;
        const gates = { W: W.subarray(0, 2 * H * D), U: U.subarray(0, 2 * H * H), b: b.subarray(0, 2 * H) };
        const candidate = gateOf({ W, U, b }, 2, sizes);
        const [ofInput, ofState] = [
          { rows: N, inner: D, columns: H },
          { rows: N, inner: H, columns: H },
        ];
        const states: Floats[] = [];
        for (const step of stepsOf(k, x, sizes, D)) {
          const h = states.at(-1) ?? h0;
          const a = preactivation(k, gates, step, h, sizes, 2);
          const recurrent = mended
            ? dense(k, k.gruReset(a, h, N, H), candidate.U, ofState)
            : k.gruReset(a, dense(k, h, candidate.U, ofState), N, H);
          const s = k.combine(1, recurrent, 1, dense(k, step, candidate.W, ofInput, candidate.b));
          states.push(k.gruState(a, s, h, N, H));
        }
        return { h: inTime(k, states, sizes, H) };
      },
    })),
});
