import { bug } from './lib/bug.ts';
import { layerNorm } from './lib/layer-norm.ts';

/** √v + eps, forward and backward: the slope of the root is infinite where all features are equal. */
export default bug({
  formula: 'layer-norm',
  variant: ['eps-outside-the-root'],
  code: (mended) =>
    layerNorm({
      deviation: (k, v, eps) =>
        mended ? k.map('sqrt', k.affine(1, v, eps)) : k.affine(1, k.map('sqrt', v), eps),
      root: (k, v, eps) => k.map('sqrt', mended ? k.affine(1, v, eps) : v),
    }),
});
