import { addAll } from '../lib/arrays.ts';
import { attend, attendGradient } from '../lib/attention.ts';
import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';

/**
 * Q = X Wqᵀ, K = Y Wkᵀ, V = Y Wvᵀ for all heads at once; each head attends on its own; y = Z Woᵀ with Z the heads
 * side by side. Backward takes the same way back; Y receives what K and V pass on.
 */
export default formula(
  'multi-head-attention(X[B,N,D], Y[B,M,D], Wq[H,A,D], Wk[H,A,D], Wv[H,C,D], Wo[D,H,C]) -> y[B,N,D]',
  (_, { A, B, C, D, H, M, N }) => ({
    toQ: { rows: B * N, inner: D, columns: H * A },
    toK: { rows: B * M, inner: D, columns: H * A },
    toV: { rows: B * M, inner: D, columns: H * C },
    toY: { rows: B * N, inner: H * C, columns: D },
    heads: { batch: B * H, N, M, D: A, E: C },
  }),
  (k) => ({
    forward({ X, Y, Wq, Wk, Wv, Wo }, { A, B, C, H, M, N }, { toQ, toK, toV, toY, heads }) {
      const Q = k.swapAxes(dense(k, X, Wq, toQ), B, N, H, A);
      const K = k.swapAxes(dense(k, Y, Wk, toK), B, M, H, A);
      const V = k.swapAxes(dense(k, Y, Wv, toV), B, M, H, C);
      const Z = k.swapAxes(attend(k, Q, K, V, heads).y, B, H, N, C);
      return { y: dense(k, Z, Wo, toY) };
    },

    vjp({ X, Y, Wq, Wk, Wv, Wo }, { y: dy }, { A, B, C, H, M, N }, { toQ, toK, toV, toY, heads }) {
      const Q = k.swapAxes(dense(k, X, Wq, toQ), B, N, H, A);
      const K = k.swapAxes(dense(k, Y, Wk, toK), B, M, H, A);
      const V = k.swapAxes(dense(k, Y, Wv, toV), B, M, H, C);
      const { P, y } = attend(k, Q, K, V, heads);

      const output = denseGradient(k, k.swapAxes(y, B, H, N, C), Wo, dy, toY);
      const dheads = k.swapAxes(output.x, B, N, H, C);
      const { dQ, dK, dV } = attendGradient(k, Q, K, V, P, dheads, heads);
      const queries = denseGradient(k, X, Wq, k.swapAxes(dQ, B, H, N, A), toQ);
      const keys = denseGradient(k, Y, Wk, k.swapAxes(dK, B, H, M, A), toK);
      const values = denseGradient(k, Y, Wv, k.swapAxes(dV, B, H, M, C), toV);
      return {
        X: queries.x,
        Y: addAll(k, [keys.x, values.x]),
        Wq: queries.W,
        Wk: keys.W,
        Wv: values.W,
        Wo: output.W,
      };
    },
  }),
);
