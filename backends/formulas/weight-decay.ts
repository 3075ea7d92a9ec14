import { optimizer } from '../lib/optimizer.ts';

/** θ ← (1 − lr λ) θ − lr g. Reverse: dg = −lr dθ, and θ passes on (1 − lr λ) dθ. */
export default optimizer(
  'weight-decay(theta[n], g[T,n], lr[T]) -> theta1[n]',
  (options) => ({ decay: options.number('decay', { least: 0 }) }),
  (k) => ({
    step: ({ theta }, g, lr, { decay }) => ({ theta: k.combine(1 - lr * decay, theta, -lr, g) }),

    reverse: (_, _g, lr, { decay }, _t, { theta: dtheta }) => ({
      before: { theta: k.affine(1 - lr * decay, dtheta, 0) },
      g: k.affine(-lr, dtheta, 0),
    }),
  }),
);
