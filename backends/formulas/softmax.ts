import { formula } from '../lib/formula.ts';
import { fromRows, lanesAlongAxis, toRows } from '../lib/lanes.ts';

/** y_i = exp x_i / Σ_j exp x_j and ∂y_i/∂x_j = y_i (δ_ij − y_j), so dx = y ∘ (dy − Σ dy∘y). */
export default formula(
  'softmax(x[...]) -> y[...]',
  (options, _, { x }) => lanesAlongAxis(options, x),
  (k) => ({
    forward: ({ x }, _, lanes) => ({ y: fromRows(k, k.softmax(toRows(k, x, lanes), lanes.length), lanes) }),

    vjp({ x }, { y: dy }, _, lanes) {
      const y = k.softmax(toRows(k, x, lanes), lanes.length);
      return { x: fromRows(k, k.softmaxGradient(y, toRows(k, dy, lanes), lanes.length), lanes) };
    },
  }),
);
