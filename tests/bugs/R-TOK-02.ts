import { bug } from './lib/bug.ts';
import { cutBy, lowestRank, ranksIn } from './lib/merges.ts';

/** Merges the first pair from the left that was ever merged, in the place of the one that was learnt first. */
export default bug({
  formula: 'byte-pair-encoding',
  code: (mended) =>
    cutBy((word, rankOf) => {
      if (mended) return lowestRank(word, rankOf);
      const place = ranksIn(word, rankOf).findIndex((rank) => rank < Infinity);
      return place === -1 ? [] : [place];
    }),
});
