import { correctedStep, correctedStepGradient } from '../lib/corrected-step.ts';
import { larger, largerGradient } from '../lib/larger.ts';
import { optimizer } from '../lib/optimizer.ts';

/**
 * m ← β₁ m + (1−β₁) g, v ← β₂ v + (1−β₂) g², w ← max(w, v), θ ← θ − lr m̂/(√ŵ + eps). Reverse: Adam’s with w in the
 * place of v; the new w passes its gradient on to the larger of the old w and the new v.
 */
export default optimizer(
  'amsgrad(theta[n], m[n], v[n], w[n], g[T,n], lr[T]) -> theta1[n], m1[n], v1[n], w1[n]',
  (options) => ({
    beta1: options.number('beta1', { least: 0, most: 1 }),
    beta2: options.number('beta2', { least: 0, most: 1 }),
    eps: options.number('eps', { least: 0 }),
    t0: options.integer('t0', { least: 0 }),
  }),
  (k) => ({
    step({ theta, m, v, w }, g, lr, numbers, t) {
      const m1 = k.combine(numbers.beta1, m, 1 - numbers.beta1, g);
      const v1 = k.combine(numbers.beta2, v, 1 - numbers.beta2, k.multiply(g, g));
      const w1 = larger(k, w, v1).max;
      const { u } = correctedStep(k, m1, w1, numbers, t);
      return { theta: k.combine(1, theta, -lr, u), m: m1, v: v1, w: w1 };
    },

    reverse({ m, v, w }, g, lr, numbers, t, { theta: dtheta, m: dm1, v: dv1, w: dw1 }) {
      const { beta1, beta2 } = numbers;
      const m1 = k.combine(beta1, m, 1 - beta1, g);
      const v1 = k.combine(beta2, v, 1 - beta2, k.multiply(g, g));
      const { max: w1, first } = larger(k, w, v1);
      const back = correctedStepGradient(k, m1, w1, numbers, t, k.affine(-lr, dtheta, 0));
      const [dw, throughV] = largerGradient(k, first, k.combine(1, dw1, 1, back.v));
      const [dm, dv] = [k.combine(1, dm1, 1, back.m), k.combine(1, dv1, 1, throughV)];
      return {
        before: { theta: dtheta, m: k.affine(beta1, dm, 0), v: k.affine(beta2, dv, 0), w: dw },
        g: k.combine(1 - beta1, dm, 2 * (1 - beta2), k.multiply(g, dv)),
      };
    },
  }),
);
