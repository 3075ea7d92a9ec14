import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

const ROOT = Math.sqrt(2 / Math.PI);

/** √(2/π) x + 0.044715 x³, with the cubic term outside the bracket. */
export default bug({
  formula: 'gelu',
  variant: ['cubic-outside-the-bracket'],
  code: (mended) => (kernels) => ({
    supports: { approximate: ['tanh'] },
    ...formula(
      'gelu(x[...]) -> y[...]',
      (options) => ({ form: options.choice('approximate', ['tanh']) }),
      (k) => ({
        forward({ x }) {
          const cubic = mended ? ROOT * 0.044715 : 0.044715;
          const u = k.combine(ROOT, x, cubic, k.multiply(x, k.multiply(x, x)));
          return { y: k.multiply(x, k.affine(1 / 2, k.map('tanh', u), 1 / 2)) };
        },
      }),
    )(kernels),
  }),
});
