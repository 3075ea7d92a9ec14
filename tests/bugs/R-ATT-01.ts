import { causalAttention, eachRow } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** Masked scores and the first running maximum are the same lowest number: exp(0) = 1 for every key where all are masked. */
export default bug({
  formula: 'causal-attention',
  variant: ['nothing-to-see-is-the-mean'],
  code: (mended) =>
    causalAttention({
      weights: (_, scores, may, M) =>
        eachRow(scores, M, (row, start) => {
          const lowest = -(row instanceof Float32Array ? 2 ** 127 : 2 ** 1023);
          const masked = row.map((score, j) => (may[start + j] === 1 ? score : lowest));
          let [top, sum] = [lowest, 0];
          for (const [j, score] of masked.entries()) {
            const next = Math.max(top, score);
            const one = mended && may[start + j] === 0 ? 0 : Math.exp(score - next);
            [top, sum] = [next, sum * Math.exp(top - next) + one];
          }
          return masked.map((score, j) =>
            (mended && may[start + j] === 0) || sum === 0 ? 0 : Math.exp(score - top) / sum,
          );
        }),
    }),
});
