import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';
import { rowsOf } from './normalisation.ts';

export function softmax(engine: Engine) {
  const { heap } = engine;

  /** A kernel from rows to rows; `work` in nanoseconds a number. */
  const rows = <F extends Floats>(kernel: string, inputs: readonly F[], columns: number, work: number): F => {
    const [x] = inputs;
    const y = heap.reserve(x, x.length);
    const args = [...inputs.map((input) => heap.addressOf(input)), y.byteOffset, columns];
    engine.run(kernel, x, args, rowsOf(x, columns), work * x.length);
    return y;
  };

  return {
    softmax: (x, columns) => rows('softmax', [x], columns, 1),
    softmaxGradient: (y, dy, columns) => rows('softmaxGradient', [y, dy], columns, 1),
    logSoftmax: (x, columns) => rows('logSoftmax', [x], columns, 1),
    logSoftmaxGradient: (p, dy, columns) => rows('logSoftmaxGradient', [p, dy], columns, 1),
  } satisfies Partial<Kernels>;
}
