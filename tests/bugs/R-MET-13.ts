import { bug } from './lib/bug.ts';
import { perplexityOver, words } from './lib/perplexity-over.ts';

/** The padding is counted among the words that the loss is divided by. */
export default bug({
  formula: 'perplexity',
  variant: ['padding-in-the-count'],
  code: (mended) => perplexityOver(mended ? words : (mask) => mask.length),
});
