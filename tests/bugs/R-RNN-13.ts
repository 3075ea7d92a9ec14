import { dense } from '../../backends/lib/dense.ts';
import { formula, noOptions } from '../../backends/lib/formula.ts';
import { gateOf, preactivation } from '../../backends/lib/recurrent.ts';
import { bug } from './lib/bug.ts';

/** The reset gate of the unit that is computed, for every unit that it reads. */
export default bug({
  formula: 'gru-cell',
  variant: ['reset-after'],
  code: (mended) =>
    formula('gru-cell(x[N,D], h[N,H], W[3,H,D], U[3,H,H], b[3,H]) -> h1[N,H]', noOptions, (k) => ({
      forward({ x, h, W, U, b }, sizes) {
        const { N, D, H } = sizes;
        const gate = (q: number) => preactivation(k, gateOf({ W, U, b }, q, sizes), x, h, sizes);
        const [r, z] = [k.map('sigmoid', gate(0)), k.map('sigmoid', gate(1))];
        const candidate = gateOf({ W, U, b }, 2, sizes);
        const ofInput = dense(k, x, candidate.W, { rows: N, inner: D, columns: H }, candidate.b);
        const s = ofInput.map((sum, at) => {
          const [row, unit] = [at - (at % H), at % H];
          for (let m = 0; m < H; m++)
            sum += candidate.U[unit * H + m] * r[row + (mended ? m : unit)] * h[row + m];
          return sum;
        });
        const n = k.map('tanh', s as typeof h);
        return { h1: k.combine(1, n, 1, k.multiply(z, k.combine(1, h, -1, n))) };
      },
    })),
});
