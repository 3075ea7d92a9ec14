import { bug } from './lib/bug.ts';
import { keptWeight, nllMean } from './lib/nll-mean.ts';

/** A mean that divides by all N samples, where ignored ones cost nothing. */
export default bug({
  formula: 'nll-loss',
  variant: ['divided-by-all-samples'],
  code: (mended) => nllMean(mended ? keptWeight : (weights) => weights.length),
});
