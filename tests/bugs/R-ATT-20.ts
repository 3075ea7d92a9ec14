import { maskedAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** A mask in which 1 means padding, given where 1 means to be seen. */
export default bug({
  formula: 'scaled-dot-product-attention',
  variant: ['mask-blocks'],
  code: (mended) => maskedAttention({ may: (mask) => mask.map((one) => (mended ? one : 1 - one)) }),
});
