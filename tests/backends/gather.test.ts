import { describe, expect, it } from 'vitest';
import { Random } from '../../properties/lib/random.ts';
import { expectSame, expectSameInParts } from './cut.ts';
import { allKernels, range } from './exact.ts';
import { dtypes, normal } from './numbers.ts';

/** Round vectors, what is moved without a call, few columns, and a block of sums. */
const COLUMNS = [...range(18).slice(1), 31, 32, 33, 63, 64, 65, 66, 511, 512, 513, 1025];
const ROWS = 11;

describe.each(allKernels)('rows by their indices with %s', (_, k) => {
  describe.each(dtypes.map((Numbers) => [Numbers.name, Numbers] as const))('of %s', (_, Numbers) => {
    it.each(COLUMNS)('%i columns', (columns) => {
      const random = new Random(columns);
      for (const count of [0, 1, 2, 5, 40]) {
        const offset = count % 4;
        // The last row is never asked for.
        const indices = Int32Array.from({ length: count }, () => random.integer(0, ROWS - 2));
        const x = normal(random, Numbers, ROWS * columns, offset);
        expectSame(
          k.gather(x, indices, columns),
          Numbers.from({ length: count * columns }, (_, n) => {
            return x[indices[Math.floor(n / columns)] * columns + (n % columns)];
          }),
        );

        const dy = normal(random, Numbers, count * columns, offset);
        const totals = new Float64Array(ROWS * columns);
        dy.forEach((value, n) => {
          totals[indices[Math.floor(n / columns)] * columns + (n % columns)] += value;
        });
        expectSame(k.scatterAdd(dy, indices, ROWS, columns), Numbers.from(totals));
      }
    });

    it('rounds sums once', () => {
      for (const columns of [1, 3, 9]) {
        const x = new Numbers(101 * columns).fill(1);
        x.fill(2 ** 25, 0, columns);
        const expected = new Numbers(2 * columns);
        expected.fill(2 ** 25 + 100, columns);
        expect(k.scatterAdd(x, new Int32Array(101).fill(1), 2, columns)).toEqual(expected);
      }
    });

    it('passes NaN and ∞ on', () => {
      for (const columns of [1, 8]) {
        const x = new Numbers(3 * columns);
        x.fill(Number.NaN, 0, columns).fill(-Infinity, columns, 2 * columns);
        const indices = Int32Array.of(2, 0, 1);
        const rows = k.gather(x, indices, columns);
        expect([0, 1, 2].map((n) => rows[n * columns])).toEqual([0, Number.NaN, -Infinity]);
        const sums = k.scatterAdd(x, indices, 3, columns);
        expect([0, 1, 2].map((n) => sums[n * columns])).toEqual([-Infinity, 0, Number.NaN]);
      }
    });
  });
});

it.each(dtypes.map((Numbers) => [Numbers.name, Numbers] as const))('in parts, %s', (_, Numbers) => {
  const random = new Random(5);
  for (const columns of [1, 5, 8, 33]) {
    const [x, dy] = [normal(random, Numbers, 20 * columns, 1), normal(random, Numbers, 300 * columns, 1)];
    const indices = Int32Array.from({ length: 300 }, () => random.integer(0, 19));
    expectSameInParts((k) => [k.gather(x, indices, columns), k.scatterAdd(dy, indices, 20, columns)]);
  }
});
