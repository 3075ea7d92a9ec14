import { batchNorm } from './lib/batch-norm.ts';
import { bug } from './lib/bug.ts';

/** Momentum the wrong way round: the share of the running statistics in the place of the batch’s. */
export default bug({
  formula: 'batch-norm',
  variant: ['momentum-of-the-old'],
  code: (mended) =>
    batchNorm({
      update(k, running, batch, M, momentum) {
        const [old, own] = mended ? [1 - momentum, momentum] : [momentum, 1 - momentum];
        return {
          mean: k.combine(old, running.mean, own, batch.mean),
          variance: k.combine(old, running.variance, (own * M) / (M - 1), batch.variance),
        };
      },
    }),
});
