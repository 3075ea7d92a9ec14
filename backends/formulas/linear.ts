import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';

/** y = x Wᵀ + b, so dx = dy W, dW = dyᵀ x, db = Σ dy. */
export default formula(
  'linear(x[N,D], W[O,D], b[O]) -> y[N,O]',
  (_, { N, D, O }) => ({ rows: N, inner: D, columns: O }),
  (k) => ({
    forward: ({ x, W, b }, _, sizes) => ({ y: dense(k, x, W, sizes, b) }),

    vjp: ({ x, W }, { y: dy }, { N, O }, sizes) => ({
      ...denseGradient(k, x, W, dy, sizes),
      b: k.sum(dy, 1, N, O),
    }),
  }),
);
