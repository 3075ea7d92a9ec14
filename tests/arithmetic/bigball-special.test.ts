import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBigFloat } from '../../reference/arithmetic/bigball/size.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import { bigBall, radius } from '../../reference/arithmetic/bigball.ts';
import { bigArithmetic } from '../../reference/arithmetic/bigfloat/arithmetic.ts';
import { fromNumber } from '../../reference/arithmetic/bigfloat/double.ts';
import type { BigFloat } from '../../reference/arithmetic/bigfloat/number.ts';
import { powerOfTwo } from '../../reference/arithmetic/magnitude.ts';

const SEED = 20264;
const A = bigBall(113);
const N = A.number;
/** Truth: so many bits that its own error does not matter. */
const truth = bigArithmetic(1400);

describe('what is exact adds nothing', () => {
  test('integers and dyadic fractions', () => {
    const dyadic = fc.integer({ min: -4096, max: 4096 }).map((k) => k / 64);
    fc.assert(
      fc.property(dyadic, dyadic, dyadic, (x, y, z) => {
        const [a, b, c] = [N(x), N(y), N(z)];
        const result = A.div(A.sum([A.mul(a, b), A.power(c, 3), A.sub(A.max(a, b), A.abs(c))]), N(-8));
        expect(result.e).toBe(0);
        expect(A.toNumber(result) + 0).toBe((x * y + z ** 3 + Math.max(x, y) - Math.abs(z)) / -8 + 0);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test.each([
    ['exp(0)', () => A.exp(N(0)), 1],
    ['log(1)', () => A.log(N(1)), 0],
    ['√16', () => A.sqrt(N(16)), 4],
    ['σ(0)', () => A.sigmoid(N(0)), 0.5],
    ['3/4', () => A.ratio(3n, 4n), 0.75],
    ['0 · (1/3)', () => A.mul(N(0), A.ratio(1n, 3n)), 0],
    ['(1/3)^0', () => A.pow(A.ratio(1n, 3n), N(0)), 1],
    ['9^(3/2)', () => A.pow(N(9), N(1.5)), 27],
    ['1^(1/3)', () => A.pow(N(1), A.ratio(1n, 3n)), 1],
    ['min(1/3, -7)', () => A.min(A.ratio(1n, 3n), N(-7)), -7],
  ])('%s', (_, f, expected) => {
    const result = f();
    expect(A.toNumber(result)).toBe(expected);
    expect(result.e).toBe(0);
  });

  test('what is not exact has a radius of about a unit in the last place', () => {
    for (const result of [A.ratio(1n, 3n), A.exp(N(1)), A.sqrt(N(2)), A.mul(A.ratio(1n, 3n), N(1.5))]) {
      expect(radius(result)).toBeGreaterThan(0);
      expect(radius(result)).toBeLessThan(2 ** -108);
    }
  });
});

describe('bounds are close to what the function does', () => {
  const wide = bigBall(425);
  const points: [Parameters<typeof moved>[0], number[]][] = [
    ['exp', [-1e5, -30, 0.1, 30, 1e5]],
    ['expm1', [-30, -1, 1e-9, 30]],
    ['log', [1e-300, 0.3, 1.001, 100]],
    ['log1p', [-0.999, -0.3, 1e-9, 100]],
    ['sqrt', [1e-300, 2, 1e300]],
    ['tanh', [1e-9, 0.1, 1, 60, -60]],
    ['sin', [1e-9, 0.5, 3]],
    ['cos', [1e-9, 0.5, 1.5]],
    ['erf', [1e-9, 0.3, -8]],
    ['sigmoid', [-700, -30, -1, 0, 1, 30]],
    ['softplus', [-700, -30, -1, 0, 1, 30]],
  ];

  /** The farther of f(v ± e) from f(v). */
  function moved(
    name:
      | 'exp'
      | 'expm1'
      | 'log'
      | 'log1p'
      | 'sqrt'
      | 'tanh'
      | 'sin'
      | 'cos'
      | 'erf'
      | 'sigmoid'
      | 'softplus',
    v: BigFloat,
    e: BigFloat,
  ): BigFloat {
    const [below, at, above] = [truth.sub(v, e), v, truth.add(v, e)].map((x) => truth[name](x));
    return truth.max(truth.abs(truth.sub(above!, at!)), truth.abs(truth.sub(at!, below!)));
  }

  test.each(points)('%s', (name, values) => {
    for (const x of values) {
      const v = fromNumber(x);
      const e = powerOfTwo(Math.floor(Math.log2(Math.abs(x) || 1)) - 40);
      const bound = toBigFloat(wide[name]({ v, e }).e);
      expect(truth.toNumber(truth.div(bound, moved(name, v, toBigFloat(e)))), `at ${x}`).toBeLessThan(2.5);
    }
  });

  test('a relative error of exp, σ and softplus stays one in their far tails', () => {
    for (const name of ['exp', 'sigmoid', 'softplus'] as const) {
      const { v, e } = A[name](A.add(N(-1e6), A.ratio(1n, 3n)));
      expect(truth.toNumber(truth.div(toBigFloat(e), v))).toBeLessThan(2 ** -90);
    }
  });
});

describe('special values', () => {
  const unknown = A.div(N(1), N(0));
  const third = A.ratio(1n, 3n);
  const around0 = A.sub(A.mul(third, N(3)), N(1));

  test.each([
    ['exp(-∞) = 0', () => A.exp(N(-Infinity)), 0],
    ['1/∞ = 0', () => A.div(third, N(Infinity)), 0],
    ['1/3 + ∞ = ∞', () => A.add(third, N(Infinity)), Infinity],
    ['1/3 · -∞ = -∞', () => A.mul(third, N(-Infinity)), -Infinity],
    ['max(1/3, -∞)', () => A.sub(A.max(third, N(-Infinity)), third), 0],
    ['log 0 = -∞', () => A.log(N(0)), -Infinity],
    ['σ(-∞) = 0', () => A.sigmoid(N(-Infinity)), 0],
    ['0^(1/3) = 0', () => A.pow(N(0), third), 0],
  ])('%s', (_, f, expected) => {
    const result = f();
    expect(A.toNumber(result)).toBe(expected);
    expect(radius(result)).toBeLessThan(Number.isFinite(expected) ? 2 ** -100 : Number.MIN_VALUE);
  });

  test.each([
    ['∞ - ∞', () => A.sub(N(Infinity), N(Infinity))],
    ['0 · ∞', () => A.mul(N(0), N(Infinity))],
    ['around 0 · ∞', () => A.mul({ v: fromNumber(1e-9), e: 1e-8 }, N(Infinity))],
    ['NaN', () => N(Number.NaN)],
    ['1/0', () => A.div(N(1), N(0))],
    ['1 / around 0', () => A.div(N(1), around0)],
    ['log of around 0', () => A.log(around0)],
    ['log(-1)', () => A.log(N(-1))],
    ['√-1', () => A.sqrt(N(-1))],
    ['0^-1', () => A.power(N(0), -1)],
    ['exp(1e300)', () => A.exp(N(1e300))],
    ['0 · unknown', () => A.mul(N(0), unknown)],
    ['tanh(unknown)', () => A.tanh(unknown)],
    ['max(unknown, 1)', () => A.max(unknown, N(1))],
    ['√unknown', () => A.sqrt(unknown)],
  ])('nothing is known of %s', (_, f) => expect(f().e).toBe(Infinity));

  test('√ of a ball around 0 is a ball around 0', () => {
    const result = A.sqrt(around0);
    expect(radius(result)).toBeGreaterThan(2 ** -58);
    expect(radius(result)).toBeLessThan(2 ** -54);
  });

  test('exp(-1e300) is 0 or hardly more', () => {
    const result = A.exp(N(-1e300));
    expect(A.toNumber(result)).toBe(0);
    expect(result.e).not.toBe(0);
    expect(radius(result)).toBe(Number.MIN_VALUE);
  });

  test('of a sine that cannot be reduced the range is known', () => {
    const result = A.sin(A.exp(N(1e6)));
    expect([A.toNumber(result), radius(result)]).toEqual([0, 1]);
  });

  test('comparisons of overlapping balls are undecided', () => {
    expect(A.less(around0, N(0))).toBeUndefined();
    expect(A.equal(around0, N(0))).toBeUndefined();
    expect(A.equal(third, third)).toBeUndefined();
    expect(A.less(unknown, N(0))).toBeUndefined();
    expect(A.equal(N(0), N(-0))).toBe(true);
    expect(A.less(third, N(0.4))).toBe(true);
    expect(A.equal(third, N(0.4))).toBe(false);
  });

  test('balls that touch are not told apart, balls that do not are', () => {
    const around = (v: number): BigBall => ({ v: fromNumber(v), e: 2 ** -10 });
    expect(A.less(around(1), around(1 + 1.5 * 2 ** -10))).toBeUndefined();
    expect(A.less(around(1), around(1 + 2 * 2 ** -10))).toBeUndefined();
    expect(A.less(around(1), around(1 + 2.5 * 2 ** -10))).toBe(true);
    expect(A.less(around(1 + 2.5 * 2 ** -10), around(1))).toBe(false);
  });

  test('a join of equal centres has the larger radius', () => {
    const [narrow, wider] = [1e-9, 1e-8].map((e): BigBall => ({ v: fromNumber(1), e }));
    expect(radius(A.join(narrow!, wider!))).toBe(1e-8);
    expect(radius(A.join(wider!, narrow!))).toBe(1e-8);
  });

  test('fewer than 64 bits are refused', () => expect(() => bigBall(53)).toThrow(RangeError));
});
