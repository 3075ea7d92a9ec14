import { formula, noOptions } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';

/** x · clip(x/5 + ½, 0, 1), with the slope of another hard sigmoid: it is x/6. */
export default bug({
  formula: 'hard-swish',
  variant: ['slope-a-fifth'],
  code: (mended) =>
    formula('hard-swish(x[...]) -> y[...]', noOptions, (k) => ({
      forward({ x }) {
        const line = k.affine(1, k.divide(x, zeros(x, 1).fill(mended ? 6 : 5)), 0.5);
        const low = k.select(where(line, (value) => value <= 0).no, line, 0);
        return { y: k.multiply(x, k.select(where(line, (value) => value >= 1).no, low, 1)) };
      },
    })),
});
