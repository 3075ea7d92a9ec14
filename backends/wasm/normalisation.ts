import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';

/** How many rows of `columns` numbers. */
export const rowsOf = (x: Floats, columns: number): number => (x.length === 0 ? 0 : x.length / columns);

export function normalisation(engine: Engine) {
  const { heap } = engine;

  return {
    moments(x, columns) {
      const rows = rowsOf(x, columns);
      const mean = heap.reserve(x, rows);
      const variance = heap.reserve(x, rows);
      const args = [heap.addressOf(x), mean.byteOffset, variance.byteOffset, columns];
      engine.run('moments', x, args, rows, x.length);
      return { mean, variance };
    },

    normalise(x, columns, eps) {
      const rows = rowsOf(x, columns);
      const y = heap.reserve(x, x.length);
      const scale = heap.reserve(x, rows);
      const args = [heap.addressOf(x), y.byteOffset, scale.byteOffset, columns, eps];
      engine.run('normalise', x, args, rows, x.length);
      return { y, scale };
    },

    layerNorm(x, gamma, beta, columns, eps) {
      const y = heap.reserve(x, x.length);
      const inputs = [heap.addressOf(x), heap.addressOf(gamma), heap.addressOf(beta)];
      engine.run('layerNorm', x, [...inputs, y.byteOffset, columns, eps], rowsOf(x, columns), x.length);
      return y;
    },

    normaliseGradient(y, scale, dy, columns) {
      const dx = heap.reserve(y, y.length);
      const inputs = [heap.addressOf(y), heap.addressOf(scale), heap.addressOf(dy)];
      engine.run(
        'normaliseGradient',
        y,
        [...inputs, dx.byteOffset, columns],
        rowsOf(y, columns),
        2 * y.length,
      );
      return dx;
    },
  } satisfies Partial<Kernels>;
}
