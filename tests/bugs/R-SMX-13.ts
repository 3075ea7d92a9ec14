import { bug } from './lib/bug.ts';
import { ofLanes } from './lib/of-lanes.ts';

/** p (1 − p) for every element, in the place of the Jacobian diag(p) − p pᵀ. */
export default bug({
  formula: 'softmax',
  variant: ['diagonal-gradient'],
  code: (mended) =>
    ofLanes(
      (k, x, { length }) => k.softmax(x, length),
      (k, x, dy, { length }) => {
        const p = k.softmax(x, length);
        if (mended) return k.softmaxGradient(p, dy, length);
        const gradient = (share: number) => share * (1 - share);
        return k.multiply(dy, p.map(gradient));
      },
    ),
});
