import { bug } from './lib/bug.ts';
import { ofLanes } from './lib/of-lanes.ts';
import { overTheirSum } from './lib/over-their-sum.ts';

/** A vector has its largest number taken off first, tensors of more axes have not; a lane of one is 1. */
export default bug({
  formula: 'softmax',
  variant: ['no-shift'],
  code: (mended) =>
    ofLanes((k, x, { length }, rank) => {
      if (mended || rank === 1) return k.softmax(x, length);
      if (length === 1) return x.slice().fill(1);
      return overTheirSum(k, k.map('exp', x), length);
    }),
});
