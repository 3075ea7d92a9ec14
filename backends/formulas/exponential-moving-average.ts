import { concatenate } from '../lib/arrays.ts';
import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';

/**
 * m_t = β m_{t−1} + (1 − β) v_t, divided by 1 − βᵗ on the way out alone. Reverse, from the last step: what reaches m_t is
 * its own cotangent, divided likewise, plus β times what reached m_{t+1}.
 */
export default formula(
  'exponential-moving-average(v[T,n], m0[n]) -> m[T,n]',
  (options) => ({ beta: options.number('beta', { least: 0, most: 1 }), correct: options.flag('correct') }),
  (k) => {
    /** What step t is divided by. */
    const weight = (t: number, { beta, correct }: Averaging) => (correct ? 1 - beta ** (t + 1) : 1);
    const rowsOf = (all: Floats, { T, n }: Record<string, number>) =>
      Array.from({ length: T }, (_, t) => all.subarray(t * n, (t + 1) * n));

    return {
      forward({ v, m0 }, sizes, averaging) {
        const { beta } = averaging;
        let m: Floats = m0;
        const rows = rowsOf(v, sizes).map((value, t) => {
          m = k.combine(beta, m, 1 - beta, value);
          return k.affine(1 / weight(t, averaging), m, 0);
        });
        return { m: concatenate(rows) };
      },

      vjp({ m0 }, { m: dm }, sizes, averaging) {
        const { beta } = averaging;
        const rows = rowsOf(dm, sizes);
        const dv: Floats[] = [];
        let later: Floats = zeros(m0, m0.length);
        for (let t = sizes.T - 1; t >= 0; t--) {
          const arriving = k.combine(1 / weight(t, averaging), rows[t], 1, later);
          dv[t] = k.affine(1 - beta, arriving, 0);
          later = k.affine(beta, arriving, 0);
        }
        return { v: concatenate(dv), m0: later };
      },
    };
  },
);

interface Averaging {
  readonly beta: number;
  readonly correct: boolean;
}
