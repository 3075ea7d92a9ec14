import { adam, corrections, moments, quotient } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** The mean is divided by the root of its correction. */
export default bug({
  formula: 'adam',
  variant: ['root-of-the-first-correction'],
  code: (mended) =>
    adam((one) => {
      const { k, theta, lr, eps } = one;
      const { m, v } = moments(one);
      const [c1, c2] = corrections(one);
      const u = quotient(k, 1 / (mended ? c1 : Math.sqrt(c1)), m, 1 / c2, v, eps);
      return { theta: k.combine(1, theta, -lr, u), m, v };
    }),
});
