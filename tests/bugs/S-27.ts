import { bug } from './lib/bug.ts';
import { layerNorm } from './lib/layer-norm.ts';

/** The unbiased deviation, and eps outside the root. */
export default bug({
  formula: 'layer-norm',
  variant: ['unbiased-deviation-plus-eps'],
  code: (mended) =>
    layerNorm({
      deviation: (k, v, eps, K) =>
        mended
          ? k.map('sqrt', k.affine(1, v, eps))
          : k.affine(1, k.map('sqrt', k.affine(K / (K - 1), v, 0)), eps),
    }),
});
