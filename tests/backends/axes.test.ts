import { describe, expect, it } from 'vitest';
import { kernels as js } from '../../backends/js/kernels.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { Random } from '../../properties/lib/random.ts';
import { expectSame, expectSameInParts } from './cut.ts';
import { allKernels, range } from './exact.ts';
import { type Dtype, dtypes, normal } from './numbers.ts';

const integers = (random: Random, Numbers: Dtype, length: number, offset: number): Floats =>
  Numbers.from({ length: length + offset }, () => random.integer(-9, 9)).subarray(offset);
const small = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b) <= 70_000;

/** Round vectors, rows that are taken together, blocks and chunks. */
const SUMS = [
  ...[1, 2, 3, 4, 21, 32, 33, 64, 65, 512, 513, 1025].flatMap((inner) =>
    [1, 2, 3, 5, 64, 65, 1000].flatMap((length) => [1, 17].map((outer) => [outer, length, inner])),
  ),
  ...[8191, 8192, 8193, 16_384, 20_001].map((length) => [1, length, 1]),
  ...[4095, 4097, 9000].map((length) => [2, length, 3]),
].filter(small);

const REPEATS = [1, 2, 3, 4, 5, 16, 63, 65, 4097]
  .flatMap((inner) => [1, 2, 3, 4, 8, 9, 1000, 5000].map((length) => [2, length, inner]))
  .filter(small);

const SWAPS = [
  ...[1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33].flatMap((b) =>
    [1, 2, 3, 4, 5, 7, 8, 9, 17].map((c) => [1 + (b % 2), b, c, 1]),
  ),
  ...[2, 3, 9].flatMap((b) => [2, 5].flatMap((c) => [2, 3, 4, 5, 7, 63, 64, 65].map((d) => [2, b, c, d]))),
  ...[1023, 1024, 1025, 2050].flatMap((long) => [
    [2, long, 9, 1],
    [2, 9, long, 1],
    [1, 3, 2, long],
  ]),
];

describe.each(allKernels)('axes with %s', (_, k) => {
  describe.each(dtypes.map((Numbers) => [Numbers.name, Numbers] as const))('of %s', (_, Numbers) => {
    it('sums over the middle axis', () => {
      for (const [n, [outer, length, inner]] of SUMS.entries()) {
        const x = integers(new Random(n), Numbers, outer * length * inner, n % 4);
        const expected = new Numbers(outer * inner);
        x.forEach((value, at) => {
          expected[Math.floor(at / (length * inner)) * inner + (at % inner)] += value;
        });
        expectSame(k.sum(x, outer, length, inner), expected, `${outer}, ${length}, ${inner}`);
      }
    });

    it('rounds a sum once', () => {
      for (const inner of [1, 3, 40, 600])
        for (const length of [3, 50, 20_000 / inner]) {
          const rows = Math.floor(length);
          const x = new Numbers(rows * inner).fill(1);
          x.fill(2 ** 25, 0, inner);
          const expected = new Numbers(inner).fill(2 ** 25 + rows - 1);
          expectSame(k.sum(x, 1, rows, inner), expected);
        }
    });

    it('sums of nothing are +0, and so are those of −0', () => {
      for (const inner of [1, 2, 70]) {
        expect(k.sum(new Numbers(0), 2, 0, inner)).toEqual(new Numbers(2 * inner));
        expect(k.sum(new Numbers(2 * inner).fill(-0), 1, 2, inner)).toEqual(new Numbers(inner));
      }
    });

    it('repeats along the middle axis', () => {
      for (const [n, [outer, length, inner]] of REPEATS.entries()) {
        const x = Numbers.from({ length: outer * inner + 3 }, (_, at) => at + 1).subarray(
          n % 4,
          outer * inner + (n % 4),
        );
        const expected = Numbers.from(
          { length: outer * length * inner },
          (_, at) => x[Math.floor(at / (length * inner)) * inner + (at % inner)],
        );
        expectSame(k.repeat(x, outer, length, inner), expected, `${outer}, ${length}, ${inner}`);
      }
    });

    it('swaps the middle axes', () => {
      for (const [n, [a, b, c, d]] of SWAPS.entries()) {
        const x = Numbers.from({ length: a * b * c * d + (n % 4) }, (_, at) => at).subarray(n % 4);
        const expected = new Numbers(x.length);
        let from = 0;
        for (let i = 0; i < a; i++)
          for (let j = 0; j < b; j++)
            for (let l = 0; l < c; l++)
              for (let m = 0; m < d; m++) expected[((i * c + l) * b + j) * d + m] = x[from++];
        const swapped = k.swapAxes(x, a, b, c, d);
        expectSame(swapped, expected, `${a}, ${b}, ${c}, ${d}`);
        expect(swapped).not.toBe(x);
      }
    });

    it('takes norms', () => {
      const [least, most] = Numbers.name === 'Float32Array' ? [-149, 120] : [-1074, 1010];
      for (const length of [1, 2, 3, 4, 5, 8, 9, 8191, 8192, 8193, 30_000]) {
        const random = new Random(length);
        const numbers = range(length).map(() => random.integer(-9, 9));
        const norm = Math.sqrt(numbers.reduce((sum, value) => sum + value ** 2, 0));
        for (const exponent of [least, -500, -300, -64, 0, 63, 300, most].filter(
          (e) => e >= least && e <= most,
        )) {
          const unit = 2 ** exponent;
          const x = Numbers.from({ length: length + 1 }, (_, n) => unit * (numbers[n - 1] ?? 0)).subarray(1);
          const expected = unit * norm;
          expect(Math.abs(k.norm(x) - expected)).toBeLessThanOrEqual(1e-14 * expected + 2 ** -1074);
        }
      }
    });

    it('takes norms of special numbers as JavaScript does', () => {
      const random = new Random(3);
      const special = [0, -0, Infinity, -Infinity, Number.NaN];
      for (let turn = 0; turn < 100; turn++) {
        const x = Numbers.from({ length: 1 + (turn % 9) }, () =>
          random.pick(turn % 2 ? special : special.slice(0, 3)),
        );
        expect(k.norm(x)).toEqual(js.norm(x));
      }
      expect(k.norm(new Numbers(0))).toBe(0);
    });
  });
});

describe('axes in parts', () => {
  it.each(dtypes.map((Numbers) => [Numbers.name, Numbers] as const))('of %s', (_, Numbers) => {
    const random = new Random(4);
    const draw = (length: number) => normal(random, Numbers, length, 1);
    for (const [outer, length, inner] of [
      [7, 40, 1],
      [1, 50_000, 1],
      [3, 2000, 9],
      [1, 150, 1100],
      [5, 3, 4],
    ]) {
      const x = draw(outer * length * inner);
      expectSameInParts((k) => [k.sum(x, outer, length, inner)]);
      expectSameInParts((k) => [Float64Array.of(k.norm(x))]);
      const row = draw(outer * inner);
      expectSameInParts((k) => [k.repeat(row, outer, length, inner)]);
    }
    const x = draw(2 * 3 * 1040 * 5);
    expectSameInParts((k) => [
      k.swapAxes(x, 2, 15, 1040, 1),
      k.swapAxes(x, 2, 1040, 15, 1),
      k.swapAxes(x, 2, 3, 1040, 5),
      k.swapAxes(x, 1, 6, 1040, 5),
    ]);
  });
});
