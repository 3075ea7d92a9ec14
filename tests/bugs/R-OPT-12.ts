import { bug } from './lib/bug.ts';
import { rmspropMomentum } from './lib/rmsprop-momentum.ts';

/** eps under the root, where it holds small gradients down by its root. */
export default bug({
  formula: 'rmsprop-momentum',
  variant: ['eps-inside'],
  code: (mended) =>
    rmspropMomentum((k, theta, b, g, variance, { lr, mu, eps }) => {
      const root = mended
        ? k.affine(1, k.map('sqrt', variance), eps)
        : k.map('sqrt', k.affine(1, variance, eps));
      const b1 = k.combine(mu, b, 1, k.divide(g, root));
      return { theta: k.combine(1, theta, -lr, b1), b: b1 };
    }),
});
