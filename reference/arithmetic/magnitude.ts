import { twoTo } from './powers.ts';
import type { Wide } from './wide-magnitude.ts';
import * as wide from './wide-magnitude.ts';
import { DOWN, UP } from './wide-magnitude.ts';

/**
 * A non-negative number for error bounds, rounded in a known direction: names ending in Up return at least the exact
 * result, those in Down at most. It is 0, ∞, or a double between 2^-768 and 2^768 where one will do, because most do and
 * doubles are fast; only outside of that a mantissa with an exponent.
 */
export type Magnitude = number | Wide;

export { DOWN, UP } from './wide-magnitude.ts';

const LEAST = 2 ** -768;
const MOST = 2 ** 767;

const widen = (a: Magnitude): Wide => (typeof a === 'number' ? wide.fromDouble(a) : a);

function narrow(a: Wide): Magnitude {
  if (a.m === 0 || a.m === Infinity) return a.m;
  return Math.abs(a.k) <= 1 ? wide.toDouble(a) : a;
}

/** The double x ≥ 0; NaN gives ∞. */
export const fromNumber = (x: number): Magnitude =>
  x >= LEAST && x <= MOST ? x : Number.isNaN(x) ? Infinity : narrow(wide.fromDouble(x));

/** m · 2^n for 1/4 ≤ m ≤ 4 and an integer n. */
export const scaled = (m: number, n: number): Magnitude =>
  n > -760 && n < 760 ? m * twoTo(n) : narrow(wide.scaled(m, n));

export const powerOfTwo = (n: number): Magnitude => scaled(1, n);

/** A double that is at least a. */
export const toNumberUp = (a: Magnitude): number =>
  typeof a === 'number' ? a : wide.toDouble(a) + Number.MIN_VALUE;

/** A double that is at most a. */
export const toNumberDown = (a: Magnitude): number =>
  typeof a === 'number' ? a : Math.max(0, Math.min(wide.toDouble(a), Number.MAX_VALUE) - Number.MIN_VALUE);

export function addUp(a: Magnitude, b: Magnitude): Magnitude {
  if (a === 0) return b;
  if (b === 0) return a;
  if (typeof a === 'number' && typeof b === 'number') {
    const total = (a + b) * UP;
    if (total <= MOST || total === Infinity) return total;
  }
  return narrow(wide.addUp(widen(a), widen(b)));
}

/** A lower bound of a - b, for a lower bound a and an upper bound b; 0 where that would be negative. */
export function subDown(a: Magnitude, b: Magnitude): Magnitude {
  if (b === 0) return a;
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = (a - b) * DOWN;
    if (difference >= LEAST && difference <= MOST) return difference;
  }
  return narrow(wide.subDown(widen(a), widen(b)));
}

/** 0 · ∞ = ∞: nothing is known of a product of which one factor is unknown. */
export function mulUp(a: Magnitude, b: Magnitude): Magnitude {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b * UP;
    if ((product >= LEAST && product <= MOST) || (product === 0 && (a === 0 || b === 0))) return product;
  }
  return narrow(wide.mulUp(widen(a), widen(b)));
}

/** An upper bound of a / b, for a lower bound b; ∞ where b = 0, even if a = 0. */
export function divUp(a: Magnitude, b: Magnitude): Magnitude {
  if (typeof a === 'number' && typeof b === 'number') {
    const quotient = (a / b) * UP;
    if (quotient >= LEAST && quotient <= MOST) return quotient;
  }
  return narrow(wide.divUp(widen(a), widen(b)));
}

export const sqrtUp = (a: Magnitude): Magnitude =>
  typeof a === 'number' ? Math.sqrt(a) * UP : narrow(wide.sqrtUp(a));

/** a to an integer power n ≥ 0. */
export function powerUp(a: Magnitude, n: number): Magnitude {
  if (n === 0) return 1;
  const half = powerUp(a, Math.floor(n / 2));
  const square = mulUp(half, half);
  return n % 2 === 0 ? square : mulUp(square, a);
}

export function less(a: Magnitude, b: Magnitude): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a < b : wide.compare(widen(a), widen(b)) < 0;
}

export const larger = (a: Magnitude, b: Magnitude): Magnitude => (less(a, b) ? b : a);
export const smaller = (a: Magnitude, b: Magnitude): Magnitude => (less(b, a) ? b : a);
