import { keepMask } from '../../backends/lib/random.ts';
import { bug } from './lib/bug.ts';
import { keptOver, sampled } from './lib/dropout.ts';

/** What is kept is divided by the probability of dropping. */
export default bug({
  formula: 'dropout-sampled',
  variant: ['scaled-by-p'],
  code: (mended) => sampled(keepMask, (k, x, mask, p) => keptOver(k, x, mask, mended ? 1 - p : p)),
});
