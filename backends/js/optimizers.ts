import { type Kernels, zeros } from '../lib/kernels.ts';

export const optimizers = {
  momentStep(theta, m, v, g, { beta1, beta2, ofM, ofG, ofV, lr, eps }) {
    const [theta1, m1, v1] = [theta, m, v].map((x) => zeros(x, x.length));
    for (let i = 0; i < theta.length; i++) {
      const first = beta1 * m[i] + (1 - beta1) * g[i];
      const second = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
      m1[i] = first;
      v1[i] = second;
      theta1[i] = theta[i] - (lr * (ofM * first + ofG * g[i])) / (Math.sqrt(ofV * second) + eps);
    }
    return { theta: theta1, m: m1, v: v1 };
  },
} satisfies Partial<Kernels>;
