import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';

/** log(1 + e^βx) of a computed sum, which rounds to 1 far to the left. */
export default bug({
  formula: 'softplus',
  variant: ['log-of-the-sum'],
  code: (mended) =>
    formula(
      'softplus(x[...]) -> y[...]',
      (options) => ({
        beta: options.number('beta', { standard: 1 }),
        threshold: options.number('threshold', { standard: 20 }),
      }),
      (k) => ({
        forward({ x }, _, { beta, threshold }) {
          const beyond = where(x, (value) => beta * value > threshold);
          const z = k.affine(beta, x, 0);
          const curve = mended ? k.map('softplus', z) : k.map('log', k.affine(1, k.map('exp', z), 1));
          const within = k.affine(1 / beta, k.select(beyond.no, curve, 0), 0);
          return { y: k.combine(1, k.select(beyond.yes, x, 0), 1, within) };
        },
      }),
    ),
});
