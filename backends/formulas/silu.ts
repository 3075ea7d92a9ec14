import { formula, noOptions } from '../lib/formula.ts';

/** y = x σ(x), dx = dy σ(x) + x dy σ(x) σ(−x). */
export default formula('silu(x[...]) -> y[...]', noOptions, (k) => ({
  forward: ({ x }) => ({ y: k.multiply(x, k.map('sigmoid', x)) }),

  vjp({ x }, { y: dy }) {
    const gate = k.multiply(dy, k.map('sigmoid', x));
    return { x: k.combine(1, gate, 1, k.multiply(x, k.mapGradient('sigmoid', x, dy))) };
  },
}));
