import { bug } from './lib/bug.ts';
import { conv2d, pixelOf } from './lib/convolution.ts';

/** The dilation of one axis alone: the columns under a kernel lie side by side. */
export default bug({
  formula: 'conv2d',
  variant: ['dilation-of-rows-only'],
  code: (mended) =>
    conv2d({
      pixel(tap, sizes) {
        const [channel, row, column] = pixelOf(tap, sizes);
        return [channel, row, mended ? column : column - (sizes.dilation - 1) * tap.s];
      },
    }),
});
