import { optimizer } from '../lib/optimizer.ts';

/** v ← μ v + lr g, θ ← θ − v. Reverse: the new v also moves θ, so dv ← dv − dθ; then dg = lr dv and dv ← μ dv. */
export default optimizer(
  'momentum(theta[n], v[n], g[T,n], lr[T]) -> theta1[n], v1[n]',
  (options) => ({ mu: options.number('mu') }),
  (k) => ({
    step({ theta, v }, g, lr, { mu }) {
      const v1 = k.combine(mu, v, lr, g);
      return { theta: k.combine(1, theta, -1, v1), v: v1 };
    },

    reverse(_, _g, lr, { mu }, _t, { theta: dtheta, v: dv1 }) {
      const dv = k.combine(1, dv1, -1, dtheta);
      return { before: { theta: dtheta, v: k.affine(mu, dv, 0) }, g: k.affine(lr, dv, 0) };
    },
  }),
);
