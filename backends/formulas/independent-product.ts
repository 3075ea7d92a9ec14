import { formula, noOptions } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';

/**
 * Q = r cᵀ / t with the sums r of rows, c of columns and t of all. So dr = dQ c / t, dc = dQᵀ r / t and
 * dt = −⟨dQ, Q⟩ / t, and each cell of P gets what its row, its column and the whole get.
 */
export default formula('independent-product(P[A,B]) -> Q[A,B]', noOptions, (k) => ({
  forward: ({ P }, { A, B }) => ({ Q: table(k, P, A, B).Q }),

  vjp({ P }, { Q: dQ }, { A, B }) {
    const { row, share, total, Q } = table(k, P, A, B);
    const drow = k.matmul(dQ, share, { rows: A, inner: B, columns: 1 });
    const rows = k.divide(k.matmul(dQ, row, { rows: B, inner: A, columns: 1, transposeA: true }), total);
    const [all] = k.divide(k.sum(k.multiply(dQ, Q), 1, A * B, 1), total);
    return { P: k.affine(1, k.combine(1, k.repeat(drow, A, B, 1), 1, rows), -all) };
  },
}));

/** The sums of the rows, those of the columns over the sum of all, that sum, and Q. */
function table(k: Kernels, P: Floats, A: number, B: number) {
  const row = k.sum(P, A, B, 1);
  const total = k.sum(P, 1, A * B, 1);
  const share = k.divide(k.sum(P, 1, A, B), total);
  return { row, share, total, Q: k.matmul(row, share, { rows: A, inner: 1, columns: B }) };
}
