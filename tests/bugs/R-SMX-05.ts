import { bug } from './lib/bug.ts';
import { ofLanes } from './lib/of-lanes.ts';
import { overTheirSum } from './lib/over-their-sum.ts';

/** The gradient as that of a softmax of the raw scores, for cotangents divided by the shares, which may be 0. */
export default bug({
  formula: 'log-softmax',
  variant: ['gradient-divided-by-the-share'],
  code: (mended) =>
    ofLanes(
      (k, x, { length }) => k.logSoftmax(x, length),
      (k, x, dy, { length }) =>
        mended
          ? k.logSoftmaxGradient(k.softmax(x, length), dy, length)
          : k.softmaxGradient(
              overTheirSum(k, k.map('exp', x), length),
              k.divide(dy, k.softmax(x, length)),
              length,
            ),
    ),
});
