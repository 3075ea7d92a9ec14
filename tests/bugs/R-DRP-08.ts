import { bug } from './lib/bug.ts';
import { keptOver, masked } from './lib/dropout.ts';

/** A backward that multiplies by p where the forward divides by 1 − p. */
export default bug({
  formula: 'dropout',
  variant: ['gradient-scaled-by-p'],
  code: (mended) =>
    masked(
      (k, x, mask, p) => keptOver(k, x, mask, 1 - p),
      (k, dy, mask, p) => (mended ? keptOver(k, dy, mask, 1 - p) : k.select(mask, k.affine(p, dy, 0), 0)),
    ),
});
