import { formula } from '../../backends/lib/formula.ts';
import { nonzero } from '../../backends/lib/indices.ts';
import { bug } from './lib/bug.ts';

/** t (log t − l), which is 0 · −∞ for a target of 0. */
export default bug({
  formula: 'kl-divergence',
  variant: ['zero-times-log-zero'],
  code: (mended) =>
    formula(
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
          const terms = k.multiply(logarithmic ? k.map('exp', t) : t, lead);
          const kept = mended && !logarithmic ? k.select(nonzero(t), terms, 0) : terms;
          return { loss: k.affine(weight, k.sum(kept, 1, N * K, 1), 0) };
        },
      }),
    ),
});
