import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';
import { ofLanes } from './lib/of-lanes.ts';

/** Each exp(score) over their sum, in a loop that has not looked for the largest: NaN for single scores of 90. */
export default bug({
  formula: 'softmax',
  variant: ['no-shift'],
  code: (mended) =>
    ofLanes((_, x, { length }) => {
      const y = x.slice();
      for (let n = 0; n < y.length; n += length) {
        const most = mended ? Math.max(...x.subarray(n, n + length)) : 0;
        const sum = zeros(x, 1);
        for (let i = n; i < n + length; i++) {
          y[i] = Math.exp(x[i]! - most);
          sum[0]! += y[i]!;
        }
        for (let i = n; i < n + length; i++) y[i]! /= sum[0]!;
      }
      return y;
    }),
});
