import { formula, noOptions } from '../lib/formula.ts';

/** y = max(0, x), dx = dy where x > 0. */
export default formula('relu(x[...]) -> y[...]', noOptions, (k) => ({
  forward: ({ x }) => ({ y: k.map('relu', x) }),

  vjp: ({ x }, { y: dy }) => ({ x: k.mapGradient('relu', x, dy) }),
}));
