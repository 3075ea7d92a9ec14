import { describe, it } from 'vitest';
import type { Averaging, Floats } from '../../backends/lib/kernels.ts';
import { firstLargest } from '../../backends/lib/maxima.ts';
import { optionReader } from '../../backends/lib/options.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { Random } from '../../properties/lib/random.ts';
import { expectSame, expectSameInParts } from './cut.ts';
import { allKernels, range } from './exact.ts';
import { type Dtype, dtypes, normal } from './numbers.ts';

/** Every window with its own code and others, widths round a vector of windows, any padding. */
const SIZES: readonly Averaging[] = [
  ...[1, 2, 3, 4, 5, 6].flatMap((kernel) =>
    [1, 2, 3].flatMap((stride) =>
      range(Math.floor(kernel / 2) + 1).flatMap((pad) =>
        [kernel, kernel + 1, kernel + 3, kernel + 8, kernel + 17].map((W, n) => ({
          ...readPooling(optionReader('pooling', { kernel, stride, pad, ceil: n % 2 === 0 }), {
            ...{ N: 1, C: 2, H: kernel + (n % 3), W },
          }),
          countPad: n % 2 === 1,
        })),
      ),
    ),
  ),
];

interface Window {
  readonly cells: readonly number[];
  /** What the average divides by. */
  readonly count: number;
}

/** The windows one after the other, each with its cells row by row. */
const windowsOf = ({ planes, H, W, P, Q, kernel, stride, pad, countPad }: Averaging): Window[] =>
  range(planes * P * Q).map((n) => {
    const plane = Math.floor(n / (P * Q));
    const [top, left] = [(Math.floor(n / Q) % P) * stride - pad, (n % Q) * stride - pad];
    const taps = range(kernel * kernel).map((tap) => [top + Math.floor(tap / kernel), left + (tap % kernel)]);
    const within = (edge: number) =>
      taps.filter(([h, w]) => h >= -edge && h < H + edge && w >= -edge && w < W + edge);
    return {
      cells: within(0).map(([h, w]) => (plane * H + h) * W + w),
      count: within(countPad ? pad : 0).length,
    };
  });

/** Few different numbers, so that many are the largest: zeros of both signs, at times NaN and ∞. */
function cells(random: Random, Numbers: Dtype, length: number, offset: number): Floats {
  const values = [-1, -0, 0, ...(random.next() < 0.5 ? [] : [Number.NaN, Infinity, -Infinity])];
  return Numbers.from({ length: length + offset }, () =>
    random.next() < 0.6 ? -2 - random.integer(0, 2) : random.pick(values),
  ).subarray(offset);
}

describe.each(allKernels)('windows with %s', (_, k) => {
  describe.each(dtypes.map((Numbers) => [Numbers.name, Numbers] as const))('of %s', (_, Numbers) => {
    it.each(SIZES)('$kernel/$stride/$pad of $H · $W', (sizes) => {
      const { planes, H, W, P, Q } = sizes;
      const windows = windowsOf(sizes);
      const random = new Random(H * W + sizes.stride);
      const rounded = (values: ArrayLike<number>) => Numbers.from(values);
      for (const offset of [0, 1 + (W % 3)]) {
        const x = cells(random, Numbers, planes * H * W, offset);
        const dy = normal(random, Numbers, planes * P * Q, offset);
        const largest = windows.map((window) => firstLargest(x, window.cells));
        expectSame(k.maxPool(x, sizes), rounded(largest.map((cell) => x[cell])));

        const toLargest = new Float64Array(x.length);
        largest.forEach((cell, n) => {
          toLargest[cell] += dy[n];
        });
        expectSame(k.maxPoolGradient(x, dy, sizes), rounded(toLargest));

        const numbers = normal(random, Numbers, x.length, offset);
        const means = windows.map(
          (window) => window.cells.reduce((sum, cell) => sum + numbers[cell], 0) / window.count,
        );
        expectSame(k.averagePool(numbers, sizes), rounded(means));

        const shares = new Float64Array(x.length);
        windows.forEach((window, n) => {
          for (const cell of window.cells) shares[cell] += dy[n] / window.count;
        });
        expectSame(k.averagePoolGradient(dy, sizes), rounded(shares));
      }
    });
  });
});

it.each(dtypes.map((Numbers) => [Numbers.name, Numbers] as const))('windows in parts, %s', (_, Numbers) => {
  const random = new Random(6);
  for (const sizes of SIZES.filter((_, n) => n % 5 === 4)) {
    const { planes, H, W, P, Q } = sizes;
    const x = cells(random, Numbers, planes * H * W, 1);
    const [numbers, dy] = [normal(random, Numbers, x.length, 1), normal(random, Numbers, planes * P * Q, 1)];
    expectSameInParts((k) => [
      k.maxPool(x, sizes),
      k.maxPoolGradient(x, dy, sizes),
      k.averagePool(numbers, sizes),
      k.averagePoolGradient(dy, sizes),
    ]);
  }
});
