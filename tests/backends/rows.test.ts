import { describe, expect, it } from 'vitest';
import { kernels as js } from '../../backends/js/kernels.ts';
import type { Floats, Kernels } from '../../backends/lib/kernels.ts';
import { Random } from '../../properties/lib/random.ts';
import { expectSameInParts } from './cut.ts';
import { allKernels, range } from './exact.ts';
import { closeTo, dtypes, normal } from './numbers.ts';

/** Round vectors, what a loop takes at once, and the terms that are added up in f32. */
const COLUMNS = [...range(19).slice(1), 31, 32, 33, 47, 511, 512, 513, 527, 529, 1030];
const ROWS = 3;
const EPS = 1e-5;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** The rows of x. */
const rowsOf = (x: Floats, columns: number) =>
  range(x.length / columns).map((row) => [...x.subarray(row * columns, (row + 1) * columns)]);

const plain = {
  logSumExp(row: number[]) {
    const top = row.reduce((a, b) => Math.max(a, b));
    return top + Math.log(sum(row.map((value) => Math.exp(value - top))));
  },
  moments(row: number[]) {
    const mean = sum(row) / row.length;
    return { mean, variance: sum(row.map((value) => (value - mean) ** 2)) / row.length };
  },
  normal(row: number[], eps: number) {
    const { mean, variance } = this.moments(row);
    return row.map((value) => (value - mean) / Math.sqrt(variance + eps));
  },
};

describe.each(allKernels)('rows with %s', (_, k) => {
  describe.each(dtypes.map((Numbers) => [Numbers.name, Numbers] as const))('of %s', (_, Numbers) => {
    it.each(COLUMNS)('%i columns', (columns) => {
      const random = new Random(columns);
      for (const offset of columns < 20 ? [0, 1, 2, 3] : [columns % 4]) {
        const draw = (length = ROWS * columns) => normal(random, Numbers, length, offset);
        const [x, y, dy] = [draw(), draw(), draw()];
        const [gamma, beta] = [draw(columns), draw(columns)];
        const rows = rowsOf(x, columns);
        const slopes = rowsOf(dy, columns);
        const logs = rows.map((row) => row.map((value) => value - plain.logSumExp(row)));
        closeTo(k.softmax(x, columns), logs.flat().map(Math.exp));
        closeTo(k.logSoftmax(x, columns), logs.flat());
        closeTo(
          k.softmaxGradient(y, dy, columns),
          rowsOf(y, columns).flatMap((row, n) => {
            const mean = sum(row.map((value, i) => value * slopes[n][i]));
            return row.map((value, i) => value * (slopes[n][i] - mean));
          }),
        );
        closeTo(
          k.logSoftmaxGradient(y, dy, columns),
          rowsOf(y, columns).flatMap((row, n) =>
            row.map((value, i) => slopes[n][i] - value * sum(slopes[n])),
          ),
        );

        const { mean, variance } = k.moments(x, columns);
        const moments = rows.map((row) => plain.moments(row));
        closeTo(
          mean,
          moments.map((of) => of.mean),
        );
        closeTo(
          variance,
          moments.map((of) => of.variance),
        );
        const normals = rows.map((row) => plain.normal(row, EPS));
        const normalised = k.normalise(x, columns, EPS);
        closeTo(normalised.y, normals.flat());
        closeTo(
          normalised.scale.map((scale) => 1 / scale),
          moments.map((of) => Math.sqrt(of.variance + EPS)),
        );
        closeTo(
          k.layerNorm(x, gamma, beta, columns, EPS),
          normals.flatMap((row) => row.map((value, i) => gamma[i] * value + beta[i])),
        );
        const scale = draw(ROWS);
        closeTo(
          k.normaliseGradient(y, scale, dy, columns),
          rowsOf(y, columns).flatMap((row, n) => {
            const along = sum(row.map((value, i) => value * slopes[n][i])) / columns;
            const mean = sum(slopes[n]) / columns;
            return row.map((value, i) => scale[n] * (slopes[n][i] - mean - value * along));
          }),
        );
      }
    });

    it.each([1, 2, 3, 4, 5, 7, 8, 9, 33])('special numbers as in JavaScript, %i columns', (columns) => {
      const random = new Random(columns);
      const special = [0, -0, 1, Infinity, -Infinity, Number.NaN, 1e-40, -1e-40];
      const huge = [...special, 3e38, -3e38];
      const draw = (length: number, rare: number, from = special) =>
        Numbers.from({ length }, () => (random.next() < rare ? random.pick(from) : random.normal()));
      const kinds = (made: unknown): unknown =>
        Object.values(made as object).map((value) =>
          typeof value === 'object' ? kinds(value) : Number.isFinite(value) ? 'finite' : value,
        );
      const same = (run: (k: Kernels) => unknown) => expect(kinds(run(k))).toEqual(kinds(run(js)));
      for (let turn = 0; turn < 15; turn++) {
        const rare = [0.05, 0.3, 1][turn % 3];
        const x = draw(ROWS * columns, rare, huge);
        const [y, dy] = [draw(ROWS * columns, rare), draw(ROWS * columns, rare)];
        const [gamma, beta] = [draw(columns, 0), draw(columns, 0)];
        same((k) => k.softmax(x, columns));
        same((k) => k.logSoftmax(x, columns));
        same((k) => k.softmaxGradient(y, dy, columns));
        same((k) => k.logSoftmaxGradient(y, dy, columns));
        same((k) => k.moments(x, columns));
        same((k) => k.normalise(x, columns, EPS));
        same((k) => k.layerNorm(x, gamma, beta, columns, EPS));
        same((k) => k.normaliseGradient(y, draw(ROWS, 0).fill(0.5), dy, columns));
      }
    });

    it('equal numbers get equal shares, wherever they stand in a row', () => {
      for (const columns of COLUMNS) {
        const x = new Numbers(columns).fill(0.3);
        for (const y of [k.softmax(x, columns), k.logSoftmax(x, columns)]) expect(new Set(y).size).toBe(1);
      }
    });

    it('shares down to the smallest number there is, and to nothing', () => {
      const tiny = Numbers.name === 'Float32Array' ? 2 ** -149 : 2 ** -1074;
      const x = Numbers.of(0, Math.log(tiny) + 0.3, Math.log(tiny) + 5, 3 * Math.log(tiny));
      const [top, least, more, none] = k.softmax(x, 4);
      expect([top, least, none]).toEqual([1, tiny, 0]);
      expect(Math.abs(more / tiny - Math.exp(5))).toBeLessThan(0.6);
    });

    it('the shares of a long row add up to 1', () => {
      const columns = 200_003;
      const x = normal(new Random(1), Numbers, columns);
      const shares = k.softmax(x, columns);
      expect(Math.abs(sum([...shares]) - 1)).toBeLessThan(columns ** 0.5 * 2 ** -31);
      const far = Numbers.from(x, (value) => value - 50);
      far[0] = 0;
      expect(k.softmax(far, columns)[0]).toBe(1);
    });

    it('a large mean costs the normal numbers nothing', () => {
      for (const columns of [3, 5, 32, 101]) {
        const random = new Random(columns);
        const x = Numbers.from({ length: columns }, () => 2 ** 20 + random.integer(-8, 8) / 8);
        const expected = plain.normal([...x], 0);
        k.normalise(x, columns, 0).y.forEach((value, i) => {
          expect(Math.abs(value - expected[i])).toBeLessThan(5e-7);
        });
      }
    });

    it.each([1e-41, 1e-36, 1e-20, 1e19, 3e37])('normal numbers in units of %e', (unit) => {
      for (const columns of [2, 4, 5, 33]) {
        const random = new Random(columns);
        const x = Numbers.from({ length: columns }, () => unit * random.integer(-9, 9));
        x[0] = 10 * unit;
        closeTo(k.normalise(x, columns, 0).y, plain.normal([...x], 0));
        const ones = new Numbers(columns).fill(1);
        closeTo(
          k.layerNorm(x, ones, ones, columns, 0),
          plain.normal([...x], 0).map((value) => value + 1),
        );
      }
    });

    it('of nothing nothing is made', () => {
      const none = new Numbers(0);
      for (const y of [k.softmax(none, 3), k.layerNorm(none, none, none, 0, EPS), k.moments(none, 3).mean])
        expect(y.length).toBe(0);
    });
  });
});

describe('rows in parts', () => {
  it.each(dtypes.map((Numbers) => [Numbers.name, Numbers] as const))('of %s', (_, Numbers) => {
    const random = new Random(2);
    for (const [rows, columns] of [
      [1, 9],
      [2, 3],
      [7, 5],
      [40, 33],
    ]) {
      const [x, dy] = [normal(random, Numbers, rows * columns, 1), normal(random, Numbers, rows * columns)];
      const [gamma, scale] = [normal(random, Numbers, columns), normal(random, Numbers, rows)];
      expectSameInParts((k) => [
        k.softmax(x, columns),
        k.logSoftmax(x, columns),
        k.softmaxGradient(x, dy, columns),
        k.logSoftmaxGradient(x, dy, columns),
        ...Object.values(k.moments(x, columns)),
        ...Object.values(k.normalise(x, columns, EPS)),
        k.layerNorm(x, gamma, gamma, columns, EPS),
        k.normaliseGradient(x, scale, dy, columns),
      ]);
    }
  });
});
