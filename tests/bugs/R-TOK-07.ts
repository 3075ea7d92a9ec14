import { bug } from './lib/bug.ts';
import { learnPairs, smallestOfEquals } from './lib/byte-pairs.ts';

/** Counts a pair of two equal symbols in a run of them as often as it can be replaced, not wherever it stands. */
export default bug({
  formula: 'byte-pair-encoding',
  variant: ['overlaps-once'],
  code: (mended) => learnPairs({ pick: smallestOfEquals, overlaps: mended }),
});
