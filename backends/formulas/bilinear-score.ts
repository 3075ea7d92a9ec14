import { formula, noOptions } from '../lib/formula.ts';

/** s_j = u · k_j with u = Wᵀ q. So du = Σ_j ds_j k_j, dk_j = ds_j u, dq = W du, dW = Σ q duᵀ. */
export default formula('bilinear-score(q[B,A], K[B,M,F], W[A,F]) -> s[B,M]', noOptions, (k) => ({
  forward({ q, K, W }, { B, M, A, F }) {
    const u = k.matmul(q, W, { rows: B, inner: A, columns: F });
    return { s: k.matmul(K, u, { batch: B, rows: M, inner: F, columns: 1 }) };
  },

  vjp({ q, K, W }, { s: ds }, { B, M, A, F }) {
    const u = k.matmul(q, W, { rows: B, inner: A, columns: F });
    const du = k.matmul(ds, K, { batch: B, rows: 1, inner: M, columns: F });
    return {
      q: k.matmul(du, W, { rows: B, inner: F, columns: A, transposeB: true }),
      K: k.matmul(ds, u, { batch: B, rows: M, inner: 1, columns: F }),
      W: k.matmul(q, du, { rows: A, inner: B, columns: F, transposeA: true }),
    };
  },
}));
