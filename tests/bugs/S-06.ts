import { formula } from '../../backends/lib/formula.ts';
import { nonzero } from '../../backends/lib/indices.ts';
import { bug } from './lib/bug.ts';

/** The mean divides by the number of classes, not by that of samples. */
export default bug({
  formula: 'cross-entropy',
  variant: ['divided-by-classes'],
  code: (mended) =>
    formula(
      'cross-entropy(t[N,K], y[N,K]) -> loss[]',
      (options) => ({ isMean: options.choice('reduction', ['mean', 'sum']) === 'mean' }),
      (k) => ({
        forward({ t, y }, { N, K }, { isMean }) {
          const terms = k.select(nonzero(t), k.multiply(t, k.map('log', y)), 0);
          return { loss: k.affine(-1 / (isMean ? (mended ? N : K) : 1), k.sum(terms, 1, N * K, 1), 0) };
        },
      }),
    ),
});
