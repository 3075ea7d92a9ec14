import { bug } from './lib/bug.ts';
import { conv2d, weightOf } from './lib/convolution.ts';

/** The weights reshaped to [in · height · width, out], for which they would have to be transposed. */
export default bug({
  formula: 'conv2d',
  variant: ['weights-reshaped'],
  code: (mended) =>
    conv2d({
      weight(tap, sizes) {
        const { G, E, R, S } = sizes;
        if (mended) return weightOf(tap, sizes);
        return ((tap.d * R + tap.r) * S + tap.s) * G * E + tap.o;
      },
    }),
});
