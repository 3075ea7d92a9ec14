import { formula } from '../lib/formula.ts';
import { readPooling } from '../lib/windows.ts';

/** The mean over each window; the gradient is shared out evenly. */
export default formula(
  'avg-pool2d(x[N,C,H,W]) -> y[N,C,P,Q]',
  (options, sizes) => ({
    ...readPooling(options, sizes),
    countPad: options.flag('count_pad'),
  }),
  (k) => ({
    forward: ({ x }, _, pooling) => ({ y: k.averagePool(x, pooling) }),

    vjp: (_x, { y: dy }, _, pooling) => ({ x: k.averagePoolGradient(dy, pooling) }),
  }),
);
