import { counting, type OperationCounts } from '../../reference/arithmetic/counting.ts';
import { evaluate } from '../../reference/lib/evaluate.ts';
import { completed, count, evaluatePolynomial } from '../../reference/lib/layout.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import type { Formula } from '../../spec/lib/formula.ts';
import { BATCH } from '../../spec/lib/lift.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

/** What laws of counting formulas compare with: operations and numbers that are counted one by one. */

export interface Counted extends OperationCounts {
  /** Those of the functions that are exp. */
  readonly exponentials: number;
}

const base = counting();
let exponentials = 0;
const A = {
  ...base,
  exp: (x: null) => {
    exponentials++;
    return base.exp(x);
  },
};

/** The operations of some computation in this arithmetic. */
export function operations(compute: (arithmetic: typeof A) => void): Counted {
  base.reset();
  exponentials = 0;
  compute(A);
  return { ...base.counts(), exponentials };
}

/** The operations of one sample of a formula, as its first algorithm computes it. */
export function operationsOf(
  spec: Formula,
  sizes: Readonly<Record<string, number>>,
  options: OptionValues = {},
): Counted {
  const prepared = prepare(spec);
  const checked = prepared.truth.algorithms[0]!;
  const standard = Object.entries(prepared.options).map(([name, one]) => [name, one.default] as const);
  const all = { ...Object.fromEntries(standard), ...options };
  const env = { ...all, ...completed(checked, { ...sizes, [BATCH]: 1 }, all) };
  const inputs = checked.inputs.map(({ name, dims, within }) => {
    const shape = dims.map((dim) => evaluatePolynomial(dim, env));
    const length = count(shape);
    return [name, { shape, data: within ? new Int32Array(length) : new Float64Array(length) }] as const;
  });
  return operations((arithmetic) => {
    evaluate(prepared, checked, arithmetic, Object.fromEntries(inputs), all);
  });
}

/** The numbers of an answer without axes, by name. */
export const numbers = (answer: Tensors): Record<string, number> =>
  Object.fromEntries(Object.entries(answer).map(([name, { data }]) => [name, data[0]!]));

/** Every word of `length` symbols 0 … symbols−1. */
export function wordsOf(symbols: number, length: number): number[][] {
  if (length === 0) return [[]];
  return wordsOf(symbols, length - 1).flatMap((word) =>
    Array.from({ length: symbols }, (_, symbol) => [...word, symbol]),
  );
}
