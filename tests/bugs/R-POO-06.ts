import { formula } from '../../backends/lib/formula.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { AVERAGE_POOL } from './lib/windows.ts';

/** Padding is counted where it is to be left out, and left out where it is to be counted. */
export default bug({
  formula: 'avg-pool2d',
  variant: ['flag-inverted'],
  code: (mended) =>
    formula(
      AVERAGE_POOL,
      (options, sizes) => ({
        ...readPooling(options, sizes),
        countPad: options.flag('count_pad') === mended,
      }),
      (k) => ({
        forward: ({ x }, _, pooling) => ({ y: k.averagePool(x, pooling) }),

        vjp: (_x, { y: dy }, _, pooling) => ({ x: k.averagePoolGradient(dy, pooling) }),
      }),
    ),
});
