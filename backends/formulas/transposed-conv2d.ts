import { perChannel } from '../lib/channels.ts';
import { formula } from '../lib/formula.ts';
import { type Convolution, zeros } from '../lib/kernels.ts';
import type { OptionReader } from '../lib/options.ts';
import type { Sizes } from '../lib/signature.ts';

/** The convolution of an image [N,F,P,Q] that x[N,C,H,W] would be the result of, with the weights w[C,E,R,S] as they are. */
function readTransposed(options: OptionReader, { N, C, E, F, H, W, R, S }: Sizes): Convolution {
  const stride = options.integer('stride', { least: 1 });
  const pad = options.integer('pad', { least: 0 });
  const dilation = options.integer('dilation', { least: 1 });
  const extra = options.integer('output_pad', { least: 0, most: stride - 1 });
  const G = options.integer('groups', { least: 1 });
  if (C % G !== 0) options.reject(`x to have a multiple of groups = ${G} channels`, C);
  if (F !== G * E) options.reject(`b to have groups * E = ${G} * ${E} numbers`, F);

  const size = (cells: number, taps: number) => {
    const length = (cells - 1) * stride - 2 * pad + dilation * (taps - 1) + extra + 1;
    return length >= 1 ? length : options.reject('an output of at least 1 cell', length);
  };
  return { N, G, D: E, E: C / G, H: size(H, R), W: size(W, S), R, S, P: H, Q: W, stride, pad, dilation };
}

/** The adjoint of a convolution: its input gradient is the forward, and it is the input gradient of this one. */
export default formula(
  'transposed-conv2d(x[N,C,H,W], w[C,E,R,S], b[F]) -> y[N,F,P,Q]',
  (options, sizes) => {
    const convolution = readTransposed(options, sizes);
    return { convolution, P: convolution.H, Q: convolution.W };
  },
  (k) => ({
    forward({ x, w, b }, _, { convolution, P, Q }) {
      const painted = k.convolveInputGradient(x, w, convolution);
      return { y: k.combine(1, painted, 1, perChannel(k, b, P * Q)) };
    },

    vjp({ x, w }, { y: dy }, { N, C, F }, { convolution, P, Q }) {
      return {
        x: k.convolve(dy, w, zeros(x, C), convolution),
        w: k.convolveWeightGradient(dy, x, convolution),
        b: k.sum(k.sum(dy, 1, N, F * P * Q), F, P * Q, 1),
      };
    },
  }),
);
