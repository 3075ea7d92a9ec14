import { eachRow, maskedAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** The running maximum starts at −50000, the mark of masked keys: where all scores are lower, every weight is 0. */
export default bug({
  formula: 'scaled-dot-product-attention',
  variant: ['maximum-from-a-sentinel'],
  code: (mended) =>
    maskedAttention({
      weights: (k, scores, may, M) =>
        eachRow(k.select(may, scores, Number.NEGATIVE_INFINITY), M, (row) => {
          const top = Math.max(mended ? Number.NEGATIVE_INFINITY : -5e4, ...row);
          const weights = row.map((score) => Math.exp(score - top));
          const sum = k.sum(weights, 1, M, 1)[0];
          return weights.map((weight) => (sum === 0 ? 0 : weight / sum));
        }),
    }),
});
