import selu from '../../backends/formulas/selu.ts';
import { noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';
import { withGradient } from './lib/with-gradient.ts';

const LAMBDA = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

/** The slope to the left by the output, as λ (y + α): it is y + λα. */
export default bug({
  formula: 'selu',
  variant: ['slope-of-the-output-misscaled'],
  code: (mended) =>
    withGradient(selu, noOptions, (k, x, dy) => {
      const right = where(x, (value) => value > 0);
      const left = k.select(right.no, x, 0);
      const y = k.affine(LAMBDA * ALPHA, k.map('expm1', left), 0);
      // What y + λα cancels to far to the left is another matter.
      const slope = mended
        ? k.affine(LAMBDA * ALPHA, k.map('exp', left), 0)
        : k.affine(LAMBDA, y, LAMBDA * ALPHA);
      return k.combine(LAMBDA, k.select(right.yes, dy, 0), 1, k.multiply(k.select(right.no, dy, 0), slope));
    }),
});
