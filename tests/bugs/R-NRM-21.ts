import { bug } from './lib/bug.ts';
import { layerNorm } from './lib/layer-norm.ts';

/** A transposed view normalised along the axis of its storage: its strides are not looked at. */
export default bug({
  formula: 'layer-norm',

  code: (mended) =>
    layerNorm({
      rows(k, x, N, K) {
        const storage = k.swapAxes(x, 1, N, K, 1);
        return mended ? k.swapAxes(storage, 1, K, N, 1) : storage;
      },
    }),
});
