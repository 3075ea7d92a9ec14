import { formula } from '../../backends/lib/formula.ts';
import { fromRows, lanesAlongAxis, toRows } from '../../backends/lib/lanes.ts';
import { bug } from './lib/bug.ts';

/** exp(x) / Σ exp(x), the largest not taken off first. */
export default bug({
  formula: 'softmax',
  variant: ['no-shift'],
  code: (mended) =>
    formula(
      'softmax(x[...]) -> y[...]',
      (options, _, { x }) => lanesAlongAxis(options, x),
      (k) => ({
        forward({ x }, _, lanes) {
          const rows = toRows(k, x, lanes);
          if (mended) return { y: fromRows(k, k.softmax(rows, lanes.length), lanes) };
          const e = k.map('exp', rows);
          const sum = k.sum(e, e.length / lanes.length, lanes.length, 1);
          return { y: fromRows(k, k.divide(e, k.repeat(sum, sum.length, lanes.length, 1)), lanes) };
        },
      }),
    ),
});
