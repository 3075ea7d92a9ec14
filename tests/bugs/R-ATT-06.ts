import { causalAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** Aligned at the bottom right where the top left is asked for: more queries than keys, and the first see nothing. */
export default bug({
  formula: 'causal-attention',
  variant: ['always-bottom-right'],
  code: (mended) =>
    causalAttention({
      may: ({ i, j, shift, seen, M, N }) => seen[j] === 1 && j <= i + (mended ? shift : M - N),
    }),
});
