import type { Arithmetic } from './arithmetic.ts';

/** How many operations of each kind a formula asks for. */
export interface OperationCounts {
  /** Additions and subtractions; a sum of n terms has n − 1. */
  additions: number;
  /** A power to the integer n has |n| − 1, and a division if n < 0. */
  multiplications: number;
  divisions: number;
  /** Elementary functions, the sigmoid and softplus counting as one. */
  functions: number;
  /** max, min, less, equal. */
  comparisons: number;
}

/** The only value there is: nothing is computed. */
export type Unit = null;

export interface CountingArithmetic extends Arithmetic<Unit> {
  /** Since the last reset. */
  counts(): Readonly<OperationCounts>;
  reset(): void;
}

const none = (): OperationCounts => ({
  additions: 0,
  multiplications: 0,
  divisions: 0,
  functions: 0,
  comparisons: 0,
});

/**
 * Counts operations without computing. Constants, negation, absolute value, `join` and `stop` are free. A
 * comparison is undecided, so that of a piecewise formula both branches are counted, and `toNumber` is NaN.
 */
export function counting(): CountingArithmetic {
  let counts = none();
  const free = (): Unit => null;
  const count = (kind: keyof OperationCounts) => (): Unit => {
    counts[kind]++;
    return null;
  };
  const comparison = (): undefined => {
    counts.comparisons++;
  };
  const addition = count('additions');
  const evaluation = count('functions');

  return {
    name: 'counting',
    number: free,
    ratio: free,
    toNumber: () => Number.NaN,
    add: addition,
    sub: addition,
    mul: count('multiplications'),
    div: count('divisions'),
    neg: free,
    abs: free,
    sum: (terms) => {
      counts.additions += Math.max(0, terms.length - 1);
      return null;
    },
    exp: evaluation,
    expm1: evaluation,
    log: evaluation,
    log1p: evaluation,
    sqrt: evaluation,
    tanh: evaluation,
    sin: evaluation,
    cos: evaluation,
    erf: evaluation,
    sigmoid: evaluation,
    softplus: evaluation,
    pow: evaluation,
    power: (_, n) => {
      counts.multiplications += Math.max(0, Math.abs(n) - 1);
      if (n < 0) counts.divisions++;
      return null;
    },
    max: count('comparisons'),
    min: count('comparisons'),
    less: comparison,
    equal: comparison,
    join: free,
    stop: free,
    counts: () => ({ ...counts }),
    reset: () => {
      counts = none();
    },
  };
}
