import { optimizer } from '../lib/optimizer.ts';

/**
 * v ← μ v + lr g, θ ← θ − (μ v + lr g) with the new v: the look-ahead step seen from the point looked ahead to.
 * Reverse: dv ← dv − μ dθ; then dg = lr (dv − dθ) and dv ← μ dv.
 */
export default optimizer(
  'nesterov(theta[n], v[n], g[T,n], lr[T]) -> theta1[n], v1[n]',
  (options) => ({ mu: options.number('mu') }),
  (k) => ({
    step({ theta, v }, g, lr, { mu }) {
      const v1 = k.combine(mu, v, lr, g);
      return { theta: k.combine(1, theta, -1, k.combine(mu, v1, lr, g)), v: v1 };
    },

    reverse(_, _g, lr, { mu }, _t, { theta: dtheta, v: dv1 }) {
      const dv = k.combine(1, dv1, -mu, dtheta);
      return { before: { theta: dtheta, v: k.affine(mu, dv, 0) }, g: k.combine(lr, dv, -lr, dtheta) };
    },
  }),
);
