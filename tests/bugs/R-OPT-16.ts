import { bug } from './lib/bug.ts';
import { rmspropMomentum } from './lib/rmsprop-momentum.ts';

/** The rate goes into the buffer, where it lives on after it has been changed. */
export default bug({
  formula: 'rmsprop-momentum',
  variant: ['rate-inside-the-buffer'],
  code: (mended) =>
    rmspropMomentum((k, theta, b, g, variance, { lr, mu, eps }) => {
      const divided = k.divide(g, k.affine(1, k.map('sqrt', variance), eps));
      const b1 = k.combine(mu, b, mended ? 1 : lr, divided);
      return { theta: k.combine(1, theta, mended ? -lr : -1, b1), b: b1 };
    }),
});
