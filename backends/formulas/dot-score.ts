import { formula, noOptions } from '../lib/formula.ts';

/** s_j = q · k_j, so dq = Σ_j ds_j k_j and dk_j = ds_j q. */
export default formula('dot-score(q[B,D], K[B,M,D]) -> s[B,M]', noOptions, (k) => ({
  forward: ({ q, K }, { B, M, D }) => ({ s: k.matmul(K, q, { batch: B, rows: M, inner: D, columns: 1 }) }),

  vjp: ({ q, K }, { s: ds }, { B, M, D }) => ({
    q: k.matmul(ds, K, { batch: B, rows: 1, inner: M, columns: D }),
    K: k.matmul(ds, q, { batch: B, rows: M, inner: 1, columns: D }),
  }),
}));
