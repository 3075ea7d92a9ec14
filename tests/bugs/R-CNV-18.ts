import { formula } from '../../backends/lib/formula.ts';
import { readConvolution } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { CONV2D, halfTurned } from './lib/convolution.ts';

/** The convolution of mathematics, with the kernel flipped, where the definition does not flip it. */
export default bug({
  formula: 'conv2d',
  variant: ['flipped-kernel'],
  code: (mended) =>
    formula(CONV2D, readConvolution, (k) => ({
      forward: ({ x, w, b }, { R, S }, sizes) => ({
        y: k.convolve(x, mended ? w : halfTurned(w, R * S), b, sizes),
      }),
    })),
});
