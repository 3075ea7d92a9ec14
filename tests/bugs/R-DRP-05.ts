import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';
import { masked } from './lib/dropout.ts';

/** What is kept, times 1 / (1 − p): at p = 1, where all is dropped, that is 0 · ∞. */
export default bug({
  formula: 'dropout',
  code: (mended) =>
    masked((k, x, mask, p) =>
      mended && p === 1 ? zeros(x, x.length) : k.affine(1 / (1 - p), k.select(mask, x, 0), 0),
    ),
});
