import { batchNorm } from './lib/batch-norm.ts';
import { bug } from './lib/bug.ts';
import { momentsInOnePass } from './lib/moments.ts';

/** The variance of the batch as E[x²] − E[x]², which a mean much larger than the deviation cancels. */
export default bug({
  formula: 'batch-norm',
  variant: ['difference-of-squares'],
  code: (mended) => batchNorm(mended ? {} : { moments: momentsInOnePass }),
});
