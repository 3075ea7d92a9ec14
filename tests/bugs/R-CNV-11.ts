import { formula } from '../../backends/lib/formula.ts';
import { readConvolution } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { CONV2D } from './lib/convolution.ts';

/** A weight gradient that meets the channels dealt out to the groups in turn, where they stand in blocks. */
export default bug({
  formula: 'conv2d',
  variant: ['weight-gradient-with-groups-interleaved'],
  code: (mended) =>
    formula(CONV2D, readConvolution, (k) => ({
      forward: ({ x, w, b }, _, sizes) => ({ y: k.convolve(x, w, b, sizes) }),

      vjp({ x, w }, { y: dy }, { N, F, H, W }, sizes) {
        const { G, D, P, Q } = sizes;
        const met = mended ? x : k.swapAxes(x, N, D, G, H * W);
        return {
          x: k.convolveInputGradient(dy, w, sizes),
          w: k.convolveWeightGradient(met, dy, sizes),
          b: k.sum(k.sum(dy, N * F, P * Q, 1), 1, N, F),
        };
      },
    })),
});
