import { bug } from './lib/bug.ts';
import { multiHead } from './lib/multi-head.ts';

/** Heads split by view(B,h,T,d), without the transposition of view(B,T,h,d). */
export default bug({
  formula: 'multi-head-attention',
  variant: ['heads-split-without-transposing'],
  code: (mended) =>
    multiHead({ split: (k, x, B, T, H, width) => (mended ? k.swapAxes(x, B, T, H, width) : x) }),
});
