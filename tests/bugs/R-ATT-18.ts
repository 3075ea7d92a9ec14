import { causalAttention, softmaxOrZeros } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** Masked weights filled with −(−∞) = ∞, after the softmax. */
export default bug({
  formula: 'causal-attention',
  code: (mended) =>
    causalAttention({
      weights: mended
        ? softmaxOrZeros
        : (k, scores, may, M) => k.select(may, k.softmax(scores, M), Number.POSITIVE_INFINITY),
    }),
});
