import type { Elementary, Floats, Kernels } from '../lib/kernels.ts';
import { widened } from './elementwise.ts';
import type { Engine } from './engine.ts';

/** About what a number takes, in nanoseconds. */
const WORK: Readonly<Record<Elementary, number>> = {
  ...{ exp: 1, relu: 0.5, sigmoid: 1, sqrt: 0.5, tanh: 1.3 },
  ...{ cos: 15, erf: 15, expm1: 10, log: 8, log1p: 8, sin: 15, softplus: 20 },
};
/** And one of f32, where that is much less. */
const WORK_F32: Readonly<Partial<Record<Elementary, number>>> = {
  ...{ cos: 2, erf: 3.5, expm1: 1.5, log: 2, log1p: 2.5, sin: 2, softplus: 5 },
};

const work = (f: Elementary, x: Floats) => x.length * ((x.BYTES_PER_ELEMENT === 4 && WORK_F32[f]) || WORK[f]);

export function elementary(engine: Engine) {
  const { heap } = engine;
  return {
    map(f, x) {
      const y = heap.reserve(x, x.length);
      engine.run(f, x, [heap.addressOf(x), y.byteOffset], x.length, work(f, x));
      return y;
    },

    mapGradient(f, x, dy) {
      const dx = heap.reserve(x, x.length);
      const given = widened(engine, dy, x.length);
      const args = [heap.addressOf(x), heap.addressOf(given), dx.byteOffset, given.length];
      engine.run(`${f}Gradient`, x, args, x.length, 2 * work(f, x));
      return dx;
    },
  } satisfies Partial<Kernels>;
}
