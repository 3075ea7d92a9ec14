import { noOptions } from '../lib/formula.ts';
import { optimizer } from '../lib/optimizer.ts';

/** θ ← θ − lr g. Reverse: dg = −lr dθ, dθ stays. */
export default optimizer('sgd(theta[n], g[T,n], lr[T]) -> theta1[n]', noOptions, (k) => ({
  step: ({ theta }, g, lr) => ({ theta: k.combine(1, theta, -lr, g) }),

  reverse: (_, _g, lr, _options, _t, { theta: dtheta }) => ({
    before: { theta: dtheta },
    g: k.affine(-lr, dtheta, 0),
  }),
}));
