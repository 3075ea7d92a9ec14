import { formula, noOptions } from '../lib/formula.ts';
import { chosen, oneHot } from '../lib/indices.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * P = exp(−Σ ℓ_t / count) over the words that count, ℓ = log softmax(z). What does not count is chosen away, not multiplied
 * by zero. dz = P (softmax(z) − onehot(t)) / count where it counts.
 */
export default formula(
  'perplexity(z[N,T,K], t[N,T] in K, mask[N,T] in 2) -> perplexity[]',
  noOptions,
  (k) => ({
    forward: ({ z, t, mask }, sizes) => ({ perplexity: perplexity(k, z, t, mask, sizes) }),

    vjp({ z, t, mask }, { perplexity: [sent] }, sizes) {
      const { N, T, K } = sizes;
      const [value] = perplexity(k, z, t, mask, sizes);
      const dlogs = k.affine((-sent * value) / words(mask), oneHot(k, z, t, K), 0);
      const dz = k.logSoftmaxGradient(k.softmax(z, K), dlogs, K);
      const everyScore = Int32Array.from({ length: N * T * K }, (_, n) => mask[Math.floor(n / K)]);
      return { z: k.select(everyScore, dz, 0) };
    },
  }),
);

const words = (mask: Int32Array): number => mask.reduce((sum, one) => sum + one, 0);

function perplexity(k: Kernels, z: Floats, t: Int32Array, mask: Int32Array, { N, T, K }: Sizes): Floats {
  const likelihoods = k.gather(k.logSoftmax(z, K), chosen(t, K), 1);
  const selected = k.select(mask, likelihoods, 0);
  return k.map('exp', k.affine(-1 / words(mask), k.sum(selected, 1, N * T, 1), 0));
}
