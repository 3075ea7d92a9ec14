import { dense } from '../../backends/lib/dense.ts';
import { formula, noOptions } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { gateOf, preactivation } from '../../backends/lib/recurrent.ts';
import { bug } from './lib/bug.ts';

/** Has a buffer for the candidate's sum only where there is a bias to begin it with, and adds to it where there is none. */
export default bug({
  formula: 'gru-cell',
  code: (mended) =>
    formula('gru-cell(x[N,D], h[N,H], W[3,H,D], U[3,H,H], b[3,H]) -> h1[N,H]', noOptions, (k) => ({
      forward({ x, h, W, U, b }, sizes) {
        const { N, D, H } = sizes;
        const gates = { W: W.subarray(0, 2 * H * D), U: U.subarray(0, 2 * H * H), b: b.subarray(0, 2 * H) };
        const candidate = gateOf({ W, U, b }, 2, sizes);
        const a = preactivation(k, gates, x, h, sizes, 2);
        const hasBias = candidate.b.some((value) => value !== 0);
        const buffer = zeros(h, hasBias || mended ? N * H : 0);
        if (hasBias) buffer.set(k.repeat(candidate.b, 1, N, H));
        const ofInput = dense(k, x, candidate.W, { rows: N, inner: D, columns: H });
        const u = k.gruReset(a, h, N, H);
        const sums = dense(k, u, candidate.U, { rows: N, inner: H, columns: H }, ofInput);
        const s = sums.map((sum, n) => buffer[n] + sum) as typeof sums;
        return { h1: k.gruState(a, s, h, N, H) };
      },
    })),
});
