import { adam, corrections, direction, moments, quotient } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** Both corrections in the rate, so that eps is added to a root that has not been corrected. */
export default bug({
  formula: 'adam',
  variant: ['epsilon-hat'],
  code: (mended) =>
    adam((one) => {
      const { k, theta, lr, eps } = one;
      const { m, v } = moments(one);
      if (mended) return { theta: k.combine(1, theta, -lr, direction(one, { m, v })), m, v };
      const [c1, c2] = corrections(one);
      const rate = (lr * Math.sqrt(c2)) / c1;
      return { theta: k.combine(1, theta, -rate, quotient(k, 1, m, 1, v, eps)), m, v };
    }),
});
