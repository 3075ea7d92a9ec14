import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * h1 = relu(h Wᵀ + m Uᵀ + b), m = Aᵀh over the degrees for a mean, r the mean of h1. So dz = relu′(z)∘(dh1 + dr/V), and
 * what comes to m goes back along the edges, A dm.
 */
export default formula(
  'graph-aggregation(h[V,D], A[V,V], W[E,D], U[E,D], b[E]) -> h1[V,E], r[E]',
  (options) => ({ mean: options.choice('aggregate', ['sum', 'mean']) === 'mean' }),
  (k) => ({
    forward({ h, A, W, U, b }, sizes, { mean }) {
      const { z } = before(k, { h, A, W, U, b }, sizes, mean);
      const h1 = k.map('relu', z);
      return { h1, r: k.affine(1 / sizes.V, k.sum(h1, 1, sizes.V, sizes.E), 0) };
    },

    vjp({ h, A, W, U, b }, { h1: dh1, r: dr }, sizes, { mean }) {
      const { V, D, E } = sizes;
      const layer = { rows: V, inner: D, columns: E };
      const { z, m, divisor } = before(k, { h, A, W, U, b }, sizes, mean);
      const dz = k.mapGradient('relu', z, k.combine(1, dh1, 1 / V, k.repeat(dr, 1, V, E)));
      const own = denseGradient(k, h, W, dz, layer);
      const taken = denseGradient(k, m, U, dz, layer);
      const dm = k.divide(taken.x, divisor);
      return {
        h: k.matmul(A, dm, { rows: V, inner: V, columns: D, plus: own.x }),
        W: own.W,
        U: taken.W,
        b: k.sum(dz, 1, V, E),
      };
    },
  }),
);

type Inputs = Readonly<Record<'h' | 'A' | 'W' | 'U' | 'b', Floats>>;

/** What stands before the relu, what the nodes take in, and what that was divided by, [V,D]. */
function before(k: Kernels, { h, A, W, U, b }: Inputs, { V, D, E }: Sizes, mean: boolean) {
  const degrees = k.sum(A, 1, V, V).map((degree) => (mean && degree > 0 ? degree : 1)) as Floats;
  const divisor = k.repeat(degrees, V, D, 1);
  const m = k.divide(k.matmul(A, h, { rows: V, inner: V, columns: D, transposeA: true }), divisor);
  const layer = { rows: V, inner: D, columns: E };
  return { m, divisor, z: dense(k, h, W, layer, dense(k, m, U, layer, b)) };
}
