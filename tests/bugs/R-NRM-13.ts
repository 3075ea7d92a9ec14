import { batchNorm } from './lib/batch-norm.ts';
import { bug } from './lib/bug.ts';

/** One variance for both, the biased one: to normalise the batch and to keep. */
export default bug({
  formula: 'batch-norm',
  variant: ['biased-running-variance'],
  code: (mended) =>
    batchNorm({
      update: (k, running, batch, M, share) => ({
        mean: k.combine(1 - share, running.mean, share, batch.mean),
        variance: k.combine(
          1 - share,
          running.variance,
          mended ? (share * M) / (M - 1) : share,
          batch.variance,
        ),
      }),
    }),
});
