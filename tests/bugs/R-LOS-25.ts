import { bug } from './lib/bug.ts';
import { sequenceLoss, total } from './lib/sequence-loss.ts';

/** The mean over what is active, which is 0/0 where nothing is. */
export default bug({
  formula: 'sequence-cross-entropy',
  variant: ['nothing-selected-is-NaN'],
  code: (mended) => sequenceLoss(({ sum, count }) => total(sum) / Math.max(total(count), mended ? 1 : 0)),
});
