import { type Floats, type Kernels, type Product, zeros } from '../lib/kernels.ts';

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

export function matmul<F extends Floats>(a: F, b: F, sizes: Product): F {
  const { batch = 1, rows, inner, columns, transposeA = false, transposeB = false, scale = 1, plus } = sizes;
  const multiply = transposeB ? rowTimesTransposed : rowTimesMatrix;
  const row = new Float64Array(columns);
  const c = zeros(a, batch * rows * columns);
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
  return c;
}

export const products = { matmul } satisfies Partial<Kernels>;
