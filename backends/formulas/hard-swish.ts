import { formula, noOptions } from '../lib/formula.ts';
import { hardSigmoid, hardSigmoidGradient } from '../lib/hard-sigmoid.ts';

/** y = x s with s the hard sigmoid, dx = dy s + x dy s′. */
export default formula('hard-swish(x[...]) -> y[...]', noOptions, (k) => ({
  forward: ({ x }) => ({ y: k.multiply(x, hardSigmoid(k, x)) }),

  vjp({ x }, { y: dy }) {
    const gate = k.multiply(dy, hardSigmoid(k, x));
    return { x: k.combine(1, gate, 1, hardSigmoidGradient(k, x, k.multiply(x, dy))) };
  },
}));
