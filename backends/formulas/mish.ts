import { formula, noOptions } from '../lib/formula.ts';

/** y = x tanh s with s = softplus(x), so dx = dy tanh s + x dy σ(x)/cosh² s. */
export default formula('mish(x[...]) -> y[...]', noOptions, (k) => ({
  forward: ({ x }) => ({ y: k.multiply(x, k.map('tanh', k.map('softplus', x))) }),

  vjp({ x }, { y: dy }) {
    const s = k.map('softplus', x);
    const gate = k.multiply(dy, k.map('tanh', s));
    const bend = k.mapGradient('softplus', x, k.mapGradient('tanh', s, k.multiply(x, dy)));
    return { x: k.combine(1, gate, 1, bend) };
  },
}));
