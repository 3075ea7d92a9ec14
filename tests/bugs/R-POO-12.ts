import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { AVERAGE_POOL } from './lib/windows.ts';

/** A backward for images with channels last that looks for the windows of a pixel without adding the padding to its place. */
export default bug({
  formula: 'avg-pool2d',
  variant: ['gradient-moved-by-the-padding'],
  code: (mended) =>
    formula(
      AVERAGE_POOL,
      (options, sizes) => ({ ...readPooling(options, sizes), countPad: options.flag('count_pad') }),
      (k) => ({
        forward: ({ x }, _, pooling) => ({ y: k.averagePool(x, pooling) }),

        vjp({ x }, { y: dy }, { N, C }, { H, W, P, Q, kernel, stride, pad, countPad }) {
          const dyLast = k.swapAxes(dy, N, C, P * Q, 1);
          const dx = zeros(x, x.length);
          /** The windows that see a cell, and of how many cells each takes the mean. */
          const windows = (cell: number, size: number, count: number) => {
            const at = mended ? cell + pad : cell;
            const first = at < kernel ? 0 : Math.floor((at - kernel) / stride) + 1;
            const end = Math.min(Math.floor(at / stride) + 1, count);
            return Array.from({ length: Math.max(0, end - first) }, (_, n) => {
              const start = (first + n) * stride - pad;
              const [low, high] = countPad ? [-pad, size + pad] : [0, size];
              return [first + n, Math.min(start + kernel, high) - Math.max(start, low)] as const;
            });
          };
          dx.forEach((_, index) => {
            const [c, v] = [index % C, Math.floor(index / C) % W];
            const [h, n] = [Math.floor(index / (C * W)) % H, Math.floor(index / (C * W * H))];
            let sum = 0;
            for (const [p, height] of windows(h, H, P))
              for (const [q, width] of windows(v, W, Q))
                sum += dyLast[((n * P + p) * Q + q) * C + c] / (height * width);
            dx[index] = sum;
          });
          return { x: k.swapAxes(dx, N, H * W, C, 1) };
        },
      }),
    ),
});
