import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** x ((1 + eˣ)² − 1)/((1 + eˣ)² + 1): ∞/∞ to the right. */
export default bug({
  formula: 'mish',
  variant: ['by-powers', 'tanh-by-exponentials'],
  code: (mended) =>
    formula('mish(x[...]) -> y[...]', noOptions, (k) => ({
      forward({ x }) {
        if (mended) return { y: k.multiply(x, k.map('tanh', k.map('softplus', x))) };
        const one = k.affine(1, k.map('exp', x), 1);
        const square = k.multiply(one, one);
        return { y: k.divide(k.multiply(x, k.affine(1, square, -1)), k.affine(1, square, 1)) };
      },
    })),
});
