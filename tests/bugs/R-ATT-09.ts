import { causalAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** triu(k = 1) of ones blocks, added to the padding mask, whatever number of keys stands before the first query. */
export default bug({
  formula: 'causal-attention',
  variant: ['always-top-left'],
  code: (mended) =>
    causalAttention({
      may({ i, j, shift, seen }) {
        const triu = j - i >= (mended ? 1 + shift : 1) ? Number.NEGATIVE_INFINITY : 0;
        return triu + Math.log(seen[j]) === 0;
      },
    }),
});
