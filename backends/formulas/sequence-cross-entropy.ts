import { formula } from '../lib/formula.ts';
import { chosen, oneHot } from '../lib/indices.ts';

/**
 * loss = −w Σ ℓ_t over the selected steps, ℓ = log softmax(z), w = 1 or one over their number. A step that is left out is
 * chosen away, not multiplied by zero, so that nothing in it counts. dz = w (softmax(z) − onehot(t)) where selected.
 */
export default formula(
  'sequence-cross-entropy(z[N,T,K], t[N,T] in K, mask[N,T] in 2) -> loss[]',
  (options) => ({ mean: options.choice('reduction', ['mean', 'sum']) === 'mean' }),
  (k) => ({
    forward({ z, t, mask }, { N, T, K }, { mean }) {
      const likelihoods = k.gather(k.logSoftmax(z, K), chosen(t, K), 1);
      const selected = k.select(mask, likelihoods, 0);
      return { loss: k.affine(-weight(mask, mean), k.sum(selected, 1, N * T, 1), 0) };
    },

    vjp({ z, t, mask }, { loss: [dloss] }, { N, T, K }, { mean }) {
      const dlogs = k.affine(-weight(mask, mean) * dloss, oneHot(k, z, t, K), 0);
      const dz = k.logSoftmaxGradient(k.softmax(z, K), dlogs, K);
      const everyScore = Int32Array.from({ length: N * T * K }, (_, n) => mask[Math.floor(n / K)]);
      return { z: k.select(everyScore, dz, 0) };
    },
  }),
);

function weight(mask: Int32Array, mean: boolean): number {
  const selected = mask.reduce((sum, one) => sum + one, 0);
  return mean ? 1 / Math.max(selected, 1) : 1;
}
