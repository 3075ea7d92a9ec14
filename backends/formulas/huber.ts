import { formula } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import { weightOf } from '../lib/reduction.ts';

/** e cut off at −δ and δ; NaN stays. */
const cut = (k: Kernels, e: Floats, delta: number): Floats => {
  const low = Int32Array.from(e, (x) => (x < -delta ? 0 : 1));
  const high = Int32Array.from(e, (x) => (x > delta ? 0 : 1));
  return k.select(high, k.select(low, e, -delta), delta);
};

/** loss = w Σ c (e − c/2) with e = y − t and c = e cut off at ±δ, so dy = w c dloss and dt = −dy. */
export default formula(
  'huber(y[N,K], t[N,K]) -> loss[]',
  (options, { N, K }) => ({
    delta: options.number('delta', { standard: 1 }),
    ...weightOf(options, N * K),
  }),
  (k) => ({
    forward({ y, t }, { N, K }, { delta, weight }) {
      const e = k.combine(1, y, -1, t);
      const c = cut(k, e, delta);
      const rest = k.combine(1, e, -1 / 2, c);
      return { loss: k.matmul(c, rest, { rows: 1, inner: N * K, columns: 1, scale: weight }) };
    },

    vjp({ y, t }, { loss: [dloss] }, _, { delta, weight }) {
      const c = cut(k, k.combine(1, y, -1, t), delta);
      return { y: k.affine(weight * dloss, c, 0), t: k.affine(-weight * dloss, c, 0) };
    },
  }),
);
