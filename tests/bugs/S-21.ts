import { formula } from '../../backends/lib/formula.ts';
import { readConvolution } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { CONV2D } from './lib/convolution.ts';

/** A full convolution of the cotangent as it is, which a stride should have spread out first. */
export default bug({
  formula: 'conv2d',
  variant: ['input-gradient-without-stride'],
  code: (mended) =>
    formula(CONV2D, readConvolution, (k) => ({
      forward: ({ x, w, b }, _, sizes) => ({ y: k.convolve(x, w, b, sizes) }),

      vjp: ({ x, w }, { y: dy }, { N, F }, sizes) => ({
        x: k.convolveInputGradient(dy, w, mended ? sizes : { ...sizes, stride: 1 }),
        w: k.convolveWeightGradient(x, dy, sizes),
        b: k.sum(k.sum(dy, N * F, sizes.P * sizes.Q, 1), 1, N, F),
      }),
    })),
});
