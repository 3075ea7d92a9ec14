import * as fc from 'fast-check';
import type { BigNumber } from 'mathjs';
import { describe, expect, test } from 'vitest';
import { bigArithmetic } from '../../reference/arithmetic/bigfloat/arithmetic.ts';
import { bitLength } from '../../reference/arithmetic/bigfloat/bits.ts';
import { fromNumber, toNumber } from '../../reference/arithmetic/bigfloat/double.ts';
import { flag } from '../../reference/arithmetic/bigfloat/inexact.ts';
import type { BigFloat } from '../../reference/arithmetic/bigfloat/number.ts';
import { anyBits, doubles, nearOne } from './doubles.ts';
import { digits, exactly, piMinus, pow, scaled } from './many-digits.ts';

const SEED = 20260;
const PRECISIONS = [113, 213, 425, 900] as const;

/** |got - exact| in units in the last place of p bits. */
function ulps(got: BigFloat, exact: BigNumber, p: number): number {
  const unit = scaled(1n, bitLength(got.m) + got.e - p);
  return scaled(got.m, got.e).minus(exact).abs().div(unit).toNumber();
}

/** Runs f and says whether it was exact. */
function exactness<T>(f: () => T): { value: T; exact: boolean } {
  flag.inexact = false;
  const value = f();
  return { value, exact: !flag.inexact };
}

describe('doubles', () => {
  test('every double survives the way there and back', () => {
    fc.assert(
      fc.property(anyBits, (x) => {
        expect(toNumber(fromNumber(x))).toBe(x);
      }),
      { seed: SEED, numRuns: 3000 },
    );
    for (const x of [
      0,
      -0,
      Infinity,
      -Infinity,
      Number.NaN,
      Number.MIN_VALUE,
      Number.MAX_VALUE,
      -(2 ** 53),
    ]) {
      expect(toNumber(fromNumber(x))).toBe(x);
    }
  });

  test('the nearest double is the one that JavaScript reads from all the decimals, subnormal or not', () => {
    const digit = fc.bigInt({ min: 1n, max: 2n ** 56n });
    const exponent = fc.oneof(fc.integer({ min: -1140, max: -1050 }), fc.integer({ min: -80, max: 975 }));
    fc.assert(
      fc.property(digit, exponent, fc.boolean(), (size, e, negative) => {
        const m = negative ? -size : size;
        const decimal = e < 0 ? `${m * 5n ** BigInt(-e)}e${e}` : `${m * 2n ** BigInt(e)}`;
        expect(toNumber({ m, e })).toBe(Number(decimal));
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  test.each([
    ['a tie below the smallest double goes to zero', 1n, -1075, 0],
    ['a little more does not', 2n ** 70n + 1n, -1145, Number.MIN_VALUE],
    ['a tie between subnormals goes to the even one', 3n, -1075, 2 * Number.MIN_VALUE],
    ['a subnormal may round up to a normal', 2n ** 53n - 1n, -1075, 2 ** -1022],
    ['the largest double', 2n ** 53n - 1n, 971, Number.MAX_VALUE],
    ['just below the tie beyond it', 2n ** 60n - 2n ** 6n - 1n, 964, Number.MAX_VALUE],
    ['the tie beyond it', 2n ** 54n - 1n, 970, Infinity],
  ])('%s', (_, m, e, expected) => {
    expect(toNumber({ m, e })).toBe(expected);
    expect(toNumber({ m: -m, e })).toBe(-expected);
  });
});

describe('+ - · / √', () => {
  test('with 53 bits they are those of the machine', () => {
    const A = bigArithmetic(53);
    const near = doubles(-60, 60);
    fc.assert(
      fc.property(near, near, (x, y) => {
        const [a, b] = [A.number(x), A.number(y)];
        expect(toNumber(A.add(a, b))).toBe(x + y);
        expect(toNumber(A.sub(a, b))).toBe(x - y);
        expect(toNumber(A.mul(a, b))).toBe(x * y);
        expect(toNumber(A.div(a, b))).toBe(x / y);
        expect(toNumber(A.sqrt(A.abs(a)))).toBe(Math.sqrt(Math.abs(x)));
        expect(A.less(a, b)).toBe(x < y);
        expect(toNumber(A.max(a, b))).toBe(Math.max(x, y));
        expect(toNumber(A.min(a, b))).toBe(Math.min(x, y));
      }),
      { seed: SEED, numRuns: 5000 },
    );
  });

  test('ties go to the even neighbour, and the flag tells what was exact', () => {
    const A = bigArithmetic(53);
    const small = fc.integer({ min: -40, max: 40 });
    fc.assert(
      fc.property(small, small, (i, j) => {
        const [x, y] = [2 ** 53 + 2 * i, j / 2];
        const { value, exact } = exactness(() => A.add(A.number(x), A.number(y)));
        expect(toNumber(value)).toBe(x + y);
        expect(exact).toBe(BigInt(x + y) * 2n === BigInt(x) * 2n + BigInt(j));
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  test.each(PRECISIONS)('with %i bits they are within half a unit, of operands of any size', (p) => {
    const A = bigArithmetic(p);
    const third = (x: number) => A.div(A.number(x), A.number(3));
    const any = doubles(-300, 300);
    fc.assert(
      fc.property(any, any, (x, y) => {
        const [a, b] = [third(x), third(y)];
        const [exactA, exactB] = [scaled(a.m, a.e), scaled(b.m, b.e)];
        expect(ulps(A.add(a, b), exactA.plus(exactB), p)).toBeLessThanOrEqual(0.500001);
        expect(ulps(A.mul(a, b), exactA.times(exactB), p)).toBeLessThanOrEqual(0.500001);
        expect(ulps(A.div(a, b), exactA.div(exactB), p)).toBeLessThanOrEqual(0.500001);
        expect(ulps(A.sqrt(A.abs(a)), exactA.abs().sqrt(), p)).toBeLessThanOrEqual(0.500001);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('a ratio is correctly rounded, and exact where it can be', () => {
    const A = bigArithmetic(113);
    expect(toNumber(A.ratio(44715n, 1000000n))).toBe(0.044715);
    expect(toNumber(A.ratio(-1n, 3n))).toBe(-1 / 3);
    expect(exactness(() => A.ratio(3n, 1024n))).toMatchObject({ exact: true });
    expect(exactness(() => A.ratio(1n, 10n))).toMatchObject({ exact: false });
    expect(toNumber(A.ratio(0n, 7n))).toBe(0);
  });

  test('a sum that would lose everything on the way loses nothing', () => {
    const A = bigArithmetic(113);
    expect(toNumber(A.sum([1, 2 ** 120, 1, -(2 ** 120)].map(A.number)))).toBe(2);
    expect(toNumber(A.sum([]))).toBe(0);
  });
});

describe('elementary functions against mathjs, in units in the last place', () => {
  const tiny = doubles(-1000, -40);
  const small = doubles(-40, -2);
  const ordinary = doubles(-2, 4);
  const large = doubles(4, 9);
  const saturated = doubles(9, 60);
  const positive = (low: number, high: number) => doubles(low, high, 'positive');
  const inLog1p = (x: number) => (x <= -1 ? -1 - 1 / x : x);

  const ranges: [keyof typeof digits, fc.Arbitrary<number>[]][] = [
    ['exp', [tiny, small, ordinary, large]],
    ['expm1', [tiny, small, ordinary, large]],
    ['log', [positive(-1000, -2), nearOne, positive(-2, 4), positive(4, 1000)]],
    ['log1p', [tiny, small, ordinary.map(inLog1p), positive(4, 1000)]],
    ['sqrt', [positive(-1000, 1000)]],
    ['tanh', [tiny, small, ordinary, doubles(4, 5)]],
    ['sin', [tiny, small, ordinary, large, doubles(9, 1000)]],
    ['cos', [tiny, small, ordinary, large, doubles(9, 1000)]],
    ['erf', [tiny, small, doubles(-2, 2)]],
    ['sigmoid', [tiny, small, ordinary, large]],
    ['softplus', [tiny, small, ordinary, large]],
  ];

  test.each(ranges)('%s', (name, arbitraries) => {
    for (const arbitrary of arbitraries) {
      fc.assert(
        fc.property(arbitrary, (x) => {
          const exact = digits[name](exactly(x));
          for (const p of PRECISIONS) {
            const A = bigArithmetic(p);
            expect(ulps(A[name](A.number(x)), exact, p)).toBeLessThan(0.51);
          }
        }),
        { seed: SEED, numRuns: 12 },
      );
    }
  });

  test('arguments of all their bits, not only doubles', () => {
    for (const [name] of ranges) {
      for (const p of PRECISIONS) {
        const A = bigArithmetic(p);
        const a = A.ratio(5n, 7n);
        expect(ulps(A[name](a), digits[name](scaled(a.m, a.e)), p)).toBeLessThan(0.51);
      }
    }
  });

  test('π to all bits still has a sine of full relative accuracy', () => {
    for (const p of PRECISIONS) {
      const A = bigArithmetic(p);
      // Newton's method from the double: each step triples the correct digits.
      let x = A.number(Math.PI);
      for (let n = 0; n < 4; n++) x = A.add(x, A.sin(x));
      expect(ulps(A.sin(x), piMinus(x.m, x.e), p)).toBeLessThan(0.51);
    }
  });

  test('near saturation the last bits are right, and beyond it 1 is', () => {
    for (const p of [113, 213] as const) {
      const A = bigArithmetic(p);
      const edge = Math.sqrt(p * Math.LN2);
      for (const x of [edge - 0.3, edge, edge + 0.1, edge + 0.3]) {
        expect(ulps(A.erf(A.number(-x)), digits.erf(exactly(-x)), p)).toBeLessThan(0.6);
      }
      for (const x of [
        (edge * edge) / 2 - 1,
        (edge * edge) / 2,
        (edge * edge) / 2 + 1,
        (edge * edge) / 2 + 3,
      ]) {
        expect(ulps(A.tanh(A.number(x)), digits.tanh(exactly(x)), p)).toBeLessThan(0.6);
      }
    }
    const A = bigArithmetic(113);
    fc.assert(
      fc.property(saturated, (x) => {
        expect(toNumber(A.tanh(A.number(x)))).toBe(Math.sign(x));
        expect(toNumber(A.erf(A.number(x)))).toBe(Math.sign(x));
        expect(exactness(() => A.tanh(A.number(x))).exact).toBe(false);
      }),
      { seed: SEED },
    );
  });

  test('pow', () => {
    const exponents = fc.oneof(doubles(-30, 4), doubles(-3, 12), fc.integer({ min: -40, max: 40 }));
    fc.assert(
      fc.property(fc.oneof(positive(-300, 300), nearOne), exponents, (x, y) => {
        const exact = pow(exactly(x), exactly(y));
        for (const p of PRECISIONS) {
          const A = bigArithmetic(p);
          expect(ulps(A.pow(A.number(x), A.number(y)), exact, p)).toBeLessThan(0.51);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('pow with an exponent of 50 bits', () => {
    const exact = exactly(10)
      .pow(2 ** 50)
      .times(exactly(10).sqrt());
    for (const p of PRECISIONS) {
      const A = bigArithmetic(p);
      expect(ulps(A.pow(A.number(10), A.number(2 ** 50 + 0.5)), exact, p)).toBeLessThan(0.51);
    }
  });

  test('power, also where it is exact', () => {
    fc.assert(
      fc.property(doubles(-100, 100), fc.integer({ min: -300, max: 300 }), (x, n) => {
        const exact = exactly(x).pow(n);
        for (const p of PRECISIONS) {
          const A = bigArithmetic(p);
          expect(ulps(A.power(A.number(x), n), exact, p)).toBeLessThan(0.51);
        }
      }),
      { seed: SEED, numRuns: 100 },
    );
    const A = bigArithmetic(113);
    expect(exactness(() => toNumber(A.power(A.number(-3), 5)))).toEqual({ value: -243, exact: true });
    expect(exactness(() => toNumber(A.power(A.number(0.5), -20)))).toEqual({ value: 2 ** 20, exact: true });
    expect(exactness(() => A.power(A.number(3), 200)).exact).toBe(false);
    expect(() => A.power(A.number(2), 0.5)).toThrow(RangeError);
  });
});
