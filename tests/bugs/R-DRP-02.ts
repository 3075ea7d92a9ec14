import { bug } from './lib/bug.ts';
import { keptOver, masked } from './lib/dropout.ts';

/** What is kept is divided by the proportion that is dropped. */
export default bug({
  formula: 'dropout',
  variant: ['p-is-the-probability-of-keeping'],
  code: (mended) => masked((k, x, mask, p) => keptOver(k, x, mask, mended ? 1 - p : p)),
});
