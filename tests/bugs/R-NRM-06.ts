import { perChannel } from '../../backends/lib/channels.ts';
import { batchNorm } from './lib/batch-norm.ts';
import { bug } from './lib/bug.ts';
import { momentsInOnePass } from './lib/moments.ts';

/** E[(x − s)²] − E[x − s]² with the running mean for the shift s, which is far from the mean of the batch. */
export default bug({
  formula: 'batch-norm',
  code: (mended) =>
    batchNorm({
      moments(k, rows, M, running) {
        if (mended) return k.moments(rows, M);
        const shifted = momentsInOnePass(k, k.combine(1, rows, -1, perChannel(k, running.mean, M)), M);
        return { mean: k.combine(1, shifted.mean, 1, running.mean), variance: shifted.variance };
      },
    }),
});
