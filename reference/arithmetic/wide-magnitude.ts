import { twoTo } from './powers.ts';

/**
 * A non-negative number m · 2^(512 k) with 53 bits, 2^-256 ≤ m < 2^256, and the range of BigFloat. Zero has k = -∞ and
 * infinity k = ∞, so that pairs (k, m) are ordered as their numbers. Names ending in Up return at least the exact result,
 * those in Down at most.
 */
export interface Wide {
  readonly m: number;
  readonly k: number;
}

const DIGIT = 512;
const TOP = 2 ** 256;
const BOTTOM = 2 ** -256;
/** Well beyond every BigFloat, bounds become infinite or shrink no further. */
const LARGEST_K = 2 ** 51;

/** A double times UP or DOWN moves by at least one unit in the last place, more than what rounding it has lost. */
export const UP = 1 + Number.EPSILON;
export const DOWN = 1 - Number.EPSILON;

const ZERO: Wide = { m: 0, k: -Infinity };
const INFINITE: Wide = { m: Infinity, k: Infinity };
const SMALLEST: Wide = { m: 1, k: -LARGEST_K };

/** m · 2^(512 k) with m put in range; 2^-768 ≤ m < 2^768 or m = 0. */
function normal(m: number, k: number): Wide {
  if (m >= TOP) return { m: m * 2 ** -DIGIT, k: k + 1 };
  if (m < BOTTOM) return m === 0 ? ZERO : { m: m * 2 ** DIGIT, k: k - 1 };
  return { m, k };
}

/** m · 2^n for 1/4 ≤ m ≤ 4 and an integer n. */
export function scaled(m: number, n: number): Wide {
  const k = Math.floor(n / DIGIT);
  return Math.abs(k) < LARGEST_K ? normal(m * twoTo(n - DIGIT * k), k) : n > 0 ? INFINITE : SMALLEST;
}

/** The double x ≥ 0. */
export function fromDouble(x: number): Wide {
  if (x === Infinity) return INFINITE;
  if (x < 2 ** -768) return normal(x * 2 ** DIGIT * 2 ** DIGIT, -2);
  return x < 2 ** 767 ? normal(x, 0) : normal(x * 2 ** -DIGIT, 1);
}

/** m · 2^(512 k) as a double, which it is between 2^-768 and 2^768; 0 or less than 2^-768 below, ∞ above. */
export function toDouble({ m, k }: Wide): number {
  if (m === 0 || Math.abs(k) > 2) return k > 0 ? Infinity : 0;
  return k === 0
    ? m
    : Math.abs(k) === 1
      ? m * 2 ** (DIGIT * k)
      : m * 2 ** ((DIGIT * k) / 2) * 2 ** ((DIGIT * k) / 2);
}

export function addUp(a: Wide, b: Wide): Wide {
  if (a.k < b.k) return addUp(b, a);
  if (b.m === 0 || a.m === Infinity) return a;
  return normal((a.m + tail(b, a.k)) * UP, a.k);
}

/** A lower bound of a - b, for a lower bound a and an upper bound b; 0 where that would be negative. */
export function subDown(a: Wide, b: Wide): Wide {
  if (b.m === 0) return a;
  if (compare(a, b) <= 0) return ZERO;
  return a.m === Infinity ? a : normal((a.m - tail(b, a.k)) * DOWN, a.k);
}

/** b in units of 2^(512 k), where k ≥ b.k; or something larger, if it hardly counts. */
const tail = (b: Wide, k: number): number =>
  b.k === k ? b.m : b.k === k - 1 ? b.m * 2 ** -DIGIT : 2 ** -768;

/** 0 · ∞ = ∞. */
export function mulUp(a: Wide, b: Wide): Wide {
  const k = a.k + b.k;
  if (Math.abs(k) < LARGEST_K) return normal(a.m * b.m * UP, k);
  return k === -Infinity ? ZERO : k < 0 ? SMALLEST : INFINITE;
}

/** An upper bound of a / b, for a lower bound b; ∞ where b = 0, even if a = 0. */
export function divUp(a: Wide, b: Wide): Wide {
  const k = a.k - b.k;
  if (Math.abs(k) < LARGEST_K) return normal((a.m / b.m) * UP, k);
  return b.m !== 0 && a.m === 0 ? ZERO : k < 0 ? SMALLEST : INFINITE;
}

export function sqrtUp(a: Wide): Wide {
  if (a.m === 0 || a.m === Infinity) return a;
  const odd = a.k % 2 !== 0;
  return normal(Math.sqrt(a.m) * UP * (odd ? TOP : 1), odd ? (a.k - 1) / 2 : a.k / 2);
}

/** Negative, 0 or positive as a is less than, equal to or greater than b. */
export const compare = (a: Wide, b: Wide): number =>
  a.k === b.k ? compareDoubles(a.m, b.m) : compareDoubles(a.k, b.k);

const compareDoubles = (x: number, y: number): number => (x < y ? -1 : x > y ? 1 : 0);
