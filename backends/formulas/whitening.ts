import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';

/**
 * With c = x − μ and LLᵀ = cᵀc/N + εI: y = c L⁻ᵀ.
 * Reverse: dc = dy L⁻¹ by y; L gets −tril(dcᵀ y); the covariance gets sym(L⁻ᵀ Φ(Lᵀ dL) L⁻¹), Φ the lower triangle with half
 * its diagonal, and passes 2/N of it times c on; at last the mean is taken off.
 */
export default formula(
  'whitening(x[N,D]) -> y[N,D]',
  (options) => ({ eps: options.number('eps', { least: 0 }) }),
  (k) => {
    const centre = (x: Floats, N: number, D: number) =>
      k.combine(1, x, -1, k.affine(1 / N, k.sum(x, 1, N, D), 0));
    /** L⁻¹[D,D] besides y; small, and computed in doubles. */
    const whiten = (x: Floats, N: number, D: number, eps: number) => {
      const c = centre(x, N, D);
      const doubles = Float64Array.from(c);
      const products = k.matmul(doubles, doubles, {
        rows: D,
        inner: N,
        columns: D,
        transposeA: true,
        scale: 1 / N,
      });
      const L = cholesky(products, D, eps);
      const inverse = invert(L, D);
      const y = k.matmul(doubles, inverse, { rows: N, inner: D, columns: D, transposeB: true });
      return { c: doubles, L, inverse, y };
    };
    const like = (x: Floats, values: Floats): Floats => {
      const result = zeros(x, values.length);
      result.set(values);
      return result;
    };

    return {
      forward: ({ x }, { N, D }, { eps }) => ({ y: like(x, whiten(x, N, D, eps).y) }),

      vjp({ x }, { y: dy }, { N, D }, { eps }) {
        const { c, L, inverse, y } = whiten(x, N, D, eps);
        const square = { rows: D, inner: D, columns: D };
        const direct = k.matmul(Float64Array.from(dy), inverse, { rows: N, inner: D, columns: D });
        const dL = k.matmul(direct, y, { rows: D, inner: N, columns: D, transposeA: true, scale: -1 });
        const phi = k.matmul(L, lower(dL, D, 1), { ...square, transposeA: true });
        const half = k.matmul(inverse, lower(phi, D, 0.5), { ...square, transposeA: true });
        const dC = k.matmul(half, inverse, square);
        const both = k.combine(1, dC, 1, k.swapAxes(dC, 1, D, D, 1));
        const through = k.matmul(c, both, { rows: N, inner: D, columns: D, scale: 1 / N });
        return { x: like(x, centre(k.combine(1, direct, 1, through), N, D)) };
      },
    };
  },
);

/** The lower triangle of a[D,D], its diagonal times `diagonal`. */
const lower = (a: Float64Array, D: number, diagonal: number): Float64Array =>
  a.map((value, n) => {
    const [i, j] = [Math.floor(n / D), n % D];
    return j < i ? value : j === i ? diagonal * value : 0;
  });

/** L with LLᵀ = S + εI. */
function cholesky(S: Float64Array, D: number, eps: number): Float64Array {
  const L = new Float64Array(D * D);
  for (let i = 0; i < D; i++)
    for (let j = 0; j <= i; j++) {
      let rest = S[i * D + j] + (i === j ? eps : 0);
      for (let r = 0; r < j; r++) rest -= L[i * D + r] * L[j * D + r];
      L[i * D + j] = i === j ? Math.sqrt(rest) : rest / L[j * D + j];
    }
  return L;
}

/** The inverse of a lower triangle. */
function invert(L: Float64Array, D: number): Float64Array {
  const inverse = new Float64Array(D * D);
  for (let j = 0; j < D; j++)
    for (let i = j; i < D; i++) {
      let rest = i === j ? 1 : 0;
      for (let r = j; r < i; r++) rest -= L[i * D + r] * inverse[r * D + j];
      inverse[i * D + j] = rest / L[i * D + i];
    }
  return inverse;
}
