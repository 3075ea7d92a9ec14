import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { MAX_POOL } from './lib/windows.ts';

/** The library below knows no windows of one pixel, and the result stays as it was reserved: zeros. */
export default bug({
  formula: 'max-pool2d',
  variant: ['zeros-for-one-pixel'],
  code: (mended) =>
    formula(MAX_POOL, readPooling, (k) => ({
      forward({ x }, _, pooling) {
        const { planes, P, Q, kernel } = pooling;
        return { y: kernel > 1 || mended ? k.maxPool(x, pooling) : zeros(x, planes * P * Q) };
      },
    })),
});
