import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import { weightOf } from '../../../backends/lib/reduction.ts';

/** What a yes and a no cost, each by its score. */
type Costs = (k: Kernels, z: Floats) => { readonly yes: Floats; readonly no: Floats };

/** Binary cross-entropy of scores, out of the costs of a yes and of a no. */
export const binary = (costs: Costs): OverKernels =>
  formula(
    'binary-cross-entropy-with-logits(z[N,K], t[N,K], w[K]) -> loss[]',
    (options, { N, K }) => weightOf(options, N * K),
    (k) => ({
      forward({ z, t, w }, { N, K }, { weight }) {
        const { yes, no } = costs(k, z);
        const terms = k.combine(1, k.multiply(k.multiply(t, w), yes), 1, k.multiply(k.affine(-1, t, 1), no));
        return { loss: k.affine(weight, k.sum(terms, 1, N * K, 1), 0) };
      },
    }),
  );

/** softplus(−z) for a yes, softplus(z) for a no. */
export const ofScores: Costs = (k, z) => ({
  yes: k.map('softplus', k.affine(-1, z, 0)),
  no: k.map('softplus', z),
});
