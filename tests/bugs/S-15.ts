import { adam, corrections, moments } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** eps under the root of the second moment. */
export default bug({
  formula: 'adam',
  variant: ['eps-in-root'],
  code: (mended) =>
    adam((one) => {
      const { k, theta, lr, eps } = one;
      const { m, v } = moments(one);
      const [c1, c2] = corrections(one);
      const corrected = k.affine(1 / c2, v, 0);
      const divisor = mended
        ? k.affine(1, k.map('sqrt', corrected), eps)
        : k.map('sqrt', k.affine(1, corrected, eps));
      return { theta: k.combine(1, theta, -lr / c1, k.divide(m, divisor)), m, v };
    }),
});
