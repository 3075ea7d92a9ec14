import { correctedStep, correctedStepGradient } from '../lib/corrected-step.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import { optimizer } from '../lib/optimizer.ts';

/** g within the ball ‖g‖ ≤ c, else c u with u = g/‖g‖. */
function cut(k: Kernels, g: Floats, c: number): Floats {
  const norm = k.norm(g);
  return norm <= c ? g : k.affine(c / norm, g, 0);
}

/** dg = c/‖g‖ (d − u (u·d)) beyond the cap, d within. */
function cutGradient(k: Kernels, g: Floats, c: number, d: Floats): Floats {
  const norm = k.norm(g);
  if (norm <= c) return d;
  const u = k.affine(1 / norm, g, 0);
  const [along] = k.matmul(u, d, { rows: 1, inner: g.length, columns: 1 });
  return k.combine(c / norm, d, (-c / norm) * along, u);
}

/** Adam’s step with the cut gradient in the place of g; what comes back to that goes through the cut. */
export default optimizer(
  'clipped-adam(theta[n], m[n], v[n], g[T,n], lr[T]) -> theta1[n], m1[n], v1[n]',
  (options) => ({
    c: options.number('c', { least: 0 }),
    beta1: options.number('beta1', { least: 0, most: 1 }),
    beta2: options.number('beta2', { least: 0, most: 1 }),
    eps: options.number('eps', { least: 0 }),
    t0: options.integer('t0', { least: 0 }),
  }),
  (k) => ({
    step({ theta, m, v }, g, lr, { c, ...numbers }, t) {
      const d = cut(k, g, c);
      const m1 = k.combine(numbers.beta1, m, 1 - numbers.beta1, d);
      const v1 = k.combine(numbers.beta2, v, 1 - numbers.beta2, k.multiply(d, d));
      const { u } = correctedStep(k, m1, v1, numbers, t);
      return { theta: k.combine(1, theta, -lr, u), m: m1, v: v1 };
    },

    reverse({ m, v }, g, lr, { c, ...numbers }, t, { theta: dtheta, m: dm1, v: dv1 }) {
      const { beta1, beta2 } = numbers;
      const d = cut(k, g, c);
      const m1 = k.combine(beta1, m, 1 - beta1, d);
      const v1 = k.combine(beta2, v, 1 - beta2, k.multiply(d, d));
      const back = correctedStepGradient(k, m1, v1, numbers, t, k.affine(-lr, dtheta, 0));
      const [dm, dv] = [k.combine(1, dm1, 1, back.m), k.combine(1, dv1, 1, back.v)];
      return {
        before: { theta: dtheta, m: k.affine(beta1, dm, 0), v: k.affine(beta2, dv, 0) },
        g: cutGradient(k, g, c, k.combine(1 - beta1, dm, 2 * (1 - beta2), k.multiply(d, dv))),
      };
    },
  }),
);
