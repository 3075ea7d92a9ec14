import { describe, expect, test } from 'vitest';
import { type Dtype, formats, isPowerOfTwo, roundTo } from '../../reference/arithmetic/dtype.ts';
import { equalsRational, nearestDouble } from '../../reference/arithmetic/rational.ts';
import { random } from './random.ts';

/** The non-negative finite numbers of a 16-bit type in order, read off its bit patterns. */
function numbers(exponentBits: number, fractionBits: number): number[] {
  const bias = 2 ** (exponentBits - 1) - 1;
  return Array.from({ length: (2 ** exponentBits - 1) * 2 ** fractionBits }, (_, bits) => {
    const exponent = bits >> fractionBits;
    const fraction = (bits % 2 ** fractionBits) / 2 ** fractionBits;
    return exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias);
  });
}

describe.each([
  ['f16', numbers(5, 10)],
  ['bf16', numbers(8, 7)],
] as [Dtype, number[]][])('%s', (dtype, list) => {
  test('every number of the type is kept, and its neighbours round to it, ties to even', () => {
    const wrong: number[] = [];
    for (let i = 0; i + 1 < list.length; i++) {
      const [a, b] = [list[i], list[i + 1]];
      const middle = (a + b) / 2;
      const below = a + (b - a) * 0.49;
      const above = a + (b - a) * 0.51;
      const even = i % 2 === 0 ? a : b;
      const right =
        roundTo(dtype, a) === a &&
        roundTo(dtype, -below) === -a &&
        roundTo(dtype, above) === b &&
        roundTo(dtype, middle) === even;
      if (!right) wrong.push(a);
    }
    expect(list.length).toBeGreaterThan(30_000);
    expect(wrong).toEqual([]);
  });

  test('the largest number is the last, and half a spacing beyond it overflows', () => {
    const largest = list[list.length - 1];
    const half = (largest - list[list.length - 2]) / 2;
    expect(formats[dtype].largest).toBe(largest);
    expect(roundTo(dtype, largest + half * 0.99)).toBe(largest);
    expect(roundTo(dtype, -largest - half)).toBe(-Infinity);
    expect(formats[dtype].smallestSubnormal).toBe(list[1]);
  });
});

test('f32 and f64 facts are those of the platform', () => {
  expect(formats.f64.largest).toBe(Number.MAX_VALUE);
  expect(formats.f64.smallestSubnormal).toBe(Number.MIN_VALUE);
  expect(2 * formats.f64.unitRoundoff).toBe(Number.EPSILON);
  expect(Math.fround(formats.f32.largest)).toBe(formats.f32.largest);
  expect(Math.fround(formats.f32.largest * (1 + 2 ** -24))).toBe(Infinity);
  expect(Math.fround(formats.f32.smallestSubnormal / 2)).toBe(0);
  expect(Math.fround(1 + formats.f32.unitRoundoff)).toBe(1);
});

test.each(['f16', 'bf16', 'f32', 'f64'] as const)('%s keeps −0, NaN and ∞', (dtype) => {
  expect(roundTo(dtype, -0)).toBe(-0);
  expect(roundTo(dtype, -1e-300 * (dtype === 'f64' ? 1e-300 : 1))).toBe(-0);
  expect(roundTo(dtype, Number.NaN)).toBeNaN();
  expect(roundTo(dtype, -Infinity)).toBe(-Infinity);
});

test('powers of two are recognised', () => {
  expect([1, -1, 0.5, 2 ** 1023, -(2 ** -1022)].every(isPowerOfTwo)).toBe(true);
  expect([0, 3, 1 + 2 ** -52, Infinity, Number.NaN, 2 ** -1022 * 1.5].some(isPowerOfTwo)).toBe(false);
});

test('rationals of any size are rounded once', () => {
  const draw = random(5);
  const big = 10n ** 400n;
  for (let i = 0; i < 500; i++) {
    const p = BigInt(draw.below(2 ** 30)) + 1n;
    const q = BigInt(draw.below(2 ** 30)) + 1n;
    expect(nearestDouble(-p * big, q * big)).toBe(-Number(p) / Number(q));
  }
  const tie = (1n << 60n) + (1n << 7n);
  expect(nearestDouble(tie, 1n)).toBe(2 ** 60);
  expect(nearestDouble(tie * big + 1n, big)).toBe(2 ** 60 + 2 ** 8);
  expect(() => nearestDouble(1n, 0n)).toThrow(RangeError);
  expect(equalsRational(-0.375, -3n, 8n)).toBe(true);
  expect(equalsRational(1 / 3, 1n, 3n)).toBe(false);
});
