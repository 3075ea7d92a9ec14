import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** Rows, inputs and units of each of the three layers. */
const layers = ({ N, D, H, G, C }: Sizes) => ({
  first: { rows: N, inner: D, columns: H },
  second: { rows: N, inner: H, columns: G },
  last: { rows: N, inner: G, columns: C },
});

/** Dense, ReLU, dense, ReLU, dense, softmax; backwards through the same layers. */
export default formula(
  'classifier-head(x[N,D], W[H,D], a[H], U[G,H], b[G], V[C,G], c[C]) -> y[N,C]',
  (_, sizes) => layers(sizes),
  (k) => {
    const hidden = (
      { x, W, a, U, b }: Readonly<Record<'x' | 'W' | 'a' | 'U' | 'b', Floats>>,
      { first, second }: ReturnType<typeof layers>,
    ) => {
      const z = dense(k, x, W, first, a);
      const h = k.map('relu', z);
      const u = dense(k, h, U, second, b);
      return { z, h, u, g: k.map('relu', u) };
    };
    return {
      forward({ V, c, ...below }, { C }, sizes) {
        const { g } = hidden(below, sizes);
        return { y: k.softmax(dense(k, g, V, sizes.last, c), C) };
      },

      vjp({ V, c, ...below }, { y: dy }, { N, H, G, C }, sizes) {
        const { z, h, u, g } = hidden(below, sizes);
        const ds = k.softmaxGradient(k.softmax(dense(k, g, V, sizes.last, c), C), dy, C);
        const last = denseGradient(k, g, V, ds, sizes.last);
        const du = k.mapGradient('relu', u, last.x);
        const second = denseGradient(k, h, below.U, du, sizes.second);
        const dz = k.mapGradient('relu', z, second.x);
        const first = denseGradient(k, below.x, below.W, dz, sizes.first);
        return {
          x: first.x,
          ...{ W: first.W, a: k.sum(dz, 1, N, H) },
          ...{ U: second.W, b: k.sum(du, 1, N, G) },
          ...{ V: last.W, c: k.sum(ds, 1, N, C) },
        };
      },
    };
  },
);
