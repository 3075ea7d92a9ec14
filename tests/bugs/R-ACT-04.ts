import elu from '../../backends/formulas/elu.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';
import { withGradient } from './lib/with-gradient.ts';

/** The derivative of expm1 as expm1(x) + 1, which is exactly 0 once expm1(x) has rounded to −1. */
export default bug({
  formula: 'elu',
  variant: ['slope-from-the-rounded-value'],
  code: (mended) =>
    withGradient(
      elu,
      (options) => ({ alpha: options.number('alpha', { standard: 1 }) }),
      (k, x, dy, { alpha }) => {
        const right = where(x, (value) => value > 0);
        const left = k.select(right.no, x, 0);
        const slope = mended ? k.map('exp', left) : k.affine(1, k.map('expm1', left), 1);
        return k.combine(1, k.select(right.yes, dy, 0), alpha, k.multiply(k.select(right.no, dy, 0), slope));
      },
    ),
});
