import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lower, toBigFloat, upper } from '../../reference/arithmetic/bigball/size.ts';
import { add, sub } from '../../reference/arithmetic/bigfloat/add.ts';
import { compare } from '../../reference/arithmetic/bigfloat/compare.ts';
import { fromNumber as big } from '../../reference/arithmetic/bigfloat/double.ts';
import { mul } from '../../reference/arithmetic/bigfloat/mul.ts';
import type { BigFloat } from '../../reference/arithmetic/bigfloat/number.ts';
import { abs } from '../../reference/arithmetic/bigfloat/number.ts';
import type { Magnitude } from '../../reference/arithmetic/magnitude.ts';
import {
  addUp,
  divUp,
  fromNumber,
  larger,
  less,
  mulUp,
  powerOfTwo,
  powerUp,
  scaled,
  smaller,
  sqrtUp,
  subDown,
  toNumberDown,
  toNumberUp,
} from '../../reference/arithmetic/magnitude.ts';
import { doubles } from './doubles.ts';

const OPTIONS = { seed: 20262, numRuns: 2000 };

const lead = doubles(0, 0, 'positive');
const sized = (limit: number) =>
  fc.tuple(lead, fc.integer({ min: -limit, max: limit })).map(([m, n]) => scaled(m, n));
/** Mostly doubles, and what lies just beyond them and far out. */
const near = fc.oneof(sized(20), sized(800), sized(3000));
const any = fc.oneof(near, sized(2 ** 50));

/** exact ≤ got ≤ exact · (1 + 2^-48), both sides as exact floats. */
function expectUp(got: BigFloat, exact: BigFloat): void {
  expect(compare(got, exact)).toBeGreaterThanOrEqual(0);
  expect(compare(got, mul(exact, big(1 + 2 ** -48), Infinity))).toBeLessThanOrEqual(0);
}

function expectDown(got: BigFloat, exact: BigFloat): void {
  expect(compare(got, exact)).toBeLessThanOrEqual(0);
  expect(compare(got, mul(exact, big(1 - 2 ** -48), Infinity))).toBeGreaterThanOrEqual(0);
}

const product = (a: Magnitude, b: Magnitude) => mul(toBigFloat(a), toBigFloat(b), Infinity);

describe('bounds are on their side of the exact result, and close', () => {
  test('sums and differences', () => {
    fc.assert(
      fc.property(near, near, (a, b) => {
        expectUp(toBigFloat(addUp(a, b)), add(toBigFloat(a), toBigFloat(b), Infinity));
        const [high, low] = less(a, b) ? [b, a] : [a, b];
        expectDown(toBigFloat(subDown(high, low)), sub(toBigFloat(high), toBigFloat(low), Infinity));
        expect(subDown(low, high)).toBe(0);
      }),
      OPTIONS,
    );
  });

  test('products, quotients, roots and powers', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expectUp(toBigFloat(mulUp(a, b)), product(a, b));
        expectUp(product(divUp(a, b), b), toBigFloat(a));
        expectUp(product(sqrtUp(a), sqrtUp(a)), toBigFloat(a));
        expectUp(toBigFloat(powerUp(a, 3)), mul(product(a, a), toBigFloat(a), Infinity));
      }),
      OPTIONS,
    );
  });

  test('order', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const below = compare(toBigFloat(a), toBigFloat(b)) < 0;
        expect(less(a, b)).toBe(below);
        expect(larger(a, b)).toBe(below ? b : a);
        expect(compare(toBigFloat(smaller(a, b)), toBigFloat(below ? a : b))).toBe(0);
        expect(less(a, a)).toBe(false);
      }),
      OPTIONS,
    );
  });

  test('doubles', () => {
    fc.assert(
      fc.property(doubles(-1074, 1023, 'positive'), any, (x, a) => {
        expect(compare(toBigFloat(fromNumber(x)), big(x))).toBe(0);
        expect(toNumberUp(fromNumber(x))).toBeGreaterThanOrEqual(x);
        expect(toNumberUp(fromNumber(x))).toBeLessThanOrEqual(x + Number.MIN_VALUE);
        expect(compare(big(toNumberUp(a)), toBigFloat(a))).toBeGreaterThanOrEqual(0);
        expect(compare(big(toNumberDown(a)), toBigFloat(a))).toBeLessThanOrEqual(0);
      }),
      OPTIONS,
    );
  });

  test('sizes of floats with any number of bits', () => {
    const mantissa = fc.integer({ min: 0, max: 3000 }).chain((n) => {
      const size = fc.bigInt({ min: 1n << BigInt(n), max: (2n << BigInt(n)) - 1n });
      return fc.tuple(size, fc.boolean()).map(([m, negative]) => (negative ? -m : m));
    });
    const exponent = fc.oneof(
      fc.integer({ min: -4000, max: 4000 }),
      fc.integer({ min: -(2 ** 50), max: 2 ** 50 }).map((k) => 64 * k),
    );
    fc.assert(
      fc.property(mantissa, exponent, (m, e) => {
        expectUp(toBigFloat(upper({ m, e })), abs({ m, e }));
        expectDown(toBigFloat(lower({ m, e })), abs({ m, e }));
      }),
      OPTIONS,
    );
  });
});

test('0 and ∞', () => {
  const wide = powerOfTwo(-5000);
  expect(addUp(0, wide)).toBe(wide);
  expect(addUp(wide, Infinity)).toBe(Infinity);
  expect(mulUp(0, wide)).toBe(0);
  expect(mulUp(0, Infinity)).toBe(Infinity);
  expect(divUp(0, wide)).toBe(0);
  expect(divUp(0, 0)).toBe(Infinity);
  expect(divUp(1, 0)).toBe(Infinity);
  expect(subDown(Infinity, wide)).toBe(Infinity);
  expect(fromNumber(Number.NaN)).toBe(Infinity);
  expect(toNumberUp(wide)).toBe(Number.MIN_VALUE);
  expect(toNumberDown(wide)).toBe(0);
  expect(toNumberUp(powerOfTwo(5000))).toBe(Infinity);
  expect(toNumberDown(powerOfTwo(5000))).toBe(Number.MAX_VALUE);
});

test('squared again and again, a bound becomes infinite, or stops shrinking above 0', () => {
  let [large, small] = [powerOfTwo(2 ** 40), powerOfTwo(-(2 ** 40))];
  for (let n = 0; n < 40; n++) [large, small] = [mulUp(large, large), mulUp(small, small)];
  expect(large).toBe(Infinity);
  expect(less(0, small)).toBe(true);
});
