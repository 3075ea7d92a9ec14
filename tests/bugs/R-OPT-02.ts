import { adamw, corrections, moments } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** The root is corrected by the size of the step, after eps has been added to it. */
export default bug({
  formula: 'adamw',
  variant: ['epsilon-hat'],
  code: (mended) =>
    adamw((one) => {
      const { k, theta, lr, eps, decay } = one;
      const { m, v } = moments(one);
      const [c1, c2] = corrections(one);
      const root = k.map('sqrt', v);
      const divisor = mended ? k.affine(1 / Math.sqrt(c2), root, eps) : k.affine(1, root, eps);
      const size = mended ? lr / c1 : (lr * Math.sqrt(c2)) / c1;
      return { theta: k.combine(1 - lr * decay, theta, -size, k.divide(m, divisor)), m, v };
    }),
});
