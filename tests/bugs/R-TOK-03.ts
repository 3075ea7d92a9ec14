import { bug } from './lib/bug.ts';
import { cutBy, lowestRank, ranksIn } from './lib/merges.ts';

/** Scans a word from left to right, merging every pair that was ever merged, and again until there is none. */
export default bug({
  formula: 'byte-pair-encoding',
  code: (mended) =>
    cutBy((word, rankOf) => {
      if (mended) return lowestRank(word, rankOf);
      const places: number[] = [];
      for (const [place, rank] of ranksIn(word, rankOf).entries())
        if (rank < Infinity && places.at(-1) !== place - 1) places.push(place);
      return places;
    }),
});
