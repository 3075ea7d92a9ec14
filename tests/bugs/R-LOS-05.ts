import { bug } from './lib/bug.ts';
import { keptWeight, nllMean, wholeWeight } from './lib/nll-mean.ts';

/** A weighted mean that divides by the weights of all targets, gathered as if none of them were ignored. */
export default bug({
  formula: 'nll-loss',
  variant: ['ignored-in-the-divisor'],
  code: (mended) => nllMean(mended ? keptWeight : wholeWeight),
});
