import { causalAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** A lower triangle of N × M, aligned at the top left: one query against a cache of keys sees the first alone. */
export default bug({
  formula: 'causal-attention',
  variant: ['always-top-left'],
  code: (mended) =>
    causalAttention({ may: ({ i, j, shift, seen }) => seen[j] === 1 && j <= (mended ? i + shift : i) }),
});
