import { formula } from '../lib/formula.ts';
import { zeros } from '../lib/kernels.ts';
import { weightOf } from '../lib/reduction.ts';

/** w Σ [fewer than k classes are ahead of the sample's own]; of equal scores the first is ahead. It has no slope. */
export default formula(
  'accuracy(z[N,K], t[N] in K) -> accuracy[]',
  (options, { N, K }) => ({ ...weightOf(options, N), k: options.integer('k', { least: 1, most: K }) }),
  () => ({
    forward({ z, t }, { N, K }, { weight, k }) {
      let hits = 0;
      for (let n = 0; n < N; n++) {
        const own = z[n * K + t[n]];
        let ahead = 0;
        for (let j = 0; j < K; j++) {
          const score = z[n * K + j];
          if (score > own || (score === own && j < t[n])) ahead++;
        }
        if (ahead < k) hits++;
      }
      return { accuracy: zeros(z, 1).fill(weight * hits) };
    },
  }),
);
