import { bug } from './lib/bug.ts';
import { layerNorm } from './lib/layer-norm.ts';

/** eps added to the number of features: √(Σ(x − μ)² / (K + eps)), which is 0 for equal features. */
export default bug({
  formula: 'layer-norm',
  variant: ['eps-in-the-count'],
  code: (mended) =>
    layerNorm({
      deviation: (k, v, eps, K) =>
        k.map('sqrt', mended ? k.affine(1, v, eps) : k.affine(K / (K + eps), v, 0)),
    }),
});
