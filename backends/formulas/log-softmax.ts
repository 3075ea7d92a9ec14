import { formula } from '../lib/formula.ts';
import { fromRows, lanesAlongAxis, toRows } from '../lib/lanes.ts';

/** y_i = x_i − log Σ_j exp x_j and ∂y_i/∂x_j = δ_ij − p_j with p = softmax(x), so dx = dy − p Σ dy. */
export default formula(
  'log-softmax(x[...]) -> y[...]',
  (options, _, { x }) => lanesAlongAxis(options, x),
  (k) => ({
    forward: ({ x }, _, lanes) => ({
      y: fromRows(k, k.logSoftmax(toRows(k, x, lanes), lanes.length), lanes),
    }),

    vjp({ x }, { y: dy }, _, lanes) {
      const p = k.softmax(toRows(k, x, lanes), lanes.length);
      return { x: fromRows(k, k.logSoftmaxGradient(p, toRows(k, dy, lanes), lanes.length), lanes) };
    },
  }),
);
