import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Values } from '../../reference/lib/evaluate.ts';
import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import type { LawContext, Value } from './laws.ts';
import { combine, exact, matmul, transpose } from './products.ts';
import type { Random } from './random.ts';
import { fill, slice } from './tensors.ts';
import { affine } from './unrolled.ts';

/** What laws do with networks of a hidden layer W1[H,D], b1[H] and an output layer W2[K,H], b2[K]. */

export type Activation = 'sigmoid' | 'tanh' | 'relu';

/** One sample alone. */
export const sample = (inputs: Tensors, n: number, ...names: readonly string[]): Tensors => ({
  ...inputs,
  ...Object.fromEntries(names.map((name) => [name, slice(inputs[name]!, 0, n, n + 1)])),
});

/** Weights and biases of a network D-H-K as `entry` gives them, in the dtype of x. */
export function network(
  like: Tensor,
  [D, H, K]: readonly [number, number, number],
  entry: (name: 'W1' | 'b1' | 'W2' | 'b2', n: number) => number,
): Tensors {
  const make = (name: 'W1' | 'b1' | 'W2' | 'b2', shape: readonly number[]) =>
    fill(like, shape, (n) => entry(name, n));
  return { W1: make('W1', [H, D]), b1: make('b1', [H]), W2: make('W2', [K, H]), b2: make('b2', [K]) };
}

/** Eighths between −1 and 1. */
export const eighth = (random: Random): number => random.integer(-8, 8) / 8;

/** g applied and its slope g′, both of the sums a. */
export function activated(A: Arithmetic<Value>, g: Activation, a: Value): { value: Value; slope: Value } {
  const one = A.number(1);
  if (g === 'relu') {
    const positive = A.less(A.number(0), a) === true;
    return { value: positive ? a : A.number(0), slope: A.number(Number(positive)) };
  }
  const value = g === 'tanh' ? A.tanh(a) : A.sigmoid(a);
  const slope = g === 'tanh' ? A.sub(one, A.mul(value, value)) : A.mul(value, A.sub(one, value));
  return { value, slope };
}

export interface Layers {
  readonly h: Values<Value>;
  /** g′(a). */
  readonly hidden: Values<Value>;
  readonly o: Values<Value>;
  /** σ′(c). */
  readonly output: Values<Value>;
}

/** Values and slopes of both layers, row by row. */
export function layers(A: Arithmetic<Value>, g: Activation, { x, W1, b1, W2, b2 }: Tensors): Layers {
  const through = (sums: Values<Value>, f: Activation) => {
    const units = sums.data.map((sum) => activated(A, f, sum));
    return {
      value: { ...sums, data: units.map(({ value }) => value) },
      slope: { ...sums, data: units.map(({ slope }) => slope) },
    };
  };
  const hidden = through(affine(A, exact(A, x!), W1!, b1!), g);
  const output = through(affine(A, hidden.value, W2!, b2!), 'sigmoid');
  return { h: hidden.value, hidden: hidden.slope, o: output.value, output: output.slope };
}

/** δ₂ = v∘σ′(c) and δ₁ = W2ᵀδ₂∘g′(a), row by row. */
export function deltas(
  A: Arithmetic<Value>,
  { W2 }: Tensors,
  { hidden, output }: Layers,
  v: Values<Value>,
): { readonly first: Values<Value>; readonly second: Values<Value> } {
  const second = combine(v, output, A.mul);
  return { second, first: combine(matmul(A, second, exact(A, W2!)), hidden, A.mul) };
}

/** Δᵀ X: the outer products δxᵀ of all rows, added up. */
export const outer = (A: Arithmetic<Value>, delta: Values<Value>, x: Values<Value>): Values<Value> =>
  matmul(A, transpose(delta), x);

/** Weights moved by `rate` times their gradients, rounded to their dtype. */
export function trained(
  { A }: Pick<LawContext, 'A'>,
  inputs: Tensors,
  gradients: Readonly<Record<string, Values<Value>>>,
  rate: number,
): Tensors {
  const moved = ['W1', 'b1', 'W2', 'b2'].map((name) => {
    const before = inputs[name]!;
    const by = gradients[name]!.data;
    return [name, fill(before, before.shape, (n) => before.data[n]! - rate * A.toNumber(by[n]!))] as const;
  });
  return { ...inputs, ...Object.fromEntries(moved) };
}
