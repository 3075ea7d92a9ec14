import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { MAX_POOL } from './lib/windows.ts';

/** The image is laid into a larger one of zeros, as large as the windows need, and then pooled without padding. */
export default bug({
  formula: 'max-pool2d',
  variant: ['zero-padding'],
  code: (mended) =>
    formula(MAX_POOL, readPooling, (k) => ({
      forward({ x }, _, pooling) {
        const { planes, H, W, P, Q, kernel, stride, pad } = pooling;
        const height = Math.max((P - 1) * stride + kernel, pad + H);
        const width = Math.max((Q - 1) * stride + kernel, pad + W);
        const larger = zeros(x, planes * height * width).fill(mended ? -Infinity : 0);
        for (let row = 0; row < planes * H; row++) {
          const to = (Math.floor(row / H) * height + pad + (row % H)) * width + pad;
          larger.set(x.subarray(row * W, (row + 1) * W), to);
        }
        return { y: k.maxPool(larger, { ...pooling, H: height, W: width, pad: 0 }) };
      },
    })),
});
