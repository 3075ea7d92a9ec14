import { formula } from '../lib/formula.ts';
import { nonzero, oneHot } from '../lib/indices.ts';
import type { Floats } from '../lib/kernels.ts';
import { weightOf } from '../lib/reduction.ts';

/**
 * loss = −w Σ_n Σ_k q_nk ℓ_nk with ℓ = log softmax(z) and q = (1−s) onehot(t) + s/K. So dℓ = −w q, and
 * dz = dℓ − p Σ dℓ comes out as w (p − q).
 */
export default formula(
  'label-smoothing-cross-entropy(z[N,K], t[N] in K) -> loss[]',
  (options, { N }) => ({
    ...weightOf(options, N),
    smoothing: options.number('smoothing', { least: 0, most: 1 }),
  }),
  (k) => {
    const targets = (z: Floats, t: Int32Array, K: number, smoothing: number) =>
      k.affine(1 - smoothing, oneHot(k, z, t, K), smoothing / K);
    return {
      forward({ z, t }, { N, K }, { weight, smoothing }) {
        const q = targets(z, t, K, smoothing);
        const terms = k.select(nonzero(q), k.multiply(q, k.logSoftmax(z, K)), 0);
        return { loss: k.affine(-weight, k.sum(terms, 1, N * K, 1), 0) };
      },

      vjp({ z, t }, { loss: [dloss] }, { K }, { weight, smoothing }) {
        const dlogs = k.affine(-weight * dloss, targets(z, t, K, smoothing), 0);
        return { z: k.logSoftmaxGradient(k.softmax(z, K), dlogs, K) };
      },
    };
  },
);
