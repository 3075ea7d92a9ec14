import { addAll } from '../lib/arrays.ts';
import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import { inTime, stepsOf } from '../lib/recurrence.ts';
import type { Sizes } from '../lib/signature.ts';

const ofInput = ({ N, T, D, H }: Sizes) => ({ rows: N * T, inner: D, columns: H });
const ofState = ({ N, H }: Sizes) => ({ rows: N, inner: H, columns: H });

/**
 * z_t = W x_t (+ U h_{t−1}) + V h_{t−delay} + b, h_t = tanh z_t; a state before the start is zero, so its product is left
 * out. Reverse, from the last step: dh_t = what comes from outside (+ Uᵀ dz_{t+1}) + Vᵀ dz_{t+delay}.
 */
export default formula(
  'long-delay-rnn(x[N,T,D], W[H,D], U[H,H], V[H,H], b[H]) -> h[N,T,H]',
  (options) => ({ delay: options.integer('delay', { least: 1 }), short: options.flag('short') }),
  (k) => {
    const run = (x: Floats, W: Floats, U: Floats, V: Floats, b: Floats, sizes: Sizes, edges: Edges) => {
      const z: Floats[] = [];
      const h: Floats[] = [];
      for (const [t, read] of stepsOf(k, dense(k, x, W, ofInput(sizes), b), sizes, sizes.H).entries()) {
        const near = edges.short && t >= 1 ? dense(k, h[t - 1], U, ofState(sizes), read) : read;
        z[t] = t >= edges.delay ? dense(k, h[t - edges.delay], V, ofState(sizes), near) : near;
        h[t] = k.map('tanh', z[t]);
      }
      return { z, h };
    };

    return {
      forward({ x, W, U, V, b }, sizes, edges) {
        return { h: inTime(k, run(x, W, U, V, b, sizes, edges).h, sizes, sizes.H) };
      },

      vjp({ x, W, U, V, b }, { h: dout }, sizes, edges) {
        const { z, h } = run(x, W, U, V, b, sizes, edges);
        const dh = stepsOf(k, dout, sizes, sizes.H);
        const [dU, dV] = [[zeros(U, U.length)], [zeros(V, V.length)]];
        const dz: Floats[] = [];
        for (let t = sizes.T - 1; t >= 0; t--) {
          dz[t] = k.mapGradient('tanh', z[t], dh[t]);
          for (const [weights, sums, lag] of [
            [U, dU, edges.short ? 1 : sizes.T],
            [V, dV, edges.delay],
          ] as const) {
            if (t < lag) continue;
            const back = denseGradient(k, h[t - lag], weights, dz[t], ofState(sizes));
            sums.push(back.W);
            dh[t - lag] = k.combine(1, dh[t - lag], 1, back.x);
          }
        }
        const read = inTime(k, dz, sizes, sizes.H);
        const input = denseGradient(k, x, W, read, ofInput(sizes));
        return {
          x: input.x,
          W: input.W,
          U: addAll(k, dU),
          V: addAll(k, dV),
          b: k.sum(read, 1, sizes.N * sizes.T, sizes.H),
        };
      },
    };
  },
);

interface Edges {
  readonly delay: number;
  readonly short: boolean;
}
