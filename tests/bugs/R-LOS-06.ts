import { bug } from './lib/bug.ts';
import { keptWeight, nllMean, wholeWeight } from './lib/nll-mean.ts';

/** Ignored samples are masked in the numerator, and their weights stay in the denominator. */
export default bug({
  formula: 'nll-loss',
  variant: ['ignored-in-the-divisor'],
  code: (mended) => nllMean(mended ? keptWeight : wholeWeight),
});
