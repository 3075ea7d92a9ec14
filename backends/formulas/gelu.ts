import { formula } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';

const ROOT = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

/** u = √(2/π) (x + 0.044715 x³). */
const inside = (k: Kernels, x: Floats): Floats =>
  k.affine(ROOT, k.combine(1, x, CUBIC, k.multiply(x, k.multiply(x, x))), 0);

/** y = x s with s = (1 + erf(x/√2))/2 or (1 + tanh u)/2, so dx = dy s + x dy s′. */
export default formula(
  'gelu(x[...]) -> y[...]',
  (options) => ({ form: options.choice('approximate', ['none', 'tanh']) }),
  (k) => {
    const share = (x: Floats, form: 'none' | 'tanh') =>
      k.affine(
        1 / 2,
        form === 'tanh' ? k.map('tanh', inside(k, x)) : k.map('erf', k.affine(Math.SQRT1_2, x, 0)),
        1 / 2,
      );

    /** v s′(x). */
    const shareGradient = (x: Floats, v: Floats, form: 'none' | 'tanh') => {
      if (form === 'none')
        return k.affine(Math.SQRT1_2 / 2, k.mapGradient('erf', k.affine(Math.SQRT1_2, x, 0), v), 0);
      const slope = k.affine((3 * CUBIC * ROOT) / 2, k.multiply(x, x), ROOT / 2);
      return k.multiply(k.mapGradient('tanh', inside(k, x), v), slope);
    };

    return {
      forward: ({ x }, _, { form }) => ({ y: k.multiply(x, share(x, form)) }),

      vjp: ({ x }, { y: dy }, _, { form }) => ({
        x: k.combine(1, k.multiply(dy, share(x, form)), 1, shareGradient(x, k.multiply(x, dy), form)),
      }),
    };
  },
);
