import { bug } from './lib/bug.ts';
import { ofLanes } from './lib/of-lanes.ts';

/** The diagonal of the Jacobian alone: y (1 − y) dy. */
export default bug({
  formula: 'softmax',
  variant: ['diagonal-gradient'],
  code: (mended) =>
    ofLanes(
      (k, x, { length }) => k.softmax(x, length),
      (k, x, dy, { length }) => {
        const y = k.softmax(x, length);
        return mended ? k.softmaxGradient(y, dy, length) : k.multiply(dy, k.multiply(y, k.affine(-1, y, 1)));
      },
    ),
});
