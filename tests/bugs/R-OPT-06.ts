import { adam, corrections, moments, quotient } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** The corrections are taken off 1 a second time, which leaves βᵗ. */
export default bug({
  formula: 'adam',
  variant: ['corrected-by-the-wrong-end'],
  code: (mended) =>
    adam((one) => {
      const { k, theta, lr, eps } = one;
      const { m, v } = moments(one);
      const [c1, c2] = corrections(one).map((c) => (mended ? c : 1 - c)) as [number, number];
      return { theta: k.combine(1, theta, -lr, quotient(k, 1 / c1, m, 1 / c2, v, eps)), m, v };
    }),
});
