import { concatenate } from '../../backends/lib/arrays.ts';
import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';
import { rootOfSquares } from './lib/root-of-squares.ts';

/** c · min(1/‖x‖, 1/c) of everything, which is 0 where the squares have overflowed. */
export default bug({
  formula: 'clip-by-global-norm',
  variant: ['squares-overflow'],
  code: (mended) =>
    formula(
      'clip-by-global-norm(g[m], h[n]) -> y[m], z[n]',
      (options) => ({ c: options.number('c', { least: 0 }) }),
      (k) => ({
        forward({ g, h }, _, { c }) {
          const all = concatenate([g, h]);
          const norm = mended ? k.norm(all) : rootOfSquares(k, all);
          const scale = mended ? (norm <= c ? 1 : c / norm) : c * Math.min(1 / norm, 1 / c);
          return { y: k.affine(scale, g, 0), z: k.affine(scale, h, 0) };
        },
      }),
    ),
});
