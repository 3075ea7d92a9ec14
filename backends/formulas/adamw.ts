import { correctedStep, correctedStepGradient } from '../lib/corrected-step.ts';
import { optimizer } from '../lib/optimizer.ts';

/**
 * m ← β₁ m + (1−β₁) g, v ← β₂ v + (1−β₂) g², θ ← (1 − lr λ) θ − lr m̂/(√v̂ + eps). Reverse: Adam’s, and θ passes on
 * (1 − lr λ) dθ.
 */
export default optimizer(
  'adamw(theta[n], m[n], v[n], g[T,n], lr[T]) -> theta1[n], m1[n], v1[n]',
  (options) => ({
    beta1: options.number('beta1', { least: 0, most: 1 }),
    beta2: options.number('beta2', { least: 0, most: 1 }),
    eps: options.number('eps', { least: 0 }),
    decay: options.number('decay', { least: 0 }),
    t0: options.integer('t0', { least: 0 }),
  }),
  (k) => ({
    step({ theta, m, v }, g, lr, { decay, ...numbers }, t) {
      const m1 = k.combine(numbers.beta1, m, 1 - numbers.beta1, g);
      const v1 = k.combine(numbers.beta2, v, 1 - numbers.beta2, k.multiply(g, g));
      const { u } = correctedStep(k, m1, v1, numbers, t);
      return { theta: k.combine(1 - lr * decay, theta, -lr, u), m: m1, v: v1 };
    },

    reverse({ m, v }, g, lr, { decay, ...numbers }, t, { theta: dtheta, m: dm1, v: dv1 }) {
      const { beta1, beta2 } = numbers;
      const m1 = k.combine(beta1, m, 1 - beta1, g);
      const v1 = k.combine(beta2, v, 1 - beta2, k.multiply(g, g));
      const back = correctedStepGradient(k, m1, v1, numbers, t, k.affine(-lr, dtheta, 0));
      const [dm, dv] = [k.combine(1, dm1, 1, back.m), k.combine(1, dv1, 1, back.v)];
      return {
        before: {
          theta: k.affine(1 - lr * decay, dtheta, 0),
          m: k.affine(beta1, dm, 0),
          v: k.affine(beta2, dv, 0),
        },
        g: k.combine(1 - beta1, dm, 2 * (1 - beta2), k.multiply(g, dv)),
      };
    },
  }),
);
