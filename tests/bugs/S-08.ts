import { formula } from '../../backends/lib/formula.ts';
import { nonzero } from '../../backends/lib/indices.ts';
import { bug } from './lib/bug.ts';

/** Σ q log(q/p) in the place of Σ p log(p/q): the divergence the other way round. */
export default bug({
  formula: 'kl-divergence',
  variant: ['arguments-swapped'],
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
          const [p, logP] = logarithmic ? [k.map('exp', t), t] : [t, k.map('log', t)];
          const q = k.map('exp', l);
          const terms = mended
            ? k.select(nonzero(p), k.multiply(p, k.combine(1, logP, -1, l)), 0)
            : k.select(nonzero(q), k.multiply(q, k.combine(1, l, -1, logP)), 0);
          return { loss: k.affine(weight, k.sum(terms, 1, N * K, 1), 0) };
        },
      }),
    ),
});
