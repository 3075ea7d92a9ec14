import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Averaging } from '../../backends/lib/kernels.ts';
import { optionReader } from '../../backends/lib/options.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { allKernels, inner, integers, numbers, range, size } from './exact.ts';

describe.each(allKernels)('pooling with %s', (_, k) => {
  /** Cells that are multiples of 144 = (3·4)², so that every average is exact. */
  const pooling = fc
    .record({
      C: size,
      H: fc.integer({ min: 4, max: 8 }),
      W: fc.integer({ min: 4, max: 8 }),
      kernel: size,
      stride: size,
      ceil: fc.boolean(),
      countPad: fc.boolean(),
    })
    .chain((given) =>
      fc.integer({ min: 0, max: Math.floor(given.kernel / 2) }).map((pad) => ({ ...given, pad })),
    )
    .map(
      ({ C, H, W, countPad, ...options }): Averaging => ({
        ...readPooling(optionReader('pooling', options), { N: 1, C, H, W }),
        countPad,
      }),
    )
    .chain((sizes) =>
      fc.record({
        sizes: fc.constant(sizes),
        x: integers(sizes.planes * sizes.H * sizes.W, 144),
        dy: integers(sizes.planes * sizes.P * sizes.Q, 144),
      }),
    );

  /** The cells of window (p, q) of a plane, row by row, without the padding. */
  const windowOf = (
    { H, W, kernel, stride, pad }: Averaging,
    plane: number,
    p: number,
    q: number,
  ): number[] =>
    range(kernel * kernel).flatMap((tap) => {
      const h = p * stride - pad + Math.floor(tap / kernel);
      const w = q * stride - pad + (tap % kernel);
      return h < 0 || h >= H || w < 0 || w >= W ? [] : [(plane * H + h) * W + w];
    });
  const eachWindow = (sizes: Averaging): number[][] =>
    range(sizes.planes).flatMap((plane) =>
      range(sizes.P).flatMap((p) => range(sizes.Q).map((q) => windowOf(sizes, plane, p, q))),
    );

  it.each([
    // PyTorch's rule: 3 cells, kernel 2, stride 2, pad 1 leave the third window wholly in the right padding.
    [3, { kernel: 2, stride: 2, pad: 1, ceil: true }, 2],
    [6, { kernel: 1, stride: 2, pad: 0, ceil: true }, 3],
    [3, { kernel: 2, stride: 2, pad: 0, ceil: true }, 2],
    [3, { kernel: 2, stride: 2, pad: 0, ceil: false }, 1],
  ])('has for %i cells and %o %i windows', (cells, options, windows) => {
    const { P } = readPooling(optionReader('pooling', options), { N: 1, C: 1, H: cells, W: cells });
    expect(P).toBe(windows);
  });

  it('has no window without a cell', () => {
    fc.assert(
      fc.property(pooling, ({ sizes }) => {
        expect(Math.min(...eachWindow(sizes).map(({ length }) => length))).toBeGreaterThan(0);
      }),
    );
  });

  it('takes the largest cell, and gives the gradient to the first of them', () => {
    fc.assert(
      fc.property(pooling, ({ sizes, x, dy }) => {
        const windows = eachWindow(sizes);
        const largest = windows.map((cells) => Math.max(...cells.map((cell) => x[cell])));
        const dx = new Float64Array(x.length);
        windows.forEach((cells, n) => {
          const first = cells.find((cell) => x[cell] === largest[n]);
          dx[first!] += dy[n];
        });
        expect(numbers(k.maxPool(x, sizes))).toEqual(largest);
        expect(numbers(k.maxPoolGradient(x, dy, sizes))).toEqual(numbers(dx));
      }),
    );
  });

  it('averages over the cells of the window, or over those in the padding as well', () => {
    fc.assert(
      fc.property(pooling, ({ sizes, x }) => {
        const { H, W, kernel, stride, pad } = sizes;
        const inPadded = (place: number, cells: number) => Math.min(kernel, cells + 2 * pad - place * stride);
        const expected = eachWindow(sizes).map((cells, n) => {
          const [p, q] = [Math.floor(n / sizes.Q) % sizes.P, n % sizes.Q];
          const count = sizes.countPad ? inPadded(p, H) * inPadded(q, W) : cells.length;
          return cells.reduce((total, cell) => total + x[cell], 0) / count + 0;
        });
        expect(numbers(k.averagePool(x, sizes))).toEqual(expected);
      }),
    );
  });

  it('has the adjoint ⟨average(x), dy⟩ = ⟨x, dx⟩', () => {
    fc.assert(
      fc.property(pooling, ({ sizes, x, dy }) => {
        expect(inner(x, k.averagePoolGradient(dy, sizes))).toBe(inner(k.averagePool(x, sizes), dy));
      }),
    );
  });

  it('passes NaN on, and sends the gradient to the first of them', () => {
    const sizes = { planes: 1, H: 1, W: 3, P: 1, Q: 1, kernel: 3, stride: 1, pad: 1 };
    const x = Float64Array.of(5, Number.NaN, Number.NaN);
    expect(k.maxPool(x, { ...sizes, Q: 3 })).toEqual(Float64Array.of(Number.NaN, Number.NaN, Number.NaN));
    expect(k.maxPoolGradient(x, Float64Array.of(1), { ...sizes, pad: 0 })).toEqual(Float64Array.of(0, 1, 0));
  });
});
