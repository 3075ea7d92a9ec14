import type { Convolution } from './kernels.ts';
import type { Sizes } from './signature.ts';

/** The text as an image of one channel, as wide as its words' vectors; the filters as kernels of that width. */
export const wordWindows = ({ N, T, D, F, K }: Sizes): Convolution => ({
  ...{ N, G: 1, D: 1, E: F, H: T, W: D, R: K, S: D, P: T - K + 1, Q: 1 },
  ...{ stride: 1, pad: 0, dilation: 1 },
});
