import { bug } from './lib/bug.ts';
import { ofLanes } from './lib/of-lanes.ts';

/** x − log Σ exp x, the largest not taken off first: −∞ for a single large number. */
export default bug({
  formula: 'log-softmax',
  variant: ['no-shift'],
  code: (mended) =>
    ofLanes((k, x, { length }) => {
      if (mended) return k.logSoftmax(x, length);
      const total = k.map('log', k.sum(k.map('exp', x), x.length / length, length, 1));
      return k.combine(1, x, -1, k.repeat(total, total.length, length, 1));
    }),
});
