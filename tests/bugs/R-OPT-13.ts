import { bug } from './lib/bug.ts';
import { steps } from './lib/steps.ts';

/** An eps of 1e-4 under the root, written down in the code: no divisor is below a hundredth. */
export default bug({
  formula: 'rmsprop',
  variant: ['fixed-eps'],
  code: (mended) =>
    steps(
      'rmsprop(theta[n], s[n], g[T,n], lr[T]) -> theta1[n], s1[n]',
      (options) => ({ rho: options.number('rho'), eps: options.number('eps', { least: 0 }) }),
      (k) =>
        ({ theta, s }, g, lr, { rho, eps }) => {
          const s1 = k.combine(rho, s, 1 - rho, k.multiply(g, g));
          const root = k.map('sqrt', k.affine(1, s1, mended ? eps : 1e-4));
          return { theta: k.combine(1, theta, -lr, k.divide(g, root)), s: s1 };
        },
    ),
});
