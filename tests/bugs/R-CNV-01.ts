import { bug } from './lib/bug.ts';
import { lengthOf, transposedOfLength } from './lib/transposed-convolution.ts';

/** The size counts the dilation once, not once for every tap but the first: 95 rows where 97 belong. */
export default bug({
  formula: 'transposed-conv2d',
  variant: ['size-with-dilation-counted-once'],
  code: (mended) =>
    transposedOfLength((axis) => {
      const { cells, taps, stride, pad, dilation, extra } = axis;
      if (mended) return lengthOf(axis);
      return Math.max(1, (cells - 1) * stride - 2 * pad + taps + dilation - 1 + extra);
    }),
});
