import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';

/** Columns of a piece of a sum, and columns and rows of a piece of a transposition, as `assembly/axes.ts` has them. */
const BLOCK = 512;
const [STRIP, PART] = [8, 1024];
/** So many numbers make a piece of a sum that is cut into chunks, and so few blocks are. */
const CHUNK = 8192;
const FEW = 16;

const ceilDiv = (a: number, b: number): number => Math.ceil(a / b);

export function axes(engine: Engine) {
  const { heap } = engine;

  /** The rows of a chunk, chosen by the sizes alone: sums are the same for any number of threads. */
  function chunkOf(outer: number, length: number, inner: number): number {
    if (outer * ceilDiv(inner, BLOCK) >= FEW) return length;
    return Math.max(64, ceilDiv(CHUNK, Math.min(inner, BLOCK)));
  }

  function sumTo(kernel: string, x: Floats, y: Floats, sizes: readonly number[], chunk: number): void {
    const [outer, length, inner] = sizes;
    const pieces = outer * Math.max(1, ceilDiv(length, chunk)) * ceilDiv(inner, BLOCK);
    const args = [heap.addressOf(x), y.byteOffset, length, inner, chunk];
    engine.run(kernel, x, args, pieces, outer * length * inner);
  }

  return {
    sum(x, outer, length, inner) {
      const y = heap.reserve(x, outer * inner);
      const chunk = Math.max(1, chunkOf(outer, length, inner));
      const chunks = ceilDiv(length, chunk);
      if (chunks <= 1) {
        sumTo('sum', x, y, [outer, length, inner], chunk);
        return y;
      }
      heap.scope(() => {
        const parts = heap.reserve(new Float64Array(), outer * chunks * inner);
        sumTo('sumParts', x, parts, [outer, length, inner], chunk);
        const total = heap.reserve(parts, y.length);
        sumTo('sum', parts, total, [outer, chunks, inner], chunks);
        y.set(total);
      });
      return y;
    },

    repeat(x, outer, length, inner) {
      const rows = inner === 0 ? 0 : outer * length;
      const y = heap.reserve(x, rows * inner);
      engine.run('repeat', x, [heap.addressOf(x), y.byteOffset, length, inner], rows, y.length);
      return y;
    },

    swapAxes(x, a, b, c, d) {
      const y = heap.reserve(x, x.length);
      if (x.length === 0) return y;
      if (b === 1 || c === 1) {
        y.set(x);
        return y;
      }
      const from = heap.addressOf(x);
      if (d === 1) {
        const pieces = a * ceilDiv(c, STRIP) * ceilDiv(b, PART);
        engine.run('transpose', x, [from, y.byteOffset, b, c], pieces, x.length);
      } else engine.run('swapAxes', x, [from, y.byteOffset, b, c, d], a * c, x.length);
      return y;
    },

    /**
     * The squares of f32 neither overflow nor vanish in doubles. Those of f64 may: then in units of a power of two near
     * the largest |x|, so that scaling rounds nothing that counts.
     */
    norm(x) {
      const chunks = ceilDiv(x.length, CHUNK);
      return heap.scope(() => {
        const at = heap.addressOf(x);
        const parts = heap.reserve(new Float64Array(), chunks);
        const squares = (scale: number) => {
          engine.run('squares', x, [at, parts.byteOffset, x.length, CHUNK, scale], chunks, x.length);
          return parts.reduce((sum, part) => sum + part, 0);
        };
        const sum = squares(1);
        if (Number.isNaN(sum) || (sum > 2 ** -900 && sum < Number.POSITIVE_INFINITY)) return Math.sqrt(sum);
        let largest = 0;
        for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]));
        if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
        const half = Math.floor(Math.log2(largest) / 2);
        return Math.sqrt(squares(2 ** -half)) * 2 ** half * 2 ** half;
      });
    },
  } satisfies Partial<Kernels>;
}
