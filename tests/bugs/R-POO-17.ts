import { concatenate } from '../../backends/lib/arrays.ts';
import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { eachWindow, MAX_POOL } from './lib/windows.ts';

/** A reference for padding that differs on four sides: windows gathered from the image and a zero, and their maxima. */
export default bug({
  formula: 'max-pool2d',
  variant: ['zero-padding'],
  code: (mended) =>
    formula(MAX_POOL, readPooling, (k) => ({
      forward({ x }, _, pooling) {
        const { planes, P, Q, kernel } = pooling;
        const indices: number[] = [];
        eachWindow(pooling, (_, cells) => {
          for (const cell of cells) indices.push(cell < 0 ? x.length : cell);
        });
        const border = zeros(x, 1).fill(mended ? -Infinity : 0);
        const rows = k.gather(concatenate([x, border]), Int32Array.from(indices), 1);
        const alone = { planes: planes * P * Q, H: kernel, W: kernel, P: 1, Q: 1, kernel, stride: 1, pad: 0 };
        return { y: k.maxPool(rows, alone) };
      },
    })),
});
