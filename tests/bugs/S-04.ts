import { chosen } from '../../backends/lib/indices.ts';
import { bug } from './lib/bug.ts';
import { softmaxLoss } from './lib/softmax-loss.ts';

/** −log(p + 1e-9) of a computed softmax, which is never above 20.7. */
export default bug({
  formula: 'softmax-cross-entropy',
  variant: ['epsilon-in-log'],
  code: (mended) =>
    softmaxLoss((k, z, t, K) => {
      const logs = mended ? k.logSoftmax(z, K) : k.map('log', k.affine(1, k.softmax(z, K), 1e-9));
      return k.affine(-1, k.gather(logs, chosen(t, K), 1), 0);
    }),
});
