import { causalAttention, eachRow } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** A row is taken for masked where its maximum is −∞, but the maximum passes over NaN: [NaN, −∞, −∞] gets zeros. */
export default bug({
  formula: 'causal-attention',
  code: (mended) =>
    causalAttention({
      weights(k, scores, may, M) {
        const masked = k.select(may, scores, Number.NEGATIVE_INFINITY);
        return eachRow(masked, M, (row) => {
          const top = Math.max(...row.filter((score) => mended || !Number.isNaN(score)));
          return top === Number.NEGATIVE_INFINITY ? row.map(() => 0) : k.softmax(row, M);
        });
      },
    }),
});
