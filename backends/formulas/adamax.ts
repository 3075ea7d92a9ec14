import type { Floats, Kernels } from '../lib/kernels.ts';
import { larger, largerGradient } from '../lib/larger.ts';
import { optimizer } from '../lib/optimizer.ts';

const size = (k: Kernels, g: Floats): Floats =>
  k.combine(1, k.map('relu', g), 1, k.map('relu', k.affine(-1, g, 0)));

/** d sign(g), nothing where g is 0. */
const sizeGradient = (k: Kernels, g: Floats, d: Floats): Floats =>
  k.combine(1, k.mapGradient('relu', g, d), -1, k.mapGradient('relu', k.affine(-1, g, 0), d));

/**
 * m ← β₁ m + (1−β₁) g, u ← max(β₂ u, |g| + eps), θ ← θ − lr/(1 − β₁ᵗ) m/u. Reverse: with d = −lr/(1 − β₁ᵗ) dθ,
 * dm ← dm + d/u and du ← du − d m/u²; du goes back to the larger, faded to the old u or with its sign to g.
 */
export default optimizer(
  'adamax(theta[n], m[n], u[n], g[T,n], lr[T]) -> theta1[n], m1[n], u1[n]',
  (options) => ({
    beta1: options.number('beta1', { least: 0, most: 1 }),
    beta2: options.number('beta2', { least: 0, most: 1 }),
    eps: options.number('eps', { least: 0 }),
    t0: options.integer('t0', { least: 0 }),
  }),
  (k) => ({
    step({ theta, m, u }, g, lr, { beta1, beta2, eps, t0 }, t) {
      const m1 = k.combine(beta1, m, 1 - beta1, g);
      const { max: u1 } = larger(k, k.affine(beta2, u, 0), k.affine(1, size(k, g), eps));
      const rate = lr / (1 - beta1 ** (t0 + t));
      return { theta: k.combine(1, theta, -rate, k.divide(m1, u1)), m: m1, u: u1 };
    },

    reverse({ m, u }, g, lr, { beta1, beta2, eps, t0 }, t, { theta: dtheta, m: dm1, u: du1 }) {
      const m1 = k.combine(beta1, m, 1 - beta1, g);
      const { max: u1, first } = larger(k, k.affine(beta2, u, 0), k.affine(1, size(k, g), eps));
      const over = k.divide(k.affine(-lr / (1 - beta1 ** (t0 + t)), dtheta, 0), u1);
      const dm = k.combine(1, dm1, 1, over);
      const through = k.combine(1, du1, -1, k.multiply(over, k.divide(m1, u1)));
      const [faded, fresh] = largerGradient(k, first, through);
      return {
        before: { theta: dtheta, m: k.affine(beta1, dm, 0), u: k.affine(beta2, faded, 0) },
        g: k.combine(1 - beta1, dm, 1, sizeGradient(k, g, fresh)),
      };
    },
  }),
);
