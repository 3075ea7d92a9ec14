import type { Convolution, Pooling } from './kernels.ts';
import type { OptionReader } from './options.ts';
import type { Sizes } from './signature.ts';

/** Sizes and options of a convolution of x[N,C,H,W] with w[F,D,R,S]. */
export function readConvolution(options: OptionReader, { N, C, F, D, H, W, R, S }: Sizes): Convolution {
  const stride = options.integer('stride', { least: 1 });
  const pad = options.integer('pad', { least: 0 });
  const dilation = options.integer('dilation', { least: 1 });
  const G = options.integer('groups', { least: 1 });
  if (C !== G * D) throw new Error(`conv2d: expected x to have groups * D = ${G} * ${D} channels, got ${C}`);
  if (F % G !== 0) throw new Error(`conv2d: expected the ${F} kernels of w to divide into ${G} groups`);

  /** Places of a kernel of `taps` cells along an axis: ⌊(size + 2 pad − dilation (taps − 1) − 1) / stride⌋ + 1. */
  const places = (size: number, taps: number) => {
    const room = size + 2 * pad - dilation * (taps - 1) - 1;
    if (room < 0)
      throw new Error(`conv2d: expected a kernel no larger than the padded input, got ${taps} on ${size}`);
    return Math.floor(room / stride) + 1;
  };
  return { N, G, D, E: F / G, H, W, R, S, P: places(H, R), Q: places(W, S), stride, pad, dilation };
}

/** Sizes and options of a pooling of x[N,C,H,W]. */
export function readPooling(formula: string, options: OptionReader, { N, C, H, W }: Sizes): Pooling {
  const kernel = options.integer('kernel', { least: 1 });
  const stride = options.integer('stride', { least: 1 });
  const pad = options.integer('pad', { least: 0, most: Math.floor(kernel / 2) });
  const ceil = options.flag('ceil');

  /** As above, or rounded up; a window that would start beyond the last input cell is dropped. */
  const places = (size: number) => {
    const room = size + 2 * pad - kernel;
    if (room < 0)
      throw new Error(
        `${formula}: expected a kernel no larger than the padded input, got ${kernel} on ${size}`,
      );
    const count = (ceil ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
    return (count - 1) * stride >= size + pad ? count - 1 : count;
  };
  return { planes: N * C, H, W, P: places(H), Q: places(W), kernel, stride, pad };
}
