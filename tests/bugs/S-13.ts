import softplus from '../../backends/formulas/softplus.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';
import { withGradient } from './lib/with-gradient.ts';

/** where(βx > threshold, x, log(1 + e^βx)/β), differentiated on both sides: the slope of the one left out is ∞/∞. */
export default bug({
  formula: 'softplus',
  code: (mended) =>
    withGradient(
      // Up to 20 an exponential that is not left out does not overflow.
      (k) => ({ ...softplus(k), supports: { threshold: [20, 4, 1] } }),
      (options) => ({
        beta: options.number('beta', { standard: 1 }),
        threshold: options.number('threshold', { standard: 20 }),
      }),
      (k, x, dy, { beta, threshold }) => {
        const beyond = where(x, (value) => beta * value > threshold);
        const e = k.map('exp', k.affine(beta, mended ? k.select(beyond.no, x, 0) : x, 0));
        const slope = k.divide(e, k.affine(1, e, 1));
        return k.combine(1, k.select(beyond.yes, dy, 0), 1, k.multiply(k.select(beyond.no, dy, 0), slope));
      },
    ),
});
