import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bigArithmetic } from '../../reference/arithmetic/bigfloat/arithmetic.ts';
import { toNumber } from '../../reference/arithmetic/bigfloat/double.ts';
import { flag } from '../../reference/arithmetic/bigfloat/inexact.ts';
import type { BigFloat } from '../../reference/arithmetic/bigfloat/number.ts';

const A = bigArithmetic(113);
const N = A.number;

const special = [0, -0, Infinity, -Infinity, Number.NaN, 1, -1, 2, -2, 0.5, -0.5];

/** NaN equals NaN, and -0 is not 0. */
const same = (got: BigFloat, expected: number) => expect(toNumber(got)).toBe(expected);

/** Math.pow itself may be a unit off where its result has all its bits. */
const isIrrational = (x: number) => Number.isFinite(x) && !Number.isInteger(4 * x);

const isExact = (f: () => BigFloat): boolean => {
  flag.inexact = false;
  f();
  return !flag.inexact;
};

describe('special values are those of JavaScript', () => {
  test.each(['exp', 'expm1', 'log', 'log1p', 'sqrt', 'tanh', 'sin', 'cos', 'abs'] as const)('%s', (name) => {
    for (const x of [0, -0, Infinity, -Infinity, Number.NaN]) same(A[name](N(x)), Math[name](x));
  });

  test('log and √ of negative numbers, and the edge of log1p', () => {
    same(A.log(N(-1)), Number.NaN);
    same(A.sqrt(N(-1)), Number.NaN);
    same(A.log1p(N(-1)), -Infinity);
    same(A.log1p(N(-2)), Number.NaN);
  });

  test('what Math has not', () => {
    const values = [0, -0, Infinity, -Infinity, Number.NaN];
    expect(values.map((x) => toNumber(A.erf(N(x))))).toEqual([0, -0, 1, -1, Number.NaN]);
    expect(values.map((x) => toNumber(A.sigmoid(N(x))))).toEqual([0.5, 0.5, 1, 0, Number.NaN]);
    expect(values.map((x) => toNumber(A.softplus(N(x))))).toEqual([
      Math.LN2,
      Math.LN2,
      Infinity,
      0,
      Number.NaN,
    ]);
  });

  test('pairs', () => {
    for (const x of special) {
      for (const y of special) {
        const [a, b] = [N(x), N(y)];
        same(A.add(a, b), x + y);
        same(A.sub(a, b), x - y);
        same(A.mul(a, b), x * y);
        same(A.div(a, b), x / y);
        same(A.max(a, b), Math.max(x, y));
        same(A.min(a, b), Math.min(x, y));
        if (!isIrrational(x ** y)) same(A.pow(a, b), x ** y);
        expect(A.less(a, b)).toBe(x < y);
        expect(A.equal(a, b)).toBe(x === y);
        if (Number.isInteger(y)) same(A.power(a, y), x ** y);
      }
    }
  });

  test('a sine refuses an angle of more than 2^17 digits', () => {
    same(A.sin(A.exp(N(1e6))), Number.NaN);
  });
});

describe('what is exact in mathematics is exact', () => {
  test.each([
    ['exp(0) = 1', () => A.exp(N(0)), 1],
    ['expm1(0) = 0', () => A.expm1(N(0)), 0],
    ['log(1) = 0', () => A.log(N(1)), 0],
    ['log1p(0) = 0', () => A.log1p(N(0)), 0],
    ['tanh(0) = 0', () => A.tanh(N(0)), 0],
    ['cos(0) = 1', () => A.cos(N(0)), 1],
    ['erf(0) = 0', () => A.erf(N(0)), 0],
    ['σ(0) = 1/2', () => A.sigmoid(N(0)), 0.5],
    ['√(9/4) = 3/2', () => A.sqrt(N(2.25)), 1.5],
    ['16^(3/4) = 8', () => A.pow(N(16), N(0.75)), 8],
    ['16^(-1/4) = 1/2', () => A.pow(N(16), N(-0.25)), 0.5],
    ['1^π = 1', () => A.pow(N(1), N(Math.PI)), 1],
    ['(-2)^3 = -8', () => A.pow(N(-2), N(3)), -8],
    ['exp(-∞) = 0', () => A.exp(N(-Infinity)), 0],
  ])('%s', (_, f, expected) => {
    same(f(), expected);
    expect(isExact(f)).toBe(true);
  });

  test('roots of squares are, other roots are not', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 56n }), fc.integer({ min: -200, max: 200 }), (m, e) => {
        const square = { m: m * m, e: 2 * e };
        expect(A.equal(A.sqrt(square), { m, e })).toBe(true);
        expect(isExact(() => A.sqrt(square))).toBe(true);
        expect(isExact(() => A.sqrt({ m: m * m + 1n, e: 2 * e }))).toBe(false);
      }),
      { seed: 20261, numRuns: 300 },
    );
  });

  test.each([
    ['exp(1)', () => A.exp(N(1))],
    ['exp of the smallest double', () => A.exp(N(Number.MIN_VALUE))],
    ['1 + the smallest double', () => A.add(N(1), N(Number.MIN_VALUE))],
    ['tanh(1e9) < 1', () => A.tanh(N(1e9))],
    ['σ(-1e300) > 0', () => A.sigmoid(N(-1e300))],
    ['2^(1/2)', () => A.pow(N(2), N(0.5))],
    ['1 / 3', () => A.div(N(1), N(3))],
  ])('%s is not', (_, f) => expect(isExact(f)).toBe(false));
});

describe('the range', () => {
  const huge = A.exp(N(1e17));

  test('exp(±1e17) has a logarithm, a root, a square and an inverse', () => {
    expect(toNumber(A.log(huge))).toBe(1e17);
    expect(toNumber(A.log(A.exp(N(-1e17))))).toBe(-1e17);
    expect(toNumber(A.log(A.sqrt(huge)))).toBe(5e16);
    expect(toNumber(A.mul(huge, A.exp(N(-1e17))))).toBe(1);
    expect(toNumber(A.div(A.mul(huge, N(3)), huge))).toBe(3);
    expect(toNumber(A.log(A.power(A.exp(N(1e15)), 100)))).toBe(1e17);
    expect(toNumber(A.log(A.pow(A.exp(N(1e16)), N(1.5))))).toBe(1.5e16);
  });

  test('sums of numbers that far out round like others', () => {
    expect(A.equal(A.add(huge, N(1)), huge)).toBe(true);
    expect(A.equal(A.sub(A.add(huge, huge), huge), huge)).toBe(true);
    expect(toNumber(A.div(A.sub(A.mul(huge, N(1.5)), huge), huge))).toBe(0.5);
    expect(A.less(huge, A.add(huge, A.mul(huge, N(2 ** -100))))).toBe(true);
  });

  test('softplus and σ keep their relative accuracy there', () => {
    const tail = A.exp(N(-1e17));
    expect(A.equal(A.softplus(N(-1e17)), tail)).toBe(true);
    expect(A.equal(A.sigmoid(N(-1e17)), tail)).toBe(true);
    expect(toNumber(A.softplus(N(1e17)))).toBe(1e17);
  });

  test('beyond it there is ∞ and 0', () => {
    same(A.exp(N(1e18)), Infinity);
    same(A.exp(N(-1e18)), 0);
    same(A.mul(A.mul(huge, huge), N(-1)), -Infinity);
    same(A.div(N(-1), A.mul(huge, huge)), -0);
    same(A.power(huge, -3), 0);
    expect(isExact(() => A.exp(N(-1e18)))).toBe(false);
  });
});
