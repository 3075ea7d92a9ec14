import { formula } from '../../backends/lib/formula.ts';
import { nonzero } from '../../backends/lib/indices.ts';
import { weightOf } from '../../backends/lib/reduction.ts';
import { bug } from './lib/bug.ts';

/** t log p at every class, which is 0 · −∞ where a share of 0 is not the true one’s. */
export default bug({
  formula: 'cross-entropy',
  variant: ['zero-times-log-zero'],
  code: (mended) =>
    formula(
      'cross-entropy(t[N,K], y[N,K]) -> loss[]',
      (options, { N }) => weightOf(options, N),
      (k) => ({
        forward({ t, y }, { N, K }, { weight }) {
          const terms = k.multiply(t, k.map('log', y));
          const kept = mended ? k.select(nonzero(t), terms, 0) : terms;
          return { loss: k.affine(-weight, k.sum(kept, 1, N * K, 1), 0) };
        },
      }),
    ),
});
