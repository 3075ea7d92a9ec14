import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Values } from '../../reference/lib/evaluate.ts';
import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import type { Claim } from './claim.ts';
import { position } from './claim.ts';
import type { Value } from './laws.ts';
import { exact, matmul, transpose } from './products.ts';
import { fill, map, slice } from './tensors.ts';

/** What laws do with recurrent networks: a sequence is x[N,T,n], a step of it [N,n]. */

/** A tensor of these numbers, in the dtype of another. */
export const tensorOf = (like: Tensor, shape: readonly number[], numbers: readonly number[]): Tensor =>
  fill(like, shape, (n) => numbers[n]!);

/** One step of a sequence. */
export function stepOf<V extends Values<unknown> | Tensor>(sequence: V, t: number): V {
  const one = slice(sequence, 1, t, t + 1);
  return { ...one, shape: [one.shape[0]!, ...one.shape.slice(2)] };
}

/** The sequence with every number before or after a step changed, or that step's alone. */
export const changed = (sequence: Tensor, at: (t: number) => boolean, by: number): Tensor => {
  const [, T, width] = sequence.shape as [number, number, number];
  return map(sequence, (x, n) => (at(Math.floor(n / width) % T) ? x + by : x));
};

/** A cotangent that is zero but for one step. */
export const onlyAt = (sequence: Tensor, step: number): Tensor => {
  const [, T, width] = sequence.shape as [number, number, number];
  return map(sequence, (x, n) => (Math.floor(n / width) % T === step ? x : 0));
};

/** Numbers of these shapes between −1 and 1, in eighths. */
export const drawn = (
  like: Tensor,
  shape: readonly number[],
  random: { integer(a: number, b: number): number },
) => fill(like, shape, () => random.integer(-8, 8) / 8);

/** What rounding between two calls may do where no weight makes it grow, and no mistake stays below. */
const BETWEEN_CALLS = 2 ** -10;

/** Two arrays agree but for rounding between calls. */
export function close(
  A: Arithmetic<Value>,
  claim: Claim,
  a: Values<Value>,
  b: Values<Value>,
  what: string,
): void {
  claim.that(
    String(a.shape) === String(b.shape),
    `${what} has the shape [${a.shape}], must have [${b.shape}]`,
  );
  a.data.forEach((value, n) => {
    const size = A.add(A.abs(value), A.number(1));
    const off = A.abs(A.sub(value, b.data[n]!));
    claim.atMost(off, A.mul(A.number(BETWEEN_CALLS), size), `the error of ${what}[${position(n, a.shape)}]`);
  });
}

/** Values as a tensor again, to be handed to the next call. */
export const rounded = (A: Arithmetic<Value>, like: Tensor, { shape, data }: Values<Value>): Tensor =>
  fill(like, shape, (n) => A.toNumber(data[n]!));

/** The element-by-element sum of arrays of one shape. */
export const total = (A: Arithmetic<Value>, terms: readonly Values<Value>[]): Values<Value> => ({
  shape: terms[0]!.shape,
  data: terms[0]!.data.map((_, n) => A.sum(terms.map(({ data }) => data[n]!))),
});

/** x Wᵀ + plus for each row of x, plus once for all rows. */
export function affine(A: Arithmetic<Value>, x: Values<Value>, W: Tensor, plus: Tensor): Values<Value> {
  const product = matmul(A, x, transpose(exact(A, W)));
  const width = plus.data.length;
  return { ...product, data: product.data.map((v, n) => A.add(v, A.number(plus.data[n % width]!))) };
}

/** diag(1 − h²) for each sample's state: the slopes of tanh at the sums it came from. */
export const slopes = (A: Arithmetic<Value>, { shape, data }: Values<Value>): Values<Value> => ({
  shape,
  data: data.map((h) => A.sub(A.number(1), A.mul(h, h))),
});

/** Recurrent weights so small that no error grows: each row's sizes sum to less than one. */
export const calmed = (inputs: Tensors, ...weights: readonly string[]): Tensors => ({
  ...inputs,
  ...Object.fromEntries(weights.map((name) => [name, map(inputs[name]!, (u) => u / 16)])),
});
