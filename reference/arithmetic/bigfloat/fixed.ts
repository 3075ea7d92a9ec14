import type { BigFloat } from './number.ts';

/**
 * Elementary functions are summed in fixed point: a BigInt that stands for itself / 2^bits. Their working precision is a
 * multiple of 64, the machine word of a BigInt, so that tables are shared between nearby precisions.
 */
const WORD = 64;

/** Bits beyond p: 20 for what a function may lose near its zero, the rest for the rounding of each step. */
const GUARD = 40;

/** Below 2^SMALL an argument is summed as x · (1 + …), which keeps relative accuracy; above it the guard bits do. */
export const SMALL = -20;

export const workingBits = (p: number): number => wholeWords(p + GUARD);

export const wholeWords = (bits: number): number => Math.ceil(bits / WORD) * WORD;

/** ⌊a · 2^bits⌋; a is a number with bits. */
export function toFixed(a: BigFloat, bits: number): bigint {
  const shift = a.e + bits;
  return shift >= 0 ? a.m << BigInt(shift) : a.m >> BigInt(-shift);
}

/** The integer nearest to x / y, y > 0. */
export const nearestQuotient = (x: bigint, y: bigint): bigint => (x + (x < 0n ? -y : y) / 2n) / y;

/** c₀ + c₁x + c₂x² + …, all in fixed point. */
export function polynomial(coefficients: readonly bigint[], x: bigint, bits: number): bigint {
  const shift = BigInt(bits);
  let total = coefficients[coefficients.length - 1]!;
  for (let n = coefficients.length - 2; n >= 0; n--) total = coefficients[n]! + ((total * x) >> shift);
  return total;
}

/** The coefficients of a power series, each from the one before, as many as count when |x| < 2^-digits. */
export function series(
  first: bigint,
  digits: number,
  next: (previous: bigint, k: number) => bigint,
): readonly bigint[] {
  const coefficients = [first];
  for (let k = 1, c = first; ; k++) {
    c = next(c, k);
    if ((c < 0n ? -c : c) >> BigInt(digits * k) === 0n) return coefficients;
    coefficients.push(c);
  }
}

/** A value computed once for each number of bits. */
export function perPrecision<T>(compute: (bits: number) => T): (bits: number) => T {
  const known = new Map<number, T>();
  return (bits) => {
    let value = known.get(bits);
    if (value === undefined) known.set(bits, (value = compute(bits)));
    return value;
  };
}
