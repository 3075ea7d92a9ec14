import { formula } from '../lib/formula.ts';
import { chosen, oneHot } from '../lib/indices.ts';
import { weightOf } from '../lib/reduction.ts';

/**
 * loss = −w Σ_n ℓ_n,t(n) with ℓ = log softmax(z). So dℓ = −w onehot(t), and dz = dℓ − p Σ dℓ comes out as
 * w (p − onehot(t)).
 */
export default formula(
  'softmax-cross-entropy(z[N,K], t[N] in K) -> loss[]',
  (options, { N }) => weightOf(options, N),
  (k) => ({
    forward({ z, t }, { N, K }, { weight }) {
      const likelihoods = k.gather(k.logSoftmax(z, K), chosen(t, K), 1);
      return { loss: k.affine(-weight, k.sum(likelihoods, 1, N, 1), 0) };
    },

    vjp({ z, t }, { loss: [dloss] }, { K }, { weight }) {
      const dlogs = k.affine(-weight * dloss, oneHot(k, z, t, K), 0);
      return { z: k.logSoftmaxGradient(k.softmax(z, K), dlogs, K) };
    },
  }),
);
