import { bug } from './lib/bug.ts';
import { learnPairs, type Pair, smallestOfEquals } from './lib/byte-pairs.ts';

/** Takes of several equally frequent pairs the one that came into the dictionary first: another order, other merges. */
export default bug({
  formula: 'byte-pair-encoding',
  variant: ['first-counted'],
  code: (mended) => learnPairs({ pick: mended ? smallestOfEquals : largestCount }),
});

/** max(counts, key=counts.get). */
const largestCount = (counts: ReadonlyMap<Pair, number>): Pair =>
  [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
