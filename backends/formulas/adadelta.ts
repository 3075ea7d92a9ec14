import { optimizer } from '../lib/optimizer.ts';
import { rescale, rescaleGradient } from '../lib/root-mean-square.ts';

/**
 * s ← ρ s + (1−ρ) g², u = g a/b with a = √(d + eps), b = √(s + eps), θ ← θ − lr u, d ← ρ d + (1−ρ) u².
 * Reverse: du = −lr dθ + 2 (1−ρ) u dd; with w = g/b, u = w a: dw = du a, da = du w, and a passes da/2a on to the old d;
 * the rest is rmsprop's.
 */
export default optimizer(
  'adadelta(theta[n], s[n], d[n], g[T,n], lr[T]) -> theta1[n], s1[n], d1[n]',
  (options) => ({ rho: options.number('rho'), eps: options.number('eps', { least: 0 }) }),
  (k) => ({
    step({ theta, s, d }, g, lr, { rho, eps }) {
      const s1 = k.combine(rho, s, 1 - rho, k.multiply(g, g));
      const u = k.multiply(k.map('sqrt', k.affine(1, d, eps)), rescale(k, g, s1, eps).u);
      return {
        theta: k.combine(1, theta, -lr, u),
        s: s1,
        d: k.combine(rho, d, 1 - rho, k.multiply(u, u)),
      };
    },

    reverse({ s, d }, g, lr, { rho, eps }, _t, { theta: dtheta, s: ds1, d: dd1 }) {
      const s1 = k.combine(rho, s, 1 - rho, k.multiply(g, g));
      const shifted = k.affine(1, d, eps);
      const a = k.map('sqrt', shifted);
      const w = rescale(k, g, s1, eps).u;
      const du = k.combine(-lr, dtheta, 2 * (1 - rho), k.multiply(k.multiply(a, w), dd1));
      const through = rescaleGradient(k, g, s1, eps, k.multiply(du, a));
      const ds = k.combine(1, ds1, 1, through.s);
      const da = k.mapGradient('sqrt', shifted, k.multiply(du, w));
      return {
        before: { theta: dtheta, s: k.affine(rho, ds, 0), d: k.combine(rho, dd1, 1, da) },
        g: k.combine(1, through.g, 2 * (1 - rho), k.multiply(g, ds)),
      };
    },
  }),
);
