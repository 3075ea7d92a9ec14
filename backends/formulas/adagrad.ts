import { optimizer } from '../lib/optimizer.ts';
import { rescale, rescaleGradient } from '../lib/root-mean-square.ts';

/**
 * s ← s + g², θ ← θ − lr u, u = g/√(s + eps).
 * Reverse: u gets −lr dθ and passes it on to g and to the new s; the new s passes all it has on to the old, and 2 g ds
 * to g.
 */
export default optimizer(
  'adagrad(theta[n], s[n], g[T,n], lr[T]) -> theta1[n], s1[n]',
  (options) => ({ eps: options.number('eps', { least: 0 }) }),
  (k) => ({
    step({ theta, s }, g, lr, { eps }) {
      const s1 = k.combine(1, s, 1, k.multiply(g, g));
      return { theta: k.combine(1, theta, -lr, rescale(k, g, s1, eps).u), s: s1 };
    },

    reverse({ s }, g, lr, { eps }, _t, { theta: dtheta, s: ds1 }) {
      const s1 = k.combine(1, s, 1, k.multiply(g, g));
      const through = rescaleGradient(k, g, s1, eps, k.affine(-lr, dtheta, 0));
      const ds = k.combine(1, ds1, 1, through.s);
      return { before: { theta: dtheta, s: ds }, g: k.combine(1, through.g, 2, k.multiply(g, ds)) };
    },
  }),
);
