import { bug } from './lib/bug.ts';
import { layerNorm } from './lib/layer-norm.ts';

/** √v + eps: eps outside the root. */
export default bug({
  formula: 'layer-norm',
  variant: ['eps-outside-the-root'],
  code: (mended) =>
    layerNorm({
      deviation: (k, v, eps) =>
        mended ? k.map('sqrt', k.affine(1, v, eps)) : k.affine(1, k.map('sqrt', v), eps),
    }),
});
