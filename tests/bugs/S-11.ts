import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** eˣ/(1 + eˣ) on both sides, which is ∞/∞ to the right. */
export default bug({
  formula: 'sigmoid',
  variant: ['exponential-quotient'],
  code: (mended) =>
    formula('sigmoid(x[...]) -> y[...]', noOptions, (k) => ({
      forward({ x }) {
        if (mended) return { y: k.map('sigmoid', x) };
        const e = k.map('exp', x);
        return { y: k.divide(e, k.affine(1, e, 1)) };
      },
    })),
});
