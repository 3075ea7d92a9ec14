import { dense } from '../lib/dense.ts';
import { formula, noOptions } from '../lib/formula.ts';
import { zeros } from '../lib/kernels.ts';

/** y = [W x + b > 0]; its slope is zero. */
export default formula('threshold-unit(x[N,D], W[K,D], b[K]) -> y[N,K]', noOptions, (k) => ({
  forward({ x, W, b }, { N, D, K }) {
    const sums = dense(k, x, W, { rows: N, inner: D, columns: K }, b);
    const y = zeros(x, sums.length);
    for (let n = 0; n < y.length; n++) y[n] = sums[n] > 0 ? 1 : 0;
    return { y };
  },

  vjp: ({ x, W, b }) => ({ x: zeros(x, x.length), W: zeros(W, W.length), b: zeros(b, b.length) }),
}));
