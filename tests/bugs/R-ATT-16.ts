import { causalAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** The padding mask [B,K] laid along the queries, mask[:,:,None] for mask[:,None,:]. */
export default bug({
  formula: 'causal-attention',
  variant: ['padding-mask-on-the-queries'],
  code: (mended) =>
    causalAttention({ may: ({ i, j, shift, seen }) => (seen[mended ? j : i] ?? 1) === 1 && j <= i + shift }),
});
