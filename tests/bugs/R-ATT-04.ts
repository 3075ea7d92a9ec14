import { causalAttention, maskedSoftmax, softmaxOrZeros } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** exp(−∞ − (−∞)) in a row of which padding and the causal mask together leave nothing: NaN. */
export default bug({
  formula: 'causal-attention',
  variant: ['nothing-to-see-is-nan'],
  code: (mended) => causalAttention({ weights: mended ? softmaxOrZeros : maskedSoftmax }),
});
