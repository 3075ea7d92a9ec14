import { causalAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** Queries and keys taken to begin together, whatever their numbers, in the kernel and in its check. */
export default bug({
  formula: 'causal-attention',
  variant: ['always-top-left'],
  code: (mended) =>
    causalAttention({ may: ({ i, j, shift, seen }) => seen[j] === 1 && i + (mended ? shift : 0) >= j }),
});
