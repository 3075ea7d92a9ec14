import softplus from '../../backends/formulas/softplus.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';
import { withGradient } from './lib/with-gradient.ts';

/**
 * Backwards it is the output that is held against the threshold, not the input, and (e^βy − 1)/e^βy is the
 * slope.
 */
export default bug({
  formula: 'softplus',
  variant: ['slope-by-the-output'],
  code: (mended) =>
    withGradient(
      softplus,
      (options) => ({
        beta: options.number('beta', { standard: 1 }),
        threshold: options.number('threshold', { standard: 20 }),
      }),
      (k, x, dy, { beta, threshold }) => {
        const inputs = where(x, (value) => beta * value > threshold);
        const y = k.combine(
          1,
          k.select(inputs.yes, x, 0),
          1 / beta,
          k.select(inputs.no, k.map('softplus', k.affine(beta, x, 0)), 0),
        );
        const beyond = mended ? inputs : where(y, (value) => beta * value > threshold);
        const e = k.map('exp', k.affine(beta, y, 0));
        const slope = mended ? k.map('sigmoid', k.affine(beta, x, 0)) : k.divide(k.affine(1, e, -1), e);
        return k.combine(1, k.select(beyond.yes, dy, 0), 1, k.select(beyond.no, k.multiply(dy, slope), 0));
      },
    ),
});
