import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Value } from './laws.ts';

export interface Statistics {
  /** The values less their mean. */
  readonly centred: readonly Value[];
  /** Their biased variance. */
  readonly v: Value;
}

export const mean = (A: Arithmetic<Value>, values: readonly Value[]): Value =>
  A.div(A.sum(values), A.number(values.length));

export function statistics(A: Arithmetic<Value>, values: readonly Value[]): Statistics {
  const mu = mean(A, values);
  const centred = values.map((value) => A.sub(value, mu));
  return {
    centred,
    v: mean(
      A,
      centred.map((value) => A.power(value, 2)),
    ),
  };
}

export const dot = (A: Arithmetic<Value>, a: readonly Value[], b: readonly Value[]): Value =>
  A.sum(a.map((value, k) => A.mul(value, b[k]!)));
