import { bug } from './lib/bug.ts';
import { layerNorm } from './lib/layer-norm.ts';

/** (x − μ)/(v + eps)², the square where the root belongs. */
export default bug({
  formula: 'layer-norm',
  variant: ['square-in-place-of-the-root'],
  code: (mended) =>
    layerNorm({
      deviation(k, v, eps) {
        const square = k.affine(1, v, eps);
        return mended ? k.map('sqrt', square) : k.multiply(square, square);
      },
    }),
});
