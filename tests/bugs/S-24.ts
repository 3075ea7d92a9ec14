import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { eachWindow, inside, MAX_POOL, pooled } from './lib/windows.ts';

/** Padding with zeros, and the gradient to every pixel that is equal to the maximum. */
export default bug({
  formula: 'max-pool2d',
  variant: ['zero-padding', 'gradient-to-every-largest'],
  code: (mended) => {
    const outside = mended ? -Infinity : 0;
    return formula(MAX_POOL, readPooling, () => ({
      forward: ({ x }, _, pooling) => ({
        y: pooled(x, pooling, (cells) => Math.max(...cells.map((cell) => x[cell] ?? outside))),
      }),

      vjp({ x }, { y: dy }, _, pooling) {
        const sums = new Float64Array(x.length);
        eachWindow(pooling, (place, cells) => {
          const max = Math.max(...cells.map((cell) => x[cell] ?? outside));
          const largest = inside(cells).filter((cell) => x[cell] === max);
          for (const cell of mended ? largest.slice(0, 1) : largest) sums[cell] += dy[place];
        });
        const dx = zeros(x, x.length);
        dx.set(sums);
        return { x: dx };
      },
    }));
  },
});
