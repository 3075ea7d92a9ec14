import { adam, corrections, moments, quotient } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** Both moments are handed on corrected, so that the corrections pile up. */
export default bug({
  formula: 'adam',
  variant: ['corrected-moments-fed-back'],
  code: (mended) =>
    adam((one) => {
      const { k, theta, lr, eps } = one;
      const { m, v } = moments(one);
      const [c1, c2] = corrections(one);
      const hat = { m: k.affine(1 / c1, m, 0), v: k.affine(1 / c2, v, 0) };
      const u = quotient(k, 1, hat.m, 1, hat.v, eps);
      return { theta: k.combine(1, theta, -lr, u), ...(mended ? { m, v } : hat) };
    }),
});
