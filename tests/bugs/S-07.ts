import { chosen } from '../../backends/lib/indices.ts';
import { bug } from './lib/bug.ts';
import { softmaxLoss } from './lib/softmax-loss.ts';

/** The loss takes scores, and gets their softmax. */
export default bug({
  formula: 'softmax-cross-entropy',
  variant: ['softmax-twice'],
  code: (mended) =>
    softmaxLoss((k, z, t, K) => {
      const logs = k.logSoftmax(mended ? z : k.softmax(z, K), K);
      return k.affine(-1, k.gather(logs, chosen(t, K), 1), 0);
    }),
});
