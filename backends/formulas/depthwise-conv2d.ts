import { formula } from '../lib/formula.ts';
import type { Convolution } from '../lib/kernels.ts';
import type { OptionReader } from '../lib/options.ts';
import type { Sizes } from '../lib/signature.ts';

/** A convolution with a group for every channel. */
function readDepthwise(options: OptionReader, { N, C, T, F, H, W, R, S }: Sizes): Convolution {
  const stride = options.integer('stride', { least: 1 });
  const pad = options.integer('pad', { least: 0 });
  const dilation = options.integer('dilation', { least: 1 });
  if (F !== C * T) options.reject(`b to have C * T = ${C} * ${T} numbers`, F);

  const places = (size: number, taps: number) => {
    const [window, padded] = [dilation * (taps - 1) + 1, size + 2 * pad];
    if (window > padded) options.reject(`a window of at most ${padded} cells, the padded input`, window);
    return Math.floor((padded - window) / stride) + 1;
  };
  return { N, G: C, D: 1, E: T, H, W, R, S, P: places(H, R), Q: places(W, S), stride, pad, dilation };
}

/** y = b + the cross-correlation of each channel with its T kernels. */
export default formula(
  'depthwise-conv2d(x[N,C,H,W], w[C,T,R,S], b[F]) -> y[N,F,P,Q]',
  (options, sizes) => readDepthwise(options, sizes),
  (k) => ({
    forward: ({ x, w, b }, _, convolution) => ({ y: k.convolve(x, w, b, convolution) }),

    vjp: ({ x, w }, { y: dy }, { N, F }, convolution) => ({
      x: k.convolveInputGradient(dy, w, convolution),
      w: k.convolveWeightGradient(x, dy, convolution),
      b: k.sum(k.sum(dy, 1, N, dy.length / N), F, convolution.P * convolution.Q, 1),
    }),
  }),
);
