import { bug } from './lib/bug.ts';
import { conv2d, pixelOf } from './lib/convolution.ts';

/** Only as much padding as the windows reach, half of it in front and the odd row at the end, where it is `pad` in front. */
export default bug({
  formula: 'conv2d',
  variant: ['padding-as-needed'],
  code: (mended) =>
    conv2d({
      pixel(tap, sizes) {
        const { H, W, R, S, P, Q, stride, pad, dilation } = sizes;
        const [channel, row, column] = pixelOf(tap, sizes);
        if (mended) return [channel, row, column];
        const front = (size: number, places: number, taps: number) =>
          Math.floor(Math.max(0, (places - 1) * stride + dilation * (taps - 1) + 1 - size) / 2);
        return [channel, row + pad - front(H, P, R), column + pad - front(W, Q, S)];
      },
    }),
});
