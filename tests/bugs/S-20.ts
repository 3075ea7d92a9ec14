import { formula } from '../../backends/lib/formula.ts';
import { readConvolution } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { CONV2D, halfTurned } from './lib/convolution.ts';

/** An input gradient that correlates with the kernel once more, where it has to convolve: without the flip. */
export default bug({
  formula: 'conv2d',
  variant: ['input-gradient-without-flip'],
  code: (mended) =>
    formula(CONV2D, readConvolution, (k) => ({
      forward: ({ x, w, b }, _, sizes) => ({ y: k.convolve(x, w, b, sizes) }),

      vjp: ({ x, w }, { y: dy }, { N, F, R, S }, sizes) => ({
        x: k.convolveInputGradient(dy, mended ? w : halfTurned(w, R * S), sizes),
        w: k.convolveWeightGradient(x, dy, sizes),
        b: k.sum(k.sum(dy, N * F, sizes.P * sizes.Q, 1), 1, N, F),
      }),
    })),
});
