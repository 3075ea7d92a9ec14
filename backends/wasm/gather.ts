import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';

/** Below this many columns linking the indices takes longer than adding up. */
const FEW = 8;

export function gathering(engine: Engine) {
  const { heap } = engine;

  /** The n of each row are linked in their order, so that each row is summed up by itself. */
  function scatterLinked(x: Floats, indices: Int32Array, y: Floats, rows: number, columns: number): void {
    const first = heap.reserve(indices, rows).fill(-1);
    const next = heap.reserve(indices, indices.length);
    for (let n = indices.length - 1; n >= 0; n--) {
      next[n] = first[indices[n]];
      first[indices[n]] = n;
    }
    const args = [heap.addressOf(x), first.byteOffset, next.byteOffset, y.byteOffset, columns];
    engine.run('scatterAdd', x, args, rows, x.length + y.length);
  }

  function scatterFew(x: Floats, indices: Int32Array, y: Floats, rows: number, columns: number): void {
    const sums = y instanceof Float64Array ? y : heap.reserve(new Float64Array(), y.length);
    const inputs = [heap.addressOf(x), heap.addressOf(indices), indices.length];
    engine.run('scatterFew', x, [...inputs, sums.byteOffset, columns], rows, 2 * x.length + y.length);
    if (sums !== y) y.set(sums);
  }

  return {
    gather(x, indices, columns) {
      const y = heap.reserve(x, indices.length * columns);
      const args = [heap.addressOf(x), heap.addressOf(indices), y.byteOffset, columns];
      engine.run('gather', x, args, indices.length, y.length);
      return y;
    },

    scatterAdd(x, indices, rows, columns) {
      const y = heap.reserve(x, rows * columns);
      const scatter = columns < FEW ? scatterFew : scatterLinked;
      heap.scope(() => scatter(x, indices, y, rows, columns));
      return y;
    },
  } satisfies Partial<Kernels>;
}
