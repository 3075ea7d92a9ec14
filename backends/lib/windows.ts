import type { Convolution, Pooling } from './kernels.ts';
import type { OptionReader } from './options.ts';
import type { Sizes } from './signature.ts';

/** The cells an axis has to spare beyond one window; refuses a window that does not fit. */
function roomFor(options: OptionReader, window: number, padded: number): number {
  if (window > padded) options.reject(`a window of at most ${padded} cells, the padded input`, window);
  return padded - window;
}

/** Sizes and options of a convolution of x[N,C,H,W] with w[F,D,R,S]. */
export function readConvolution(options: OptionReader, { N, C, F, D, H, W, R, S }: Sizes): Convolution {
  const stride = options.integer('stride', { least: 1 });
  const pad = options.integer('pad', { least: 0 });
  const dilation = options.integer('dilation', { least: 1 });
  const G = options.integer('groups', { least: 1 });
  if (C !== G * D) options.reject(`x to have groups * D = ${G} * ${D} channels`, C);
  if (F % G !== 0) options.reject(`w to have a multiple of groups = ${G} kernels`, F);

  const places = (size: number, taps: number) =>
    Math.floor(roomFor(options, dilation * (taps - 1) + 1, size + 2 * pad) / stride) + 1;
  return { N, G, D, E: F / G, H, W, R, S, P: places(H, R), Q: places(W, S), stride, pad, dilation };
}

/** Sizes and options of a pooling of x[N,C,H,W]. */
export function readPooling(options: OptionReader, { N, C, H, W }: Sizes): Pooling {
  const kernel = options.integer('kernel', { least: 1 });
  const stride = options.integer('stride', { least: 1 });
  const pad = options.integer('pad', { least: 0, most: Math.floor(kernel / 2) });
  const round = options.flag('ceil') ? Math.ceil : Math.floor;

  /** A window that rounding up would start in the right padding is dropped. */
  const places = (size: number) => {
    const count = round(roomFor(options, kernel, size + 2 * pad) / stride) + 1;
    return (count - 1) * stride >= size + pad ? count - 1 : count;
  };
  return { planes: N * C, H, W, P: places(H), Q: places(W), kernel, stride, pad };
}
