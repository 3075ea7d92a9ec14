import { bitLength } from './bits.ts';
import { flag } from './inexact.ts';
import type { BigFloat } from './number.ts';
import { INFINITE, NEGATIVE_INFINITE, NEGATIVE_ZERO, ZERO } from './number.ts';

/** Exponents below this add and subtract exactly as doubles; those beyond take the long way, through BigInt. */
export const EXACT_EXPONENT = 2 ** 52;

/** A number with |x| ≥ 2^LIMIT is infinite, one below 2^-LIMIT is zero. exp(1e17) is well inside. */
export const LIMIT = 2 ** 58;

const FAR = BigInt(EXACT_EXPONENT);
const END = BigInt(LIMIT);

/** m · 2^e to the nearest number of p bits, ties to even; m ≠ 0, e an integer. With p = ∞ nothing is rounded. */
export function round(m: bigint, e: number, p: number): BigFloat {
  if (!(e < EXACT_EXPONENT && e > -EXACT_EXPONENT)) return roundFar(m, BigInt(e), p);
  const excess = bitLength(m) - p;
  if (excess <= 0) return { m, e };

  const shift = BigInt(excess);
  const lost = BigInt.asUintN(excess, m);
  const kept = m >> shift;
  if (lost === 0n) return { m: kept, e: e + excess };

  flag.inexact = true;
  const half = 1n << (shift - 1n);
  const up = lost > half || (lost === half && (kept & 1n) === 1n);
  return { m: up ? kept + 1n : kept, e: e + excess };
}

/** The same where the exponent may be beyond what a double counts one by one. */
export function roundFar(m: bigint, e: bigint, p: number): BigFloat {
  const rounded = round(m, 0, p);
  return place(rounded.m, e + BigInt(rounded.e));
}

/** a to the nearest number of p bits; specials are kept. */
export const roundTo = (a: BigFloat, p: number): BigFloat =>
  a.e > -Infinity && a.e < Infinity ? round(a.m, a.e, p) : a;

/** m · 2^e exactly, or ±∞ or ±0 where that is out of range; m ≠ 0. */
export function place(m: bigint, e: bigint): BigFloat {
  if (e < FAR && e > -FAR) return { m, e: Number(e) };
  const top = e + BigInt(bitLength(m));
  if (top > END) return overflow(m < 0n);
  if (top < -END) return underflow(m < 0n);
  const shift = e & 63n;
  return { m: m << shift, e: Number(e - shift) };
}

/** a · 2^k, exactly but for overflow and underflow. */
export function scale(a: BigFloat, k: number): BigFloat {
  const e = a.e + k;
  if (e < EXACT_EXPONENT && e > -EXACT_EXPONENT) return { m: a.m, e };
  return a.e > -Infinity && a.e < Infinity ? place(a.m, BigInt(a.e) + BigInt(k)) : a;
}

export function overflow(negative: boolean): BigFloat {
  flag.inexact = true;
  return negative ? NEGATIVE_INFINITE : INFINITE;
}

export function underflow(negative: boolean): BigFloat {
  flag.inexact = true;
  return negative ? NEGATIVE_ZERO : ZERO;
}
