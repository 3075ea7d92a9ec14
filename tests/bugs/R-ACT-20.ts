import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/**
 * x/2 · (1 + erf), whose sum cancels to 0 far to the left. So does the text of GELU; here the share is that of the
 * logistic distribution, (1 + tanh(x/2))/2, which cancels in the same way.
 */
export default bug({
  formula: 'silu',
  variant: ['share-by-a-sum'],
  code: (mended) =>
    formula('silu(x[...]) -> y[...]', noOptions, (k) => ({
      forward({ x }) {
        const share = mended
          ? k.map('sigmoid', x)
          : k.affine(1 / 2, k.map('tanh', k.affine(1 / 2, x, 0)), 1 / 2);
        return { y: k.multiply(x, share) };
      },
    })),
});
