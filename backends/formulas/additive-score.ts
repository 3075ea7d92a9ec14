import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';

/**
 * s_j = v · tanh a_j, a_j = W q + U k_j. With da_j = ds_j v / cosh² a_j: dv = Σ ds_j tanh a_j; a_j passes da_j on to
 * U k_j, and all a_j share p = W q, so dp = Σ_j da_j.
 */
export default formula(
  'additive-score(q[B,A], K[B,M,F], W[C,A], U[C,F], v[C]) -> s[B,M]',
  (_, { A, B, C, F, M }) => ({
    query: { rows: B, inner: A, columns: C },
    keys: { rows: B * M, inner: F, columns: C },
  }),
  (k) => ({
    forward({ q, K, W, U, v }, { B, C, M }, { query, keys }) {
      const a = dense(k, K, U, keys, k.repeat(dense(k, q, W, query), B, M, C));
      return { s: k.matmul(k.map('tanh', a), v, { rows: B * M, inner: C, columns: 1 }) };
    },

    vjp({ q, K, W, U, v }, { s: ds }, { B, C, M }, { query, keys }) {
      const a = dense(k, K, U, keys, k.repeat(dense(k, q, W, query), B, M, C));
      const da = k.mapGradient('tanh', a, k.matmul(ds, v, { rows: B * M, inner: 1, columns: C }));
      const throughQuery = denseGradient(k, q, W, k.sum(da, B, M, C), query);
      const throughKeys = denseGradient(k, K, U, da, keys);
      return {
        q: throughQuery.x,
        K: throughKeys.x,
        W: throughQuery.W,
        U: throughKeys.W,
        v: k.matmul(ds, k.map('tanh', a), { rows: 1, inner: B * M, columns: C }),
      };
    },
  }),
);
