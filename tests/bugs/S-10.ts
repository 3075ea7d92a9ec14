import { formula } from '../../backends/lib/formula.ts';
import { nonzero, oneHot } from '../../backends/lib/indices.ts';
import { weightOf } from '../../backends/lib/reduction.ts';
import { bug } from './lib/bug.ts';

/** What is smoothed goes to the K − 1 other classes alone. */
export default bug({
  formula: 'label-smoothing-cross-entropy',
  variant: ['over-the-other-classes'],
  code: (mended) =>
    formula(
      'label-smoothing-cross-entropy(z[N,K], t[N] in K) -> loss[]',
      (options, { N }) => ({
        ...weightOf(options, N),
        smoothing: options.number('smoothing', { least: 0, most: 1 }),
      }),
      (k) => ({
        forward({ z, t }, { N, K }, { weight, smoothing }) {
          const part = smoothing / (mended ? K : K - 1);
          const q = k.affine(1 - smoothing - (mended ? 0 : part), oneHot(k, z, t, K), part);
          const terms = k.select(nonzero(q), k.multiply(q, k.logSoftmax(z, K)), 0);
          return { loss: k.affine(-weight, k.sum(terms, 1, N * K, 1), 0) };
        },
      }),
    ),
});
