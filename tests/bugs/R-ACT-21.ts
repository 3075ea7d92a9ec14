import sigmoid from '../../backends/formulas/sigmoid.ts';
import { noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';
import { withGradient } from './lib/with-gradient.ts';

/** The slope as e^−x/(1 + e^−x)²: ∞/∞ to the left. */
export default bug({
  formula: 'sigmoid',
  variant: ['slope-by-exponentials', 'without-branches'],
  code: (mended) =>
    withGradient(sigmoid, noOptions, (k, x, dy) => {
      if (mended) return k.mapGradient('sigmoid', x, dy);
      const e = k.map('exp', k.affine(-1, x, 0));
      const one = k.affine(1, e, 1);
      return k.multiply(dy, k.divide(e, k.multiply(one, one)));
    }),
});
