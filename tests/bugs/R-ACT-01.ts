import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';

/**
 * where(x > 0, x, α (e^(x/α) − 1)) with the exponential of every x, so that its gradient is 0 · ∞ to the
 * right.
 */
export default bug({
  formula: 'celu',
  code: (mended) =>
    formula(
      'celu(x[...]) -> y[...]',
      (options) => ({ alpha: options.number('alpha', { standard: 1 }) }),
      (k) => ({
        forward({ x }, _, { alpha }) {
          const right = where(x, (value) => value > 0);
          const bend = k.map('expm1', k.divide(x, zeros(x, 1).fill(alpha)));
          return { y: k.combine(1, k.select(right.yes, x, 0), alpha, k.select(right.no, bend, 0)) };
        },

        vjp({ x }, { y: dy }, _, { alpha }) {
          const right = where(x, (value) => value > 0);
          const argument = mended ? k.select(right.no, x, 0) : x;
          const slope = k.map('exp', k.divide(argument, zeros(x, 1).fill(alpha)));
          const bend = k.multiply(k.select(right.no, dy, 0), slope);
          return { x: k.combine(1, k.select(right.yes, dy, 0), 1, bend) };
        },
      }),
    ),
});
