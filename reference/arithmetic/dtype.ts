/** The binary floating-point types under judgement, and rounding to them. */

export type Dtype = 'f16' | 'bf16' | 'f32' | 'f64';

export interface FloatFormat {
  /** Bits of the significand, the leading one included. */
  readonly precision: number;
  /** u = 2^-precision: a rounding to nearest of x errs by at most u·|x| where x is in the normal range. */
  readonly unitRoundoff: number;
  readonly smallestNormal: number;
  /** The spacing of the numbers below the smallest normal one. */
  readonly smallestSubnormal: number;
  readonly largest: number;
}

function format(precision: number, lowestExponent: number, highestExponent: number): FloatFormat {
  return {
    precision,
    unitRoundoff: 2 ** -precision,
    smallestNormal: 2 ** lowestExponent,
    smallestSubnormal: 2 ** (lowestExponent - precision + 1),
    largest: (2 - 2 ** (1 - precision)) * 2 ** highestExponent,
  };
}

/**
 * IEEE 754-2019 binary16, binary32, binary64, and bfloat16 (binary32 with 16 bits of significand cut off).
 */
export const formats: Readonly<Record<Dtype, FloatFormat>> = {
  f16: format(11, -14, 15),
  bf16: format(8, -126, 127),
  f32: format(24, -126, 127),
  f64: format(53, -1022, 1023),
};

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const highWord = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

function floorLog2(x: number): number {
  double[0] = x;
  return ((words[highWord] >> 20) & 0x7ff) - 1023;
}

/** True for ±2^k with a normal exponent. */
export function isPowerOfTwo(x: number): boolean {
  double[0] = x;
  const exponent = words[highWord] & 0x7ff00000;
  return (
    (words[highWord] & 0xfffff) === 0 && words[1 - highWord] === 0 && exponent > 0 && exponent < 0x7ff00000
  );
}

/**
 * Adding and subtracting this rounds a number below 2^51 to an integer, ties to even, because that is how
 * doubles add.
 */
const integerRounder = 1.5 * 2 ** 52;

function roundToFormat(
  { precision, smallestNormal, smallestSubnormal, largest }: FloatFormat,
  x: number,
): number {
  const size = Math.abs(x);
  if (size === 0 || !(size < Infinity)) return x;
  const spacing = size < smallestNormal ? smallestSubnormal : 2 ** (floorLog2(size) - precision + 1);
  const rounded = (size / spacing + integerRounder - integerRounder) * spacing;
  const result = rounded > largest ? Infinity : rounded;
  return x < 0 ? -result : result;
}

/**
 * The rounding of a double to the type: nearest, ties to even, with subnormals, overflow to ±∞, NaN and −0
 * kept.
 */
export function rounder(dtype: Dtype): (x: number) => number {
  if (dtype === 'f64') return (x) => x;
  if (dtype === 'f32') return Math.fround;
  const target = formats[dtype];
  return (x) => roundToFormat(target, x);
}

export function roundTo(dtype: Dtype, x: number): number {
  return dtype === 'f64' ? x : dtype === 'f32' ? Math.fround(x) : roundToFormat(formats[dtype], x);
}
