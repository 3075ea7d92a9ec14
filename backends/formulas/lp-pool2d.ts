import { concatenate } from '../lib/arrays.ts';
import { formula } from '../lib/formula.ts';
import { type Floats, type Kernels, type Pooling, zeros } from '../lib/kernels.ts';
import type { OptionReader } from '../lib/options.ts';
import type { Sizes } from '../lib/signature.ts';

/** Sizes and options of windows without padding. */
function readWindows(options: OptionReader, { N, C, H, W }: Sizes): Pooling {
  const kernel = options.integer('kernel', { least: 1 });
  const stride = options.integer('stride', { least: 1 });
  const round = options.flag('ceil') ? Math.ceil : Math.floor;
  if (kernel > Math.min(H, W)) options.reject(`a window of at most ${Math.min(H, W)} cells a side`, kernel);

  /** A window that rounding up would start behind the end is dropped. */
  const count = (size: number) => Math.min(round((size - kernel) / stride), Math.ceil(size / stride) - 1) + 1;
  return { planes: N * C, H, W, P: count(H), Q: count(W), kernel, stride, pad: 0 };
}

/** Where the pixels of each window stand; behind the last pixel of all for one beyond the image. */
function places({ planes, H, W, P, Q, kernel, stride }: Pooling): Int32Array {
  const nowhere = planes * H * W;
  const indices = new Int32Array(planes * P * Q * kernel * kernel);
  indices.forEach((_, n) => {
    const [s, r] = [n % kernel, Math.floor(n / kernel) % kernel];
    const window = Math.floor(n / (kernel * kernel));
    const [q, p] = [window % Q, Math.floor(window / Q) % P];
    const [h, v] = [stride * p + r, stride * q + s];
    const plane = Math.floor(window / (P * Q));
    indices[n] = h < H && v < W ? (plane * H + h) * W + v : nowhere;
  });
  return indices;
}

/** The same, with 1 for 0: a divisor of nothing but zeros. */
const orOne = (x: Floats): Floats => x.map((value) => (value === 0 ? 1 : value)) as Floats;

const power = (k: Kernels, x: Floats, exponent: number): Floats => {
  let product = k.affine(0, x, 1);
  for (let n = 0; n < exponent; n++) product = k.multiply(product, x);
  return product;
};

const root = (k: Kernels, x: Floats, order: number): Floats =>
  order === 2 ? k.map('sqrt', x) : k.map('exp', k.affine(1 / order, k.map('log', x), 0));

/** The windows as rows of K pixels; their sizes over the largest of the row, m; and y/m, the length of that. */
function measure(k: Kernels, x: Floats, pooling: Pooling, order: number) {
  const { kernel } = pooling;
  const K = kernel * kernel;
  const indices = places(pooling);
  const windows = k.gather(concatenate([x, zeros(x, 1)]), indices, 1);
  const rows = windows.length / K;
  const sizes = k.combine(1, k.map('relu', windows), 1, k.map('relu', k.affine(-1, windows, 0)));
  const row = { planes: rows, H: kernel, W: kernel, P: 1, Q: 1, kernel, stride: 1, pad: 0 };
  const largest = orOne(k.maxPool(sizes, row));
  const shares = k.divide(sizes, k.repeat(largest, rows, K, 1));
  const total = k.sum(power(k, shares, order), rows, K, 1);
  return { K, rows, indices, windows, largest, shares, length: order === 1 ? total : root(k, total, order) };
}

/** y = (Σ |x|ᵖ)^(1/p), scaled by the largest size of the window; ∂y/∂x = (|x|/y)ᵖ⁻¹ sign x, nothing where all is 0. */
export default formula(
  'lp-pool2d(x[N,C,H,W]) -> y[N,C,P,Q]',
  (options, sizes) => ({
    ...readWindows(options, sizes),
    order: options.integer('norm', { least: 1 }),
  }),
  (k) => ({
    forward({ x }, _, { order, ...pooling }) {
      const { largest, length } = measure(k, x, pooling, order);
      return { y: k.multiply(largest, length) };
    },

    vjp({ x }, { y: dy }, _, { order, ...pooling }) {
      const { K, rows, indices, windows, shares, length } = measure(k, x, pooling, order);
      const along = (values: Floats) => k.repeat(values, rows, K, 1);
      const slope = power(k, k.divide(shares, along(orOne(length))), order - 1);
      const ones = k.affine(0, windows, 1);
      const up = k.mapGradient('relu', windows, ones);
      const sign = k.combine(1, up, -1, k.mapGradient('relu', k.affine(-1, windows, 0), ones));
      const passed = k.multiply(k.multiply(slope, sign), along(dy));
      return { x: k.scatterAdd(passed, indices, x.length + 1, 1).slice(0, x.length) };
    },
  }),
);
