import type { Floats, Kernels } from './kernels.ts';

/** w[rows, columns] divided by the sums of its rows. */
export const sharesOf = (k: Kernels, w: Floats, rows: number, columns: number): Floats =>
  k.divide(w, k.repeat(k.sum(w, rows, columns, 1), rows, columns, 1));

/** From p = w/Σw along the rows: dw = (dp − Σ dp∘p)/Σw. */
export function sharesGradient(k: Kernels, w: Floats, dp: Floats, rows: number, columns: number): Floats {
  const total = k.sum(w, rows, columns, 1);
  const along = k.sum(k.multiply(dp, sharesOf(k, w, rows, columns)), rows, columns, 1);
  const spread = (x: Floats) => k.repeat(x, rows, columns, 1);
  return k.divide(k.combine(1, dp, -1, spread(along)), spread(total));
}
