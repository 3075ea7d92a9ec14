import gelu from '../../backends/formulas/gelu.ts';
import { bfloat16 } from './lib/bfloat16.ts';
import { bug } from './lib/bug.ts';
import { withGradient } from './lib/with-gradient.ts';

/**
 * The share Φ(x) in the gradient as (1 + erf)/2 of an erf with eight bits: to the left the slope has the
 * wrong sign.
 */
export default bug({
  formula: 'gelu',
  code: (mended) =>
    withGradient(
      (k) => ({ ...gelu(k), supports: { approximate: ['none'] } }),
      (options) => ({ form: options.choice('approximate', ['none']) }),
      (k, x, dy) => {
        const v = k.affine(Math.SQRT1_2, x, 0);
        const erf = k.map('erf', v);
        const share = k.affine(1 / 2, mended ? erf : bfloat16(erf), 1 / 2);
        const density = k.affine(Math.SQRT1_2 / 2, k.mapGradient('erf', v, k.multiply(x, dy)), 0);
        return k.combine(1, k.multiply(dy, share), 1, density);
      },
    ),
});
