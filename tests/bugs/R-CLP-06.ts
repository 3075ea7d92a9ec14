import type { Floats, Kernels } from '../../backends/lib/kernels.ts';
import { direction, moments } from './lib/adam.ts';
import { bug } from './lib/bug.ts';
import { steps } from './lib/steps.ts';

/** What is cut is Adam’s step and not the gradient before it, so that a spike goes into the moments at full height. */
export default bug({
  formula: 'clipped-adam',
  variant: ['steps-clipped'],
  code: (mended) =>
    steps(
      'clipped-adam(theta[n], m[n], v[n], g[T,n], lr[T]) -> theta1[n], m1[n], v1[n]',
      (options) => ({
        c: options.number('c', { least: 0 }),
        beta1: options.number('beta1', { least: 0, most: 1 }),
        beta2: options.number('beta2', { least: 0, most: 1 }),
        eps: options.number('eps', { least: 0 }),
        t0: options.integer('t0', { least: 0 }),
      }),
      (k) =>
        ({ theta, m, v }, g, lr, { c, t0, ...numbers }, s) => {
          const one = { k, theta, m, v, g: mended ? cut(k, g, c) : g, lr, ...numbers, t: t0 + s };
          const after = moments(one);
          const step = k.affine(lr, direction(one, after), 0);
          return { theta: k.combine(1, theta, -1, mended ? step : cut(k, step, c)), ...after };
        },
    ),
});

function cut(k: Kernels, x: Floats, c: number): Floats {
  const norm = k.norm(x);
  return norm <= c ? x : k.affine(c / norm, x, 0);
}
