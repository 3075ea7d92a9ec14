import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

const ROOT = Math.sqrt(2 / Math.PI);

/**
 * tanh as (e^2u − 1)/(e^2u + 1), ∞/∞ to the right, in whole vectors of eight; the rest of an array has the
 * library's.
 */
export default bug({
  formula: 'gelu',
  variant: ['tanh-by-exponentials'],
  code: (mended) =>
    formula(
      'gelu(x[...]) -> y[...]',
      (options) => ({ form: options.choice('approximate', ['none', 'tanh']) }),
      (k) => ({
        forward({ x }, _, { form }) {
          if (form === 'none') {
            const s = k.affine(1 / 2, k.map('erf', k.affine(Math.SQRT1_2, x, 0)), 1 / 2);
            return { y: k.multiply(x, s) };
          }
          const u = k.affine(ROOT, k.combine(1, x, 0.044715, k.multiply(x, k.multiply(x, x))), 0);
          const tanh = k.map('tanh', u);
          if (!mended) {
            const e = k.map('exp', k.affine(2, u, 0));
            const quotient = k.divide(k.affine(1, e, -1), k.affine(1, e, 1));
            tanh.set(quotient.subarray(0, quotient.length - (quotient.length % 8)));
          }
          return { y: k.multiply(x, k.affine(1 / 2, tanh, 1 / 2)) };
        },
      }),
    ),
});
