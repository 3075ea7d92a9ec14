import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Elementary, Floats } from '../../backends/lib/kernels.ts';
import { Random } from '../../properties/lib/random.ts';
import { expectSameInParts } from './cut.ts';
import { allKernels, range } from './exact.ts';
import { argumentsOf, exactValues, ulps } from './functions.ts';
import { type Dtype, dtypes, normal } from './numbers.ts';

const FUNCTIONS: readonly Elementary[] = [
  ...(['cos', 'erf', 'exp', 'expm1', 'log', 'log1p', 'relu'] as const),
  ...(['sigmoid', 'sin', 'softplus', 'sqrt', 'tanh'] as const),
];
const named = dtypes.map((Numbers) => [Numbers.name, Numbers] as const);

/** Units in the last place that a value may be off; JavaScript's own functions are not ours to mend. */
const VALUE = 1.5;
const VALUE_OF_PLATFORM = 2;
/** A slope is a product of the value: beside a power of two, half a unit of the one is a whole unit of the other. */
const SLOPE = 4;

/** The first argument at which y is further off than `most`. */
function expectWithin(
  most: number,
  part: 'value' | 'slope',
  f: Elementary,
  x: Floats,
  y: Floats,
  Numbers: Dtype,
) {
  const truth = exactValues(part, f, Numbers);
  expect(y.length).toBe(x.length);
  x.forEach((argument, n) => {
    const off = ulps(y[n]!, truth[n]!, Numbers);
    if (!(off <= most)) expect.fail(`${f}(${argument}) is ${y[n]}: its ${part} is off by ${off} units`);
  });
}

describe.each(allKernels)('elementary functions with %s', (backend, k) => {
  describe.each(named)('of %s', (_, Numbers) => {
    const x = argumentsOf(Numbers);
    const ones = new Numbers(x.length).fill(1);
    const numbers = (...values: number[]) => Numbers.from(values);

    it.each(FUNCTIONS)('%s', (f) => {
      const most = backend === 'js' ? VALUE_OF_PLATFORM : VALUE;
      expectWithin(most, 'value', f, x, k.map(f, x), Numbers);
    });

    it.each(FUNCTIONS)('the slope of %s', (f) => {
      expectWithin(SLOPE, 'slope', f, x, k.mapGradient(f, x, ones), Numbers);
    });

    it.each([
      ['cos', [0, -0, Infinity, -Infinity, NaN], [1, 1, NaN, NaN, NaN]],
      ['erf', [0, -0, Infinity, -Infinity, NaN], [0, -0, 1, -1, NaN]],
      ['exp', [0, -0, Infinity, -Infinity, NaN], [1, 1, Infinity, 0, NaN]],
      ['expm1', [0, -0, Infinity, -Infinity, NaN], [0, -0, Infinity, -1, NaN]],
      ['log', [0, -0, 1, Infinity, -1, -Infinity, NaN], [-Infinity, -Infinity, 0, Infinity, NaN, NaN, NaN]],
      ['log1p', [0, -0, -1, Infinity, -2, -Infinity, NaN], [0, -0, -Infinity, Infinity, NaN, NaN, NaN]],
      ['relu', [3, 0, -3, Infinity, -Infinity, NaN], [3, 0, 0, Infinity, 0, NaN]],
      ['sigmoid', [0, -0, Infinity, -Infinity, NaN], [0.5, 0.5, 1, 0, NaN]],
      ['sin', [0, -0, Infinity, -Infinity, NaN], [0, -0, NaN, NaN, NaN]],
      ['softplus', [Infinity, -Infinity, NaN], [Infinity, 0, NaN]],
      ['sqrt', [0, -0, 4, Infinity, -1, NaN], [0, -0, 2, Infinity, NaN, NaN]],
      ['tanh', [0, -0, Infinity, -Infinity, NaN], [0, -0, 1, -1, NaN]],
    ] as const)('%s of zeros, infinities and NaN', (f, from, to) => {
      expect(k.map(f, numbers(...from))).toEqual(numbers(...to));
    });

    it('slopes where they are not defined, whatever arrives', () => {
      for (const dy of [3, -3, Infinity, NaN]) {
        expect(
          k.mapGradient('relu', numbers(0, -0, -1, -Infinity, NaN), numbers(dy)).map((dx) => dx + 0),
        ).toEqual(numbers(0, 0, 0, 0, dy));
        expect(k.mapGradient('sqrt', numbers(0, -0), numbers(dy)).map((dx) => dx + 0)).toEqual(numbers(0, 0));
      }
    });

    it('the slope of the logistic function is never above a quarter', () => {
      const near = Numbers.from(range(64).flatMap((n) => [1, 1.3, 1.7].map((m) => m * 2 ** (-n / 2))));
      for (const dy of [1, 1.1, -3]) {
        const most = numbers(Math.abs(dy))[0]! / 4;
        for (const dx of k.mapGradient('sigmoid', near, numbers(dy)))
          expect(Math.abs(dx)).toBeLessThanOrEqual(most);
      }
    });

    it('what is odd or even is so to the last bit', () => {
      const mirrored = x.map((value) => -value);
      const minus = (y: Floats) => y.map((value) => -value);
      for (const f of ['erf', 'sin', 'tanh'] as const) {
        expect(k.map(f, mirrored)).toEqual(minus(k.map(f, x)));
        expect(k.mapGradient(f, mirrored, ones)).toEqual(k.mapGradient(f, x, ones));
      }
      expect(k.map('cos', mirrored)).toEqual(k.map('cos', x));
      expect(k.mapGradient('sigmoid', mirrored, ones)).toEqual(k.mapGradient('sigmoid', x, ones));
    });

    it.each(FUNCTIONS)('%s of a number does not depend on where it stands', (f) => {
      const [y, dx] = [k.map(f, x), k.mapGradient(f, x, ones)];
      const order = new Random(5).permutation(x.length);
      const mixed = Numbers.from(order, (n) => x[n]!);
      expect(k.map(f, mixed)).toEqual(Numbers.from(order, (n) => y[n]!));
      expect(k.mapGradient(f, mixed, ones)).toEqual(Numbers.from(order, (n) => dx[n]!));
      for (let length = 0; length <= 17; length++)
        for (let offset = 0; offset < 4; offset++) {
          const [start, end] = [29 * length + offset, 30 * length + offset];
          expect(k.map(f, x.subarray(start, end))).toEqual(y.slice(start, end));
          expect(k.mapGradient(f, x.subarray(start, end), ones.subarray(start, end))).toEqual(
            dx.slice(start, end),
          );
        }
    });

    it.each(FUNCTIONS)('the slope of %s times what arrives, which is repeated', (f) => {
      const random = new Random(9);
      for (const [period, times] of [
        ...[1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65].map((period) => [period, 5]),
        ...[1, 2, 3].map((period) => [period, 97]),
      ]) {
        const inputs = normal(random, Numbers, period * times).map((value) => Math.abs(value) + 0.1);
        const dy = normal(random, Numbers, period);
        const all = Numbers.from(inputs, (_, n) => dy[n % period]!);
        const dx = k.mapGradient(f, inputs, dy);
        expect(dx).toEqual(k.mapGradient(f, inputs, all));
        const slopes = k.mapGradient(f, inputs, numbers(1));
        const unit = Numbers === Float64Array ? 2 ** -52 : 2 ** -23;
        dx.forEach((value, n) => {
          const product = slopes[n]! * all[n]!;
          expect(Math.abs(value - product)).toBeLessThanOrEqual(2 * unit * Math.abs(product));
        });
      }
    });

    it('grow where they should', () => {
      fc.assert(
        fc.property(
          fc.double({ min: -50, max: 50, noNaN: true }),
          fc.double({ min: 1e-4, max: 1, noNaN: true }),
          (from, step) => {
            for (const f of ['exp', 'expm1', 'sigmoid', 'softplus', 'tanh', 'erf'] as const) {
              const [a, b] = k.map(f, numbers(from, from + step));
              expect(a).toBeLessThanOrEqual(b!);
            }
          },
        ),
      );
    });
  });
});

describe('elementary functions in parts', () => {
  it.each(named)('of %s', (_, Numbers) => {
    const x = argumentsOf(Numbers);
    for (const numbers of [x, x.subarray(1, 6), x.subarray(3, 40)]) {
      const dy = numbers.subarray(0, 1).map(() => 1.5);
      for (const f of FUNCTIONS) expectSameInParts((k) => [k.map(f, numbers), k.mapGradient(f, numbers, dy)]);
    }
  });
});
