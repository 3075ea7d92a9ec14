import { formula, noOptions } from '../lib/formula.ts';

/** Var(Σ f_k / K) = Σ_ij C_ij / K². */
export default formula('mean-of-models(C[K,K]) -> variance[]', noOptions, (k) => ({
  forward: ({ C }, { K }) => ({ variance: k.affine(1 / K ** 2, k.sum(C, 1, K * K, 1), 0) }),

  vjp: (_inputs, { variance: d }, { K }) => ({ C: k.affine(1 / K ** 2, k.repeat(d, 1, K * K, 1), 0) }),
}));
