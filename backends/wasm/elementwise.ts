import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';

/** Shorter operands are repeated up to this length beforehand: kernels go through them period by period. */
const PERIOD = 64;

/** y as often as it takes to be worth a loop, and still a whole number of times in `length`. */
export function widened<F extends Floats>({ heap }: Engine, y: F, length: number): F {
  if (y.length >= PERIOD || y.length === length) return y;
  const times = Math.min(Math.ceil(PERIOD / y.length), Math.max(1, Math.floor(length / y.length)));
  const wide = heap.reserve(y, times * y.length);
  for (let n = 0; n < times; n++) wide.set(y, n * y.length);
  return wide;
}

export function elementwise(engine: Engine) {
  const { heap } = engine;

  const zip = <F extends Floats>(kernel: string, x: F, y: F, ...scalars: number[]): F => {
    const z = heap.reserve(x, x.length);
    const wide = widened(engine, y, x.length);
    const args = [heap.addressOf(x), heap.addressOf(wide), z.byteOffset, wide.length, ...scalars];
    engine.run(kernel, x, args, x.length, x.length);
    return z;
  };

  return {
    combine: (alpha, x, beta, y) => zip('combine', x, y, alpha, beta),
    multiply: (x, y) => zip('multiply', x, y),
    divide: (x, y) => zip('divide', x, y),

    affine(scale, x, shift) {
      const y = heap.reserve(x, x.length);
      engine.run('affine', x, [heap.addressOf(x), y.byteOffset, scale, shift], x.length, x.length);
      return y;
    },

    select(mask, x, otherwise) {
      const y = heap.reserve(x, x.length);
      const args = [heap.addressOf(mask), heap.addressOf(x), y.byteOffset, otherwise];
      engine.run('select', x, args, x.length, x.length);
      return y;
    },
  } satisfies Partial<Kernels>;
}
