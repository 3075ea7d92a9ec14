import { type Floats, type Kernels, type Product, zeros } from '../lib/kernels.ts';

/** A tile of C is 4 rows by 2 columns: its sums stay in registers. */
const ROWS = 4;
const COLUMNS = 2;
/** Columns of B that are packed at a time. */
const BLOCK = 64;
/** Multiplications below which packing does not pay. */
const SMALL = 512;

/** One row of A B into `row`, the inner loop running along the rows of B. */
function rowTimesMatrix(
  row: Float64Array,
  a: Floats,
  from: number,
  step: number,
  b: Floats,
  to: number,
  inner: number,
) {
  row.fill(0);
  for (let l = 0; l < inner; l++) {
    const factor = a[from + l * step];
    const start = to + l * row.length;
    for (let j = 0; j < row.length; j++) row[j] += factor * b[start + j];
  }
}

/** One row of A Bᵀ into `row`: dot products along the rows of B. */
function rowTimesTransposed(
  row: Float64Array,
  a: Floats,
  from: number,
  step: number,
  b: Floats,
  to: number,
  inner: number,
) {
  for (let j = 0; j < row.length; j++) {
    const start = to + j * inner;
    let total = 0;
    for (let l = 0; l < inner; l++) total += a[from + l * step] * b[start + l];
    row[j] = total;
  }
}

/** The doubles x[from + l · down + k · across] for l < inner and k < `width`, those up to `full` being 0, [inner, full]. */
function pack(
  to: Float64Array,
  start: number,
  x: Floats,
  from: number,
  down: number,
  across: number,
  inner: number,
  width: number,
  full: number,
) {
  for (let k = 0; k < full; k++)
    for (let l = 0; l < inner; l++)
      to[start + l * full + k] = k < width ? x[from + l * down + k * across] : 0;
}

/** sums[4, 2] = A[4, inner] · B[inner, 2], both packed; B begins at `from`. */
function multiplyTile(sums: Float64Array, a: Float64Array, b: Float64Array, from: number, inner: number) {
  let c00 = 0;
  let c01 = 0;
  let c10 = 0;
  let c11 = 0;
  let c20 = 0;
  let c21 = 0;
  let c30 = 0;
  let c31 = 0;
  for (let l = 0, k = 0, j = from; l < inner; l++, k += ROWS, j += COLUMNS) {
    const b0 = b[j];
    const b1 = b[j + 1];
    const a0 = a[k];
    c00 += a0 * b0;
    c01 += a0 * b1;
    const a1 = a[k + 1];
    c10 += a1 * b0;
    c11 += a1 * b1;
    const a2 = a[k + 2];
    c20 += a2 * b0;
    c21 += a2 * b1;
    const a3 = a[k + 3];
    c30 += a3 * b0;
    c31 += a3 * b1;
  }
  sums[0] = c00;
  sums[1] = c01;
  sums[2] = c10;
  sums[3] = c11;
  sums[4] = c20;
  sums[5] = c21;
  sums[6] = c30;
  sums[7] = c31;
}

/** Row by row: for few rows, and for what is small. */
function byRows(c: Floats, a: Floats, b: Floats, sizes: Product) {
  const { batch = 1, rows, inner, columns, transposeA = false, transposeB = false, scale = 1, plus } = sizes;
  const multiply = transposeB ? rowTimesTransposed : rowTimesMatrix;
  const row = new Float64Array(columns);
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < rows; i++) {
      const from = n * rows * inner + (transposeA ? i : i * inner);
      multiply(row, a, from, transposeA ? rows : 1, b, n * inner * columns, inner);
      const start = (n * rows + i) * columns;
      for (let j = 0; j < columns; j++) {
        const addend = plus === undefined ? 0 : plus[(start + j) % plus.length];
        c[start + j] = addend + scale * row[j];
      }
    }
}

/** Tile by tile, from packed doubles: the innermost loop sees one type of array and reads it from front to back. */
function byTiles(c: Floats, a: Floats, b: Floats, sizes: Product) {
  const { batch = 1, rows, inner, columns, transposeA = false, transposeB = false, scale = 1, plus } = sizes;
  const strip = new Float64Array(inner * ROWS);
  const panels = new Float64Array(inner * Math.min(BLOCK, columns + 1));
  const sums = new Float64Array(ROWS * COLUMNS);
  const [downA, acrossA] = transposeA ? [rows, 1] : [1, inner];
  const [downB, acrossB] = transposeB ? [1, inner] : [columns, 1];
  for (let n = 0; n < batch; n++)
    for (let first = 0; first < columns; first += BLOCK) {
      const end = Math.min(first + BLOCK, columns);
      for (let j = first; j < end; j += COLUMNS) {
        const from = n * inner * columns + j * acrossB;
        pack(
          panels,
          (j - first) * inner,
          b,
          from,
          downB,
          acrossB,
          inner,
          Math.min(COLUMNS, end - j),
          COLUMNS,
        );
      }
      for (let i = 0; i < rows; i += ROWS) {
        const height = Math.min(ROWS, rows - i);
        pack(strip, 0, a, n * rows * inner + i * acrossA, downA, acrossA, inner, height, ROWS);
        for (let j = first; j < end; j += COLUMNS) {
          multiplyTile(sums, strip, panels, (j - first) * inner, inner);
          for (let r = 0; r < height; r++)
            for (let s = 0; s < COLUMNS && j + s < end; s++) {
              const at = (n * rows + i + r) * columns + j + s;
              const addend = plus === undefined ? 0 : plus[at % plus.length];
              c[at] = addend + scale * sums[r * COLUMNS + s];
            }
        }
      }
    }
}

export function matmul<F extends Floats>(a: F, b: F, sizes: Product): F {
  const { batch = 1, rows, inner, columns } = sizes;
  const c = zeros(a, batch * rows * columns);
  const multiply = rows < ROWS || columns < 2 * COLUMNS || rows * inner * columns < SMALL ? byRows : byTiles;
  multiply(c, a, b, sizes);
  return c;
}

export const products = { matmul } satisfies Partial<Kernels>;
