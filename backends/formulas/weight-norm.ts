import { formula, noOptions } from '../lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';

/** The length of each row of v, repeated along it, and the row divided by it. */
function directions(k: Kernels, v: Floats, O: number, K: number) {
  const r = zeros(v, O);
  for (let o = 0; o < O; o++) r[o] = k.norm(v.subarray(o * K, (o + 1) * K));
  const lengths = k.repeat(r, O, K, 1);
  return { lengths, u: k.divide(v, lengths) };
}

/** w = g u with u = v/‖v‖ of each row. As ∂u/∂v = (I − u uᵀ)/‖v‖: dg = dw·u and dv = g (dw − u (dw·u))/‖v‖. */
export default formula('weight-norm(v[O,K], g[O]) -> w[O,K]', noOptions, (k) => ({
  forward: ({ v, g }, { O, K }) => ({ w: k.multiply(k.repeat(g, O, K, 1), directions(k, v, O, K).u) }),

  vjp({ v, g }, { w: dw }, { O, K }) {
    const { lengths, u } = directions(k, v, O, K);
    const along = k.sum(k.multiply(dw, u), O, K, 1);
    const across = k.combine(1, dw, -1, k.multiply(u, k.repeat(along, O, K, 1)));
    return { v: k.multiply(k.repeat(g, O, K, 1), k.divide(across, lengths)), g: along };
  },
}));
