import type { Kernels } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';

export function optimizers(engine: Engine) {
  const { heap } = engine;
  return {
    momentStep(theta, m, v, g, { beta1, beta2, ofM, ofG, ofV, lr, eps }) {
      const read = [theta, m, v, g].map((x) => heap.addressOf(x));
      const [theta1, m1, v1] = [theta, m, v].map((x) => heap.reserve(x, x.length));
      const written = [theta1, m1, v1].map((x) => x.byteOffset);
      const args = [...read, ...written, beta1, beta2, ofM, ofG, ofV, lr, eps];
      engine.run('momentStep', theta, args, theta.length, 3 * theta.length);
      return { theta: theta1, m: m1, v: v1 };
    },
  } satisfies Partial<Kernels>;
}
