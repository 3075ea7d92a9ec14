import { concatenate } from '../../backends/lib/arrays.ts';
import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** The gradients are cut, and those that had been before are handed on. */
export default bug({
  formula: 'clip-by-global-norm',
  variant: ['not-clipped'],
  code: (mended) =>
    formula(
      'clip-by-global-norm(g[m], h[n]) -> y[m], z[n]',
      (options) => ({ c: options.number('c', { least: 0 }) }),
      (k) => ({
        forward({ g, h }, _, { c }) {
          const norm = k.norm(concatenate([g, h]));
          const scale = norm <= c ? 1 : c / norm;
          const [y, z] = [k.affine(scale, g, 0), k.affine(scale, h, 0)];
          return mended ? { y, z } : { y: g.slice(), z: h.slice() };
        },
      }),
    ),
});
