import { keepMask } from '../../backends/lib/random.ts';
import { bug } from './lib/bug.ts';
import { keptOver, sampled } from './lib/dropout.ts';

/** u < p ? 0 : x, not scaled. */
export default bug({
  formula: 'dropout-sampled',
  variant: ['not-scaled'],
  code: (mended) => sampled(keepMask, (k, x, mask, p) => keptOver(k, x, mask, mended ? 1 - p : 1)),
});
