import { formula } from '../../backends/lib/formula.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { AVERAGE_POOL, inside, pooled } from './lib/windows.ts';

/** Divided by kernel² at the border too, whatever of the window is to be counted there. */
export default bug({
  formula: 'avg-pool2d',
  variant: ['divided-by-the-whole-window'],
  code: (mended) =>
    formula(
      AVERAGE_POOL,
      (options, sizes) => ({ ...readPooling(options, sizes), countPad: options.flag('count_pad') }),
      (k) => ({
        forward({ x }, _, pooling) {
          if (mended) return { y: k.averagePool(x, pooling) };
          const sum = (cells: readonly number[]) => inside(cells).reduce((total, cell) => total + x[cell], 0);
          return { y: pooled(x, pooling, (cells) => sum(cells) / cells.length) };
        },
      }),
    ),
});
