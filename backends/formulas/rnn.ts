import { dense, denseGradient } from '../lib/dense.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { inTime, runCell, runCellBack, stepsOf } from '../lib/recurrence.ts';
import type { Gate } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';

const ofOutput = ({ N, T, H, Q }: Sizes) => ({ rows: N * T, inner: H, columns: Q });

/**
 * h_t = tanh z_t with z_t = W x_t + U h_{t−1} + b, and o = V h + c for all steps in one product.
 * Reverse, from the last step: dh_t = Vᵀ do_t + Uᵀ dz_{t+1}, dz_t = dh_t / cosh² z_t.
 */
export default formula(
  'rnn(x[N,T,D], h0[N,H], W[H,D], U[H,H], b[H], V[Q,H], c[Q]) -> h[N,T,H], o[N,T,Q]',
  noOptions,
  (k) => {
    const run = (x: Floats, h0: Floats, gate: Gate, sizes: Sizes) => {
      const xs = stepsOf(k, x, sizes, sizes.D);
      const states = runCell(k, gate, xs, h0, sizes);
      return { xs, states, h: inTime(k, states.h, sizes, sizes.H) };
    };

    return {
      forward({ x, h0, V, c, ...gate }, sizes) {
        const { h } = run(x, h0, gate, sizes);
        return { h, o: dense(k, h, V, ofOutput(sizes), c) };
      },

      vjp({ x, h0, V, c, ...gate }, { h: dh, o: dout }, sizes) {
        const { xs, states, h } = run(x, h0, gate, sizes);
        const output = denseGradient(k, h, V, dout, ofOutput(sizes));
        const arriving = stepsOf(k, k.combine(1, dh, 1, output.x), sizes, sizes.H);
        const { xs: dxs, ...gradients } = runCellBack(k, gate, xs, h0, states, arriving, sizes);
        return {
          ...gradients,
          x: inTime(k, dxs, sizes, sizes.D),
          V: output.W,
          c: k.sum(dout, 1, sizes.N * sizes.T, sizes.Q),
        };
      },
    };
  },
);
