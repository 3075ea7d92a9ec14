import { bug } from './lib/bug.ts';
import { cutBy, lowestRank, ranksIn } from './lib/merges.ts';

/** Applies a rule that was learnt later before an earlier one. */
export default bug({
  formula: 'byte-pair-encoding',
  code: (mended) =>
    cutBy((word, rankOf) => {
      if (mended) return lowestRank(word, rankOf);
      const ranks = ranksIn(word, rankOf).map((rank) => (rank === Infinity ? -1 : rank));
      const latest = Math.max(-1, ...ranks);
      return latest === -1 ? [] : [ranks.indexOf(latest)];
    }),
});
