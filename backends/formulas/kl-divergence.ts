import { formula } from '../lib/formula.ts';
import { nonzero } from '../lib/indices.ts';

/**
 * loss = c Σ t (log t − l) with 0 · log 0 = 0, so dl = −c t and dt = c (log t − l + 1); where t = 0 the gradient is 0.
 * With a target in logarithms, c Σ eᵗ (t − l), so dl = −c eᵗ and dt = c eᵗ (t − l + 1).
 */
export default formula(
  'kl-divergence(l[N,K], t[N,K]) -> loss[]',
  (options, { N, K }) => ({
    logarithmic: options.flag('log_target'),
    weight: { batchmean: 1 / N, mean: 1 / (N * K), sum: 1 }[
      options.choice('reduction', ['batchmean', 'mean', 'sum'])
    ],
  }),
  (k) => ({
    forward({ l, t }, { N, K }, { logarithmic, weight }) {
      const lead = k.combine(1, logarithmic ? t : k.map('log', t), -1, l);
      const terms = logarithmic
        ? k.multiply(k.map('exp', t), lead)
        : k.select(nonzero(t), k.multiply(t, lead), 0);
      return { loss: k.affine(weight, k.sum(terms, 1, N * K, 1), 0) };
    },

    vjp({ l, t }, { loss: [dloss] }, _, { logarithmic, weight }) {
      const c = weight * dloss;
      const slope = k.affine(1, k.combine(1, logarithmic ? t : k.map('log', t), -1, l), 1);
      const share = logarithmic ? k.map('exp', t) : t;
      return {
        l: k.affine(-c, share, 0),
        t: logarithmic
          ? k.affine(c, k.multiply(share, slope), 0)
          : k.select(nonzero(t), k.affine(c, slope, 0), 0),
      };
    },
  }),
);
