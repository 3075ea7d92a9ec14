/**
 * A binary float of any precision: m · 2^e, m ≠ 0. Zero is ±1 · 2^-∞ and an infinity ±1 · 2^∞, so signs and exponents
 * combine by the same rules as for finite numbers; NaN has e = NaN. The exponent of a finite number is an integer; beyond
 * ±2^53 it is a multiple of 64, so that a double still holds it exactly up to ±2^58, where numbers become ±∞ or ±0.
 */
export interface BigFloat {
  readonly m: bigint;
  readonly e: number;
}

export const ZERO: BigFloat = { m: 1n, e: -Infinity };
export const NEGATIVE_ZERO: BigFloat = { m: -1n, e: -Infinity };
export const ONE: BigFloat = { m: 1n, e: 0 };
export const MINUS_ONE: BigFloat = { m: -1n, e: 0 };
export const TWO: BigFloat = { m: 1n, e: 1 };
export const INFINITE: BigFloat = { m: 1n, e: Infinity };
export const NEGATIVE_INFINITE: BigFloat = { m: -1n, e: Infinity };
export const NAN: BigFloat = { m: 1n, e: NaN };

export const isZero = (a: BigFloat): boolean => a.e === -Infinity;
export const isInfinite = (a: BigFloat): boolean => a.e === Infinity;
export const isNan = (a: BigFloat): boolean => Number.isNaN(a.e);
/** Neither zero nor infinite nor NaN: a number with bits. */
export const isRegular = (a: BigFloat): boolean => a.e > -Infinity && a.e < Infinity;
/** The sign bit; also of zeros and infinities. Means nothing for NaN. */
export const isNegative = (a: BigFloat): boolean => a.m < 0n;

export const neg = (a: BigFloat): BigFloat => ({ m: -a.m, e: a.e });
export const abs = (a: BigFloat): BigFloat => (a.m < 0n ? neg(a) : a);
