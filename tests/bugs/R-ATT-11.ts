import { bug } from './lib/bug.ts';
import { multiHead } from './lib/multi-head.ts';

/** Scores times dim^−½, the width of the model, for dim_head^−½. */
export default bug({
  formula: 'multi-head-attention',
  variant: ['scale-by-model-width'],
  code: (mended) => multiHead({ scale: ({ A, D }) => (mended ? A : D) ** -0.5 }),
});
