import { withBrevity } from './lib/brevity.ts';
import { bug } from './lib/bug.ts';

/** The length of the shortest reference, not that of the closest. */
export default bug({
  formula: 'bleu',
  variant: ['shortest-reference'],
  code: (mended) => withBrevity(mended ? {} : { wanted: (_, lengths) => Math.min(...lengths) }),
});
