import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';
import { nonzero } from '../lib/indices.ts';
import type { Floats } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** J = Σ f(X) e² over pairs that met, e = w uᵀ + b + a − log X; de = 2 f(X) e. */
export default formula(
  'glove(w[V,D], u[V,D], b[V], a[V], X[V,V]) -> J[]',
  (options) => ({
    xmax: options.number('xmax', { standard: 100 }),
    alpha: options.number('alpha', { standard: 0.75 }),
  }),
  (k) => {
    type Inputs = Record<'w' | 'u' | 'b' | 'a' | 'X', Floats>;
    const errors = ({ w, u, b, a, X }: Inputs, { V, D }: Sizes, xmax: number, alpha: number) => {
      const products = dense(k, w, u, { rows: V, inner: D, columns: V }, a);
      const biased = k.combine(1, products, 1, k.repeat(b, V, V, 1));
      const met = nonzero(X);
      return {
        e: k.select(met, k.combine(1, biased, -1, k.map('log', X)), 0),
        f: X.map((x) => (x < xmax ? (x / xmax) ** alpha : 1)),
      };
    };
    return {
      forward(inputs, sizes, { xmax, alpha }) {
        const { e, f } = errors(inputs, sizes, xmax, alpha);
        return { J: k.sum(k.multiply(f, k.multiply(e, e)), 1, sizes.V ** 2, 1) };
      },

      vjp(inputs, { J: dJ }, sizes, { xmax, alpha }) {
        const { V, D } = sizes;
        const { e, f } = errors(inputs, sizes, xmax, alpha);
        const de = k.multiply(k.affine(2, k.multiply(f, e), 0), k.repeat(dJ, 1, V * V, 1));
        const { x: w, W: u } = denseGradient(k, inputs.w, inputs.u, de, { rows: V, inner: D, columns: V });
        return { w, u, b: k.sum(de, V, V, 1), a: k.sum(de, 1, V, V) };
      },
    };
  },
);
