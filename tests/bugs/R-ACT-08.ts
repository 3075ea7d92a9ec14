import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';

/** x, not βx, held against the threshold, and βx returned beyond it. */
export default bug({
  formula: 'softplus',
  variant: ['input-and-line-exchanged'],
  code: (mended) =>
    formula(
      'softplus(x[...]) -> y[...]',
      (options) => ({
        beta: options.number('beta', { standard: 1 }),
        threshold: options.number('threshold', { standard: 20 }),
      }),
      (k) => ({
        forward({ x }, _, { beta, threshold }) {
          const beyond = where(x, (value) => (mended ? beta * value : value) > threshold);
          const line = k.affine(mended ? 1 : beta, k.select(beyond.yes, x, 0), 0);
          const curve = k.select(beyond.no, k.map('softplus', k.affine(beta, x, 0)), 0);
          return { y: k.combine(1, line, 1 / beta, curve) };
        },
      }),
    ),
});
