import { causalAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** tril(−1) in the place of tril(0): the query’s own place is masked. */
export default bug({
  formula: 'causal-attention',
  variant: ['own-token-masked'],
  code: (mended) =>
    causalAttention({ may: ({ i, j, shift, seen }) => seen[j] === 1 && j <= i + shift - (mended ? 0 : 1) }),
});
