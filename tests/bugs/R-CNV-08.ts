import { bug } from './lib/bug.ts';
import { conv2d, pixelOf } from './lib/convolution.ts';

/** The columns of pixels are gathered without the offset of their channel: the first one's again and again. */
export default bug({
  formula: 'conv2d',
  variant: ['first-channel-only'],
  code: (mended) =>
    conv2d({
      pixel(tap, sizes) {
        const [channel, row, column] = pixelOf(tap, sizes);
        return [mended ? channel : channel - tap.d, row, column];
      },
    }),
});
