import { bug } from './lib/bug.ts';
import { sequenceLoss, total } from './lib/sequence-loss.ts';

/** The mean of the means of parts of different lengths, where the sum is to be divided by the tokens of all. */
export default bug({
  formula: 'sequence-cross-entropy',
  variant: ['mean-of-means'],
  code: (mended) =>
    sequenceLoss(({ sum, count }) => {
      if (mended) return total(sum) / Math.max(total(count), 1);
      return total(sum.map((part, n) => part / Math.max(count[n], 1))) / sum.length;
    }),
});
