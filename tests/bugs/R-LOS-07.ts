import { formula } from '../../backends/lib/formula.ts';
import { chosen } from '../../backends/lib/indices.ts';
import { weightOf } from '../../backends/lib/reduction.ts';
import { bug } from './lib/bug.ts';

/** The smoothed part is the mean of all log-probabilities, in whatever way the rows are to be reduced. */
export default bug({
  formula: 'label-smoothing-cross-entropy',
  variant: ['smooth-part-averaged'],
  code: (mended) =>
    formula(
      'label-smoothing-cross-entropy(z[N,K], t[N] in K) -> loss[]',
      (options, { N }) => ({
        ...weightOf(options, N),
        smoothing: options.number('smoothing', { least: 0, most: 1 }),
      }),
      (k) => ({
        forward({ z, t }, { N, K }, { weight, smoothing }) {
          const l = k.logSoftmax(z, K);
          const sharp = k.affine(weight, k.sum(k.gather(l, chosen(t, K), 1), 1, N, 1), 0);
          const even = k.affine(mended ? weight / K : 1 / (N * K), k.sum(l, 1, N * K, 1), 0);
          return { loss: k.combine(smoothing - 1, sharp, -smoothing, even) };
        },
      }),
    ),
});
