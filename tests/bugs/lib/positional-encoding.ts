import { formula, type OverKernels } from '../../../backends/lib/formula.ts';

interface Table {
  readonly length: number;
  readonly d: number;
  readonly base: number;
}

/** Sinusoidal positional encoding from what fills a table of zeros, a row of d a position. */
export const positionalEncoding = (fill: (rows: Float64Array[], table: Table) => void): OverKernels =>
  formula(
    'sinusoidal-positional-encoding() -> y[length,d]',
    (options) => ({
      length: options.integer('length'),
      d: options.integer('d'),
      base: options.number('base'),
    }),
    () => ({
      forward(_inputs, _sizes, table, { dtype }) {
        const { length, d } = table;
        const rows = Array.from({ length }, () => new Float64Array(d));
        fill(rows, table);
        const numbers = rows.flatMap((row) => [...row]);
        return { y: dtype === 'f32' ? Float32Array.from(numbers) : Float64Array.from(numbers) };
      },
    }),
  );
