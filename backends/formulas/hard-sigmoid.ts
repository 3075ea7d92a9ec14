import { formula, noOptions } from '../lib/formula.ts';
import { hardSigmoid, hardSigmoidGradient } from '../lib/hard-sigmoid.ts';

/** y = (x + 3)/6 cut off at 0 and 1, dx = dy/6 between the cuts. */
export default formula('hard-sigmoid(x[...]) -> y[...]', noOptions, (k) => ({
  forward: ({ x }) => ({ y: hardSigmoid(k, x) }),

  vjp: ({ x }, { y: dy }) => ({ x: hardSigmoidGradient(k, x, dy) }),
}));
