import elu from '../../backends/formulas/elu.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';
import { withGradient } from './lib/with-gradient.ts';

/** A slope f(y) + α to the left, of the output y in the place of the input x. */
export default bug({
  formula: 'elu',
  variant: ['slope-of-the-value'],
  code: (mended) =>
    withGradient(
      elu,
      (options) => ({ alpha: options.number('alpha', { standard: 1 }) }),
      (k, x, dy, { alpha }) => {
        const right = where(x, (value) => value > 0);
        const left = k.select(right.no, x, 0);
        // f(x) + α without its cancellation.
        const slope = k.affine(
          alpha,
          k.map('exp', mended ? left : k.affine(alpha, k.map('expm1', left), 0)),
          0,
        );
        return k.combine(1, k.select(right.yes, dy, 0), 1, k.multiply(k.select(right.no, dy, 0), slope));
      },
    ),
});
