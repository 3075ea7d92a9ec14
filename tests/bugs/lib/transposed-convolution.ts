import { perChannel } from '../../../backends/lib/channels.ts';
import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import type { Convolution } from '../../../backends/lib/kernels.ts';
import type { OptionReader } from '../../../backends/lib/options.ts';
import type { Sizes } from '../../../backends/lib/signature.ts';

export const TRANSPOSED = 'transposed-conv2d(x[N,C,H,W], w[C,E,R,S], b[F]) -> y[N,F,P,Q]';

/** What the size of an axis is made of. */
export interface Axis {
  readonly cells: number;
  readonly taps: number;
  readonly stride: number;
  readonly pad: number;
  readonly dilation: number;
  readonly extra: number;
}

export const lengthOf = ({ cells, taps, stride, pad, dilation, extra }: Axis): number =>
  (cells - 1) * stride - 2 * pad + dilation * (taps - 1) + extra + 1;

/** The convolution of an image [N,F,P,Q] of these lengths that x would be the result of. */
export function readTransposed(options: OptionReader, sizes: Sizes, length: (axis: Axis) => number) {
  const { N, C, E, H, W, R, S } = sizes;
  const stride = options.integer('stride');
  const pad = options.integer('pad');
  const dilation = options.integer('dilation');
  const extra = options.integer('output_pad');
  const G = options.integer('groups');
  const P = length({ cells: H, taps: R, stride, pad, dilation, extra });
  const Q = length({ cells: W, taps: S, stride, pad, dilation, extra });
  const shape = { N, G, D: E, E: C / G, H: P, W: Q, R, S, P: H, Q: W };
  const convolution: Convolution = { ...shape, stride, pad, dilation };
  return { convolution, P, Q };
}

/** A transposed convolution whose result has these lengths. */
export const transposedOfLength = (length: (axis: Axis) => number): OverKernels =>
  formula(
    TRANSPOSED,
    (options, sizes) => readTransposed(options, sizes, length),
    (k) => ({
      forward({ x, w, b }, _, { convolution, P, Q }) {
        const painted = k.convolveInputGradient(x, w, convolution);
        return { y: k.combine(1, painted, 1, perChannel(k, b, P * Q)) };
      },
    }),
  );
