import { adam, corrections, moments, quotient } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** The mean is corrected in place: the next step goes on from the corrected one. */
export default bug({
  formula: 'adam',
  variant: ['corrected-mean-fed-back', 'corrected-moments-fed-back'],
  code: (mended) =>
    adam((one) => {
      const { k, theta, lr, eps } = one;
      const { m, v } = moments(one);
      const [c1, c2] = corrections(one);
      const corrected = k.affine(1 / c1, m, 0);
      const u = quotient(k, 1, corrected, 1 / c2, v, eps);
      return { theta: k.combine(1, theta, -lr, u), m: mended ? m : corrected, v };
    }),
});
