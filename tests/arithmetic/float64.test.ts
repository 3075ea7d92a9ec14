import { describe, expect, test } from 'vitest';
import { float64 } from '../../reference/arithmetic/float64.ts';
import { rounded } from '../../reference/arithmetic/rounded.ts';
import { decimal, decimals, distance } from './decimal.ts';
import { random } from './random.ts';

/** The spacing of doubles at x. */
const ulp = (x: number): number => 2 ** (Math.max(-1022, Math.floor(Math.log2(Math.abs(x)))) - 52);

/** Worst error of f in ulp over the arguments. */
function worst(f: 'erf' | 'sigmoid' | 'softplus', points: readonly number[]): number {
  return Math.max(
    ...points.map((x) => {
      const exact = decimals[f](decimal(x));
      return distance(float64[f](x), exact) / ulp(exact.toNumber());
    }),
  );
}

const draw = random(11);
const uniform = (low: number, high: number) => Array.from({ length: 150 }, () => draw.between(low, high));

describe('erf', () => {
  test.each([
    ['near 0', Array.from({ length: 200 }, () => Math.exp(draw.between(-50, -1)))],
    ['where the series is used', uniform(-0.3125, 0.3125)],
    ['below 1', uniform(0.3125, 1)],
    ['up to saturation', uniform(-6.5, -1)],
    [
      'at the limits of its pieces',
      [0.3125, 0.3125 - 2 ** -54, 0.3125 + 2 ** -54, 0.4375, 1.0625, 5.9375, 6 - 2 ** -50],
    ],
  ])('errs by at most 1 ulp %s', (_, points) => {
    expect(worst('erf', points)).toBeLessThan(1);
  });

  test('is odd and saturates', () => {
    expect(float64.erf(-0)).toBe(-0);
    expect(float64.erf(-0.7)).toBe(-float64.erf(0.7));
    expect(float64.erf(6)).toBe(1);
    expect(float64.erf(-Infinity)).toBe(-1);
    expect(float64.erf(Number.NaN)).toBeNaN();
  });
});

test.each(['sigmoid', 'softplus'] as const)('%s keeps its relative accuracy in both tails', (f) => {
  expect(worst(f, [...uniform(-700, -10), ...uniform(-10, 10), ...uniform(10, 700)])).toBeLessThan(3);
  expect(float64[f](-800)).toBe(0);
});

test('softplus and sigmoid do not overflow', () => {
  expect(float64.softplus(1e300)).toBe(1e300);
  expect(float64.sigmoid(1e300)).toBe(1);
  expect(float64.sigmoid(-Infinity)).toBe(0);
});

test('NaN passes through max and min, and is neither less nor equal', () => {
  expect(float64.max(Number.NaN, 1)).toBeNaN();
  expect(float64.min(1, Number.NaN)).toBeNaN();
  expect(float64.less(Number.NaN, 1)).toBe(false);
  expect(float64.equal(Number.NaN, Number.NaN)).toBe(false);
});

test('a rational is the nearest double', () => {
  expect(float64.ratio(44715n, 1000000n)).toBe(0.044715);
  expect(float64.ratio(-1n, 2n)).toBe(-0.5);
});

describe('rounded', () => {
  test('f32 rounds every step, in order', () => {
    const f32 = rounded('f32');
    const big = 2 ** 24;
    expect(f32.sum([big, 1, 1, -big])).toBe(0);
    expect(f32.sum([1, 1, big, -big])).toBe(2);
    expect(f32.ratio(1n, 10n)).toBe(Math.fround(0.1));
    expect(f32.mul(Math.fround(1e30), Math.fround(1e30))).toBe(Infinity);
    expect(f32.exp(1)).toBe(Math.fround(Math.E));
    expect(f32.sigmoid(-100)).toBe(Math.fround(Math.exp(-100)));
  });

  test('f16 and bf16 have their own ranges', () => {
    expect(rounded('f16').add(65504, 16)).toBe(Infinity);
    expect(rounded('f16').mul(2 ** -14, 2 ** -11)).toBe(0);
    expect(rounded('bf16').add(256, 1)).toBe(256);
    expect(rounded('bf16').softplus(-300)).toBe(0);
  });

  test('f64 is the doubles', () => {
    expect(rounded('f64').div(1, 3)).toBe(1 / 3);
    expect(rounded('f64').sigmoid(-3)).toBe(float64.sigmoid(-3));
  });
});
