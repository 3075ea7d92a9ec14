import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';
import { rootOfSquares } from './lib/root-of-squares.ts';

/** c/‖g‖ of a gradient whose squares have overflowed: every component is 0. */
export default bug({
  formula: 'clip-by-norm',
  variant: ['squares-overflow'],
  code: (mended) =>
    formula(
      'clip-by-norm(g[n]) -> y[n]',
      (options) => ({ c: options.number('c', { least: 0 }) }),
      (k) => ({
        forward({ g }, _, { c }) {
          const norm = mended ? k.norm(g) : rootOfSquares(k, g);
          return { y: norm > c || Number.isNaN(norm) ? k.affine(c / norm, g, 0) : g.slice() };
        },
      }),
    ),
});
