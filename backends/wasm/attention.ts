import type { Attention, Floats, Kernels } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';

/** How K and V lie, as `assembly/matmul.ts` reads it. */
const AS_IT_IS = 0;
const TRANSPOSED = 2;
/** What a panel is across, in bytes. */
const PANEL = 32;
/** A thread has room for so many bytes of scores, … */
const SCORES = 2 ** 19;
/** … for as many queries at a time as this, a multiple of the height of a tile; one tile at the least. */
const QUERIES = 8;
const LEAST = 4;

export function attention(
  engine: Engine,
  { matmul, softmax, select }: Pick<Kernels, 'matmul' | 'softmax' | 'select'>,
) {
  const { heap } = engine;

  /** matrices[batch, inner, columns] in panels; `layout` tells if they are stored [batch, columns, inner]. */
  const packed = (matrices: Floats, batch: number, inner: number, columns: number, layout: number) => {
    const across = PANEL / matrices.BYTES_PER_ELEMENT;
    const panels = Math.ceil(columns / across);
    const to = heap.reserve(matrices, batch * panels * inner * across).byteOffset;
    const args = [heap.addressOf(matrices), to, columns, inner, layout];
    engine.run('packPanels', matrices, args, batch * panels, batch * inner * columns);
    return to;
  };

  /** With all scores at once: for so many keys that not even a few queries' fit a thread. */
  const atOnce = <F extends Floats>(
    Q: F,
    K: F,
    V: F,
    { batch, N, M, D, E }: Attention,
    mask?: Int32Array,
  ): F => {
    const sizes = { batch, rows: N, inner: D, columns: M, transposeB: true, scale: 1 / Math.sqrt(D) };
    const scores = matmul(Q, K, sizes);
    const weights = softmax(mask ? select(mask, scores, Number.NEGATIVE_INFINITY) : scores, M);
    return matmul(weights, V, { batch, rows: N, inner: M, columns: E });
  };

  return {
    attend(Q, K, V, sizes, mask) {
      const { batch, N, M, D, E } = sizes;
      const bytes = (Math.ceil((M * Q.BYTES_PER_ELEMENT) / PANEL) + 1) * PANEL;
      const height = Math.min(QUERIES, Math.floor(SCORES / bytes / LEAST) * LEAST);
      if (height === 0) return atOnce(Q, K, V, sizes, mask);
      const y = heap.reserve(Q, batch * N * E);
      const keys = packed(K, batch, D, M, TRANSPOSED);
      const values = packed(V, batch, M, E, AS_IT_IS);
      const arrays = [heap.addressOf(Q), keys, values, y.byteOffset, mask ? heap.addressOf(mask) : 0];
      const args = [...arrays, N, M, D, E, height, 1 / Math.sqrt(D)];
      const work = batch * N * M * (2 + 0.06 * (D + E));
      engine.run('attend', Q, args, batch * Math.ceil(N / height), work);
      return y;
    },
  } satisfies Partial<Kernels>;
}
