import { maskedAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** softmax(s) + mask in the place of softmax(s + mask), the mask 0 and −∞. */
export default bug({
  formula: 'scaled-dot-product-attention',
  code: (mended) =>
    maskedAttention({
      weights(k, scores, may, M) {
        const mask = scores.map((_, n) => (may[n] === 1 ? 0 : Number.NEGATIVE_INFINITY));
        return mended
          ? k.softmax(k.combine(1, scores, 1, mask), M)
          : k.combine(1, k.softmax(scores, M), 1, mask);
      },
    }),
});
