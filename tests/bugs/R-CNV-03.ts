import { bug } from './lib/bug.ts';
import { type Axis, transposedOfLength } from './lib/transposed-convolution.ts';

/** The least size, to which the output padding is added, leaves out the dilation. */
export default bug({
  formula: 'transposed-conv2d',
  variant: ['size-without-dilation'],
  code: (mended) => {
    const least = ({ cells, taps, stride, pad, dilation }: Axis) =>
      (cells - 1) * stride - 2 * pad + (mended ? dilation * (taps - 1) + 1 : taps);
    return transposedOfLength((axis) => Math.max(1, least(axis) + axis.extra));
  },
});
