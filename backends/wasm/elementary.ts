import type { Elementary, Kernels } from '../lib/kernels.ts';
import { widened } from './elementwise.ts';
import type { Engine } from './engine.ts';

/** About what a number takes, in nanoseconds. */
const WORK: Readonly<Record<Elementary, number>> = {
  ...{ exp: 1, relu: 0.5, sigmoid: 1, sqrt: 0.5, tanh: 1.3 },
  ...{ cos: 15, erf: 15, expm1: 10, log: 8, log1p: 8, sin: 15, softplus: 20 },
};

export function elementary(engine: Engine) {
  const { heap } = engine;
  return {
    map(f, x) {
      const y = heap.reserve(x, x.length);
      engine.run(f, x, [heap.addressOf(x), y.byteOffset], x.length, WORK[f] * x.length);
      return y;
    },

    mapGradient(f, x, dy) {
      const dx = heap.reserve(x, x.length);
      const given = widened(engine, dy, x.length);
      const args = [heap.addressOf(x), heap.addressOf(given), dx.byteOffset, given.length];
      engine.run(`${f}Gradient`, x, args, x.length, 2 * WORK[f] * x.length);
      return dx;
    },
  } satisfies Partial<Kernels>;
}
