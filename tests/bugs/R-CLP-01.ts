import { concatenate } from '../../backends/lib/arrays.ts';
import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Only what is shorter than the cap is left alone: of the length of the cap, and both 0, it is divided 0 by 0. */
export default bug({
  formula: 'clip-by-global-norm',
  variant: ['strictly-within'],
  code: (mended) =>
    formula(
      'clip-by-global-norm(g[m], h[n]) -> y[m], z[n]',
      (options) => ({ c: options.number('c', { least: 0 }) }),
      (k) => ({
        forward({ g, h }, _, { c }) {
          const norm = k.norm(concatenate([g, h]));
          if (mended ? norm <= c : norm < c) return { y: g.slice(), z: h.slice() };
          return { y: k.affine(c / norm, g, 0), z: k.affine(c / norm, h, 0) };
        },
      }),
    ),
});
