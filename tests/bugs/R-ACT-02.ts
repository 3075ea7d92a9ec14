import elu from '../../backends/formulas/elu.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';
import { withGradient } from './lib/with-gradient.ts';

/** A gradient (x ≥ 0) + (x < 0) · α eˣ, the comparisons being 0 or 1: to the right, 0 · ∞. */
export default bug({
  formula: 'elu',
  code: (mended) =>
    withGradient(
      elu,
      (options) => ({ alpha: options.number('alpha', { standard: 1 }) }),
      (k, x, dy, { alpha }) => {
        const right = where(x, (value) => value >= 0);
        const one = zeros(x, x.length).fill(1);
        const slope = k.affine(alpha, k.map('exp', mended ? k.select(right.no, x, 0) : x), 0);
        const masked = k.multiply(k.select(right.no, one, 0), slope);
        return k.multiply(dy, k.combine(1, k.select(right.yes, one, 0), 1, masked));
      },
    ),
});
