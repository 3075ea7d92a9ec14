import type { Floats, Kernels, Product } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';

/** How operands and result lie, as `assembly/matmul.ts` reads it. */
const A_TRANSPOSED = 1;
const B_TRANSPOSED = 2;
const C_TRANSPOSED = 4;

/** Columns and bytes across a panel of B. */
const panelColumns = (like: Floats) => PANEL_BYTES / like.BYTES_PER_ELEMENT;
const PANEL_BYTES = 32;
/** The panels of one matrix are packed by each thread for itself up to this, in bytes. */
const OWN_PANELS = 2 ** 15;
/** Rows of a piece: a block of A for the second-level cache. */
const [LEAST, MOST] = [16, 32];
/** Below this many columns a product is bound by reading A. */
const THIN = 4;
/** Rows of a piece of a thin product whose A lies column by column: memory is read in long runs, the sums stay near. */
const RUN = 4096;

/** C = A B or Cᵀ = Bᵀ Aᵀ, whichever has the larger A. */
interface Turned<F extends Floats> {
  readonly a: F;
  readonly b: F;
  readonly rows: number;
  readonly columns: number;
  readonly layout: number;
}

/** All of B is packed beforehand, A block by block or not at all: the smaller operand is the one for B. */
function turned<F extends Floats>(a: F, b: F, sizes: Product): Turned<F> {
  const { rows, columns, transposeA = false, transposeB = false } = sizes;
  const layout = (A: boolean, B: boolean) => (A ? A_TRANSPOSED : 0) + (B ? B_TRANSPOSED : 0);
  if (2 * rows > columns) return { a, b, rows, columns, layout: layout(transposeA, transposeB) };
  return {
    a: b,
    b: a,
    rows: columns,
    columns: rows,
    layout: layout(!transposeB, !transposeA) + C_TRANSPOSED,
  };
}

/** Rows of a piece: of sixteen pieces, so that threads find enough to do, if those have neither too few nor too many. */
const heightOf = (rows: number): number => Math.min(MOST, Math.max(LEAST, 4 * Math.ceil(rows / 64)));

export function products(engine: Engine) {
  const { heap } = engine;

  /** Whole rows of C at the least, so that kernels need not look for the end of it within one. */
  const repeated = <F extends Floats>(plus: F, columns: number): F => {
    if (plus.length % columns === 0) return plus;
    const row = heap.reserve(plus, columns);
    for (let j = 0; j < columns; j++) row[j] = plus[j % plus.length];
    return row;
  };

  /** Where the panels of all matrices B lie, or 0 if it is left to the kernel to pack them. */
  const packed = (b: Floats, at: number, columns: number, inner: number, batch: number, layout: number) => {
    const panels = Math.ceil(columns / panelColumns(b));
    const bytes = panels * inner * PANEL_BYTES;
    if (bytes <= OWN_PANELS) return 0;
    const to = heap.reserve(b, batch * panels * inner * panelColumns(b)).byteOffset;
    engine.run('packPanels', b, [at, to, columns, inner, layout], batch * panels, batch * columns * inner);
    return to;
  };

  return {
    matmul<F extends Floats>(x: F, y: F, sizes: Product): F {
      const { batch = 1, inner, scale = 1, plus } = sizes;
      const c = heap.reserve(x, batch * sizes.rows * sizes.columns);
      if (c.length === 0) return c;
      const addends = plus && repeated(plus, sizes.columns);
      const { a, b, rows, columns, layout } = turned(x, y, sizes);
      const [ofA, ofB] = [heap.addressOf(a), heap.addressOf(b)];
      const result = [scale, addends ? heap.addressOf(addends) : 0, addends ? addends.length : 1];
      const size = a.BYTES_PER_ELEMENT / 4;
      const run = (kernel: string, at: readonly number[], height: number, perProduct: number) => {
        const args = [...at, rows, columns, inner, layout, height, ...result];
        const work = size * batch * rows * columns * (inner * perProduct + 1);
        engine.run(kernel, a, args, batch * Math.ceil(rows / height), work);
      };
      const byColumns = (layout & A_TRANSPOSED) !== 0;
      if (columns < THIN && (byColumns || columns === 1 || (layout & B_TRANSPOSED) !== 0)) {
        const height = byColumns ? RUN : heightOf(rows);
        run('matmulThin', [ofA, ofB, c.byteOffset], height, 0.2);
      } else {
        const panels = packed(b, ofB, columns, inner, batch, layout);
        run('matmul', [ofA, ofB, c.byteOffset, panels], heightOf(rows), 0.04);
      }
      return c;
    },
  } satisfies Partial<Kernels>;
}
