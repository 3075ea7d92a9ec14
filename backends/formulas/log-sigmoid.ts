import { formula, noOptions } from '../lib/formula.ts';

/** y = −softplus(−x), dx = dy σ(−x). */
export default formula('log-sigmoid(x[...]) -> y[...]', noOptions, (k) => ({
  forward: ({ x }) => ({ y: k.affine(-1, k.map('softplus', k.affine(-1, x, 0)), 0) }),

  vjp: ({ x }, { y: dy }) => ({ x: k.mapGradient('softplus', k.affine(-1, x, 0), dy) }),
}));
