import { bug } from './lib/bug.ts';
import { multiHead } from './lib/multi-head.ts';

/** Scores over the root of the width of all heads together, √M, not over √(M/H). */
export default bug({
  formula: 'multi-head-attention',
  variant: ['scale-by-all-heads'],
  code: (mended) => multiHead({ scale: ({ A, H }) => 1 / Math.sqrt(mended ? A : H * A) }),
});
