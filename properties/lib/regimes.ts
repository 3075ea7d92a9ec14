import type { Domain } from '../../spec/lib/formula.ts';
import type { Judged } from './case.ts';
import type { Random } from './random.ts';

/** A way of drawing the numbers of a tensor: what one of them finds, another hides. */
export type Regime = (random: Random, dtype: Judged) => () => number;

/** 2 to a random power, so that scales from tiny to huge meet in one tensor. */
const wide: Regime = (random) => () => random.integer(-1024, 1024) * 2 ** (random.integer(-40, 30) - 10);

const scaled =
  (scales: (dtype: Judged) => readonly number[]): Regime =>
  (random, dtype) => {
    const scale = random.pick(scales(dtype));
    return () => random.normal() * scale;
  };

/** Simple ones first, because a simple counterexample is a readable one; each has the mistakes that it exposes. */
export const REGIMES = {
  integers: (random) => () => random.integer(-3, 3),
  eighths: (random) => () => random.integer(-32, 32) / 8,
  normal: scaled(() => [1]),
  /** exp overflows, sigmoids saturate. */
  large: scaled((dtype) => (dtype === 'f32' ? [10, 40, 100] : [10, 300, 1000])),
  /** Variances by the difference of squares cancel. */
  offset: (random) => {
    const offset = random.pick([64, 1000, -4096]);
    return () => offset + random.normal();
  },
  wide,
  /** Ties of a maximum, repeated values. */
  ties: (random) => {
    const values = [random.integer(-2, 2), random.integer(-16, 16) / 8];
    return () => random.pick(values);
  },
  /** One entry alone: permuted gates and transposed weights show. */
  'one-hot': (random) => {
    let left = random.integer(0, 6);
    const value = random.pick([1, -1, 2, 0.5]);
    return () => (left-- === 0 ? value : 0);
  },
  tiny: scaled((dtype) => (dtype === 'f32' ? [2 ** -20, 2 ** -60] : [2 ** -30, 2 ** -300])),
  /** Squares overflow; sums of them must not. */
  huge: scaled((dtype) => (dtype === 'f32' ? [2 ** 66] : [2 ** 520])),
  zeros: () => () => 0,
} as const satisfies Readonly<Record<string, Regime>>;

export type RegimeName = keyof typeof REGIMES;

/** How often each is drawn. */
const WEIGHTS: Readonly<Record<RegimeName, number>> = {
  integers: 4,
  eighths: 4,
  normal: 6,
  large: 3,
  offset: 2,
  wide: 2,
  ties: 3,
  'one-hot': 3,
  tiny: 1,
  huge: 1,
  zeros: 1,
};

const WEIGHTED = Object.entries(WEIGHTS).flatMap(([name, weight]) =>
  new Array<RegimeName>(weight).fill(name as RegimeName),
);

export const drawRegime = (random: Random): RegimeName => random.pick(WEIGHTED);

/** Numbers of a domain in a regime; `lane` is the length of the last axis. */
export function drawNumbers(
  random: Random,
  dtype: Judged,
  regime: RegimeName,
  domain: Domain,
  length: number,
  lane: number,
): number[] {
  const draw = REGIMES[regime](random, dtype);
  const raw = Array.from({ length }, draw);
  switch (domain) {
    case 'real':
      return raw;
    case 'positive':
      return raw.map((x) => Math.min(Math.max(Math.abs(x), 2 ** -10), 2 ** 10));
    case 'non-negative':
      return raw.map((x) => Math.min(Math.abs(x), 2 ** 20));
    case 'distribution':
      return distributions(raw, lane);
    case 'mask':
      return masks(raw, lane, random);
  }
}

function distributions(raw: readonly number[], lane: number): number[] {
  return raw.map((x, n) => {
    const start = n - (n % lane);
    const total = raw.slice(start, start + lane).reduce((sum, y) => sum + Math.abs(y), 0);
    return total > 0 && total < Infinity ? Math.abs(x) / total : 1 / lane;
  });
}

function masks(raw: readonly number[], lane: number, random: Random): number[] {
  const bits = raw.map(() => (random.next() < 0.6 ? 1 : 0));
  for (let start = 0; start < bits.length; start += lane)
    if (!bits.slice(start, start + lane).includes(1)) bits[start + random.integer(0, lane - 1)] = 1;
  return bits;
}
