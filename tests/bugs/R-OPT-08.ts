import { larger } from '../../backends/lib/larger.ts';
import { quotient } from './lib/adam.ts';
import { bug } from './lib/bug.ts';
import { steps } from './lib/steps.ts';

/** The largest of the corrected second moments is kept, not the largest of the moments, corrected afterwards. */
export default bug({
  formula: 'amsgrad',
  variant: ['corrected-before-the-maximum'],
  code: (mended) =>
    steps(
      'amsgrad(theta[n], m[n], v[n], w[n], g[T,n], lr[T]) -> theta1[n], m1[n], v1[n], w1[n]',
      (options) => ({
        beta1: options.number('beta1', { least: 0, most: 1 }),
        beta2: options.number('beta2', { least: 0, most: 1 }),
        eps: options.number('eps', { least: 0 }),
        t0: options.integer('t0', { least: 0 }),
      }),
      (k) =>
        ({ theta, m, v, w }, g, lr, { beta1, beta2, eps, t0 }, t) => {
          const m1 = k.combine(beta1, m, 1 - beta1, g);
          const v1 = k.combine(beta2, v, 1 - beta2, k.multiply(g, g));
          const ofM = 1 / (1 - beta1 ** (t0 + t));
          const ofV = 1 / (1 - beta2 ** (t0 + t));
          const w1 = larger(k, w, mended ? v1 : k.affine(ofV, v1, 0)).max;
          const u = quotient(k, ofM, m1, mended ? ofV : 1, w1, eps);
          return { theta: k.combine(1, theta, -lr, u), m: m1, v: v1, w: w1 };
        },
    ),
});
