import { formula, noOptions } from '../lib/formula.ts';

/** y = x Wᵀ + b, so dx = dy W, dW = dyᵀ x, db = Σ dy. */
export default formula('linear(x[N,D], W[O,D], b[O]) -> y[N,O]', noOptions, (k) => ({
  forward: ({ x, W, b }, { N, D, O }) => ({
    y: k.matmul(x, W, { rows: N, inner: D, columns: O, transposeB: true, plus: b }),
  }),

  vjp: ({ x, W }, { y: dy }, { N, D, O }) => ({
    x: k.matmul(dy, W, { rows: N, inner: O, columns: D }),
    W: k.matmul(dy, x, { rows: O, inner: N, columns: D, transposeA: true }),
    b: k.sum(dy, 1, N, O),
  }),
}));
