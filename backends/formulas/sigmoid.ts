import { formula, noOptions } from '../lib/formula.ts';

/** y = σ(x), dx = dy σ(x) σ(−x). */
export default formula('sigmoid(x[...]) -> y[...]', noOptions, (k) => ({
  forward: ({ x }) => ({ y: k.map('sigmoid', x) }),

  vjp: ({ x }, { y: dy }) => ({ x: k.mapGradient('sigmoid', x, dy) }),
}));
