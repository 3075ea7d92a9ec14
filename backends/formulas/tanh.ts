import { formula, noOptions } from '../lib/formula.ts';

/** y = tanh x, dx = dy / cosh² x. */
export default formula('tanh(x[...]) -> y[...]', noOptions, (k) => ({
  forward: ({ x }) => ({ y: k.map('tanh', x) }),

  vjp: ({ x }, { y: dy }) => ({ x: k.mapGradient('tanh', x, dy) }),
}));
