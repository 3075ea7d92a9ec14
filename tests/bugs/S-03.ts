import { bug } from './lib/bug.ts';
import { ofLanes } from './lib/of-lanes.ts';

/** The slope y (1 − y) of a sigmoid, each share by itself. */
export default bug({
  formula: 'softmax',
  variant: ['diagonal-gradient'],
  code: (mended) =>
    ofLanes(
      (k, x, { length }) => k.softmax(x, length),
      (k, x, dy, { length }) => {
        const y = k.softmax(x, length);
        const slope = k.multiply(y, k.affine(-1, y, 1));
        return mended ? k.softmaxGradient(y, dy, length) : k.multiply(dy, slope);
      },
    ),
});
