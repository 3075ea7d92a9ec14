import { formula } from '../lib/formula.ts';
import { readPooling } from '../lib/windows.ts';

/** The largest cell of each window; the gradient goes to the first of them. */
export default formula('max-pool2d(x[N,C,H,W]) -> y[N,C,P,Q]', readPooling, (k) => ({
  forward: ({ x }, _, pooling) => ({ y: k.maxPool(x, pooling) }),

  vjp: ({ x }, { y: dy }, _, pooling) => ({ x: k.maxPoolGradient(x, dy, pooling) }),
}));
