import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { AllValues, Values } from '../../reference/lib/evaluate.ts';
import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import type { Law, LawContext, Value } from './laws.ts';
import { fill, map, slice } from './tensors.ts';

/** What laws do with an optimizer's inputs: the parameters theta[n], states [n], gradients g[T,n] and rates lr[T]. */

/** The same start, and of the steps only from … to−1. */
export function steps(inputs: Tensors, from: number, to: number): Tensors {
  return { ...inputs, g: slice(inputs.g!, 0, from, to), lr: slice(inputs.lr!, 0, from, to) };
}

/** Inputs of one coordinate each, or several: rows of g, in the dtype of the given ones. */
export function course(
  inputs: Tensors,
  start: Readonly<Record<string, readonly number[]>>,
  g: readonly (readonly number[])[],
  lr: readonly number[],
): Tensors {
  const like = inputs.theta!;
  const vector = (numbers: readonly number[]) => fill(like, [numbers.length], (n) => numbers[n]!);
  const states = Object.entries(start).map(([name, numbers]) => [name, vector(numbers)] as const);
  const width = g[0]!.length;
  return {
    ...Object.fromEntries(states),
    g: fill(like, [g.length, width], (n) => g[Math.floor(n / width)]![n % width]!),
    lr: vector(lr),
  };
}

/** The rate of every step, and each row of gradients as plain numbers. */
export function rows({ g, lr }: Tensors): { g: number[][]; lr: number[] } {
  const [T, n] = g!.shape as [number, number];
  return {
    g: Array.from({ length: T }, (_, t) => Array.from({ length: n }, (_, k) => g!.data[t * n + k]!)),
    lr: [...lr!.data],
  };
}

/** Every step with the first one's gradient and rate. */
export function constant(inputs: Tensors): Tensors {
  const n = inputs.theta!.data.length;
  return {
    ...inputs,
    g: map(inputs.g!, (_, at) => inputs.g!.data[at % n]!),
    lr: map(inputs.lr!, () => inputs.lr!.data[0]!),
  };
}

/** From rest: these states empty. */
export function rest(inputs: Tensors, ...states: readonly string[]): Tensors {
  const empty = states.map((name) => [name, map(inputs[name]!, () => 0)] as const);
  return { ...inputs, ...Object.fromEntries(empty) };
}

/** No gradient is zero, so that a division by its size without eps is one. */
export const nonzero = (tensor: Tensor): Tensor => map(tensor, (x) => (x === 0 ? 1 : x));

export function exactly(A: Arithmetic<Value>, { shape, data }: Tensor): Values<Value> {
  return { shape, data: Array.from(data, (x) => A.number(x)) };
}

/** decayᵀ·start + Σₜ share·decayᵀ⁻¹⁻ᵗ·termₜ, as the weighted sum that it is. */
export function fading(
  A: Arithmetic<Value>,
  decay: Value,
  share: Value,
  start: Value,
  terms: readonly Value[],
): Value {
  const weighted = terms.map((term, t) => A.mul(A.mul(share, term), A.power(decay, terms.length - 1 - t)));
  return A.sum([A.mul(A.power(decay, terms.length), start), ...weighted]);
}

/** The k-th coordinate's moves, one a step, taken off its start. */
export function moved(A: Arithmetic<Value>, start: number, moves: readonly Value[]): Value {
  return A.sub(A.number(start), A.sum(moves));
}

/** The law that under a steady gradient every step from rest is rate · g/(|g| + eps): the corrections make up for the start. */
export const steadily =
  (...states: readonly string[]): Law =>
  async ({ A, run, inputs, options, claim }) => {
    const steady = rest(constant(inputs), ...states);
    const { g, lr } = rows(steady);
    const { theta1 } = await run(steady, { ...options, t0: 0 });
    theta1!.data.forEach((x, k) => {
      const size = A.add(A.number(Math.abs(g[0]![k]!)), A.number(Number(options.eps)));
      const moves = lr.map((rate) => A.div(A.mul(A.number(rate), A.number(g[0]![k]!)), size));
      claim.equal(x, moved(A, inputs.theta!.data[k]!, moves), `theta1[${k}]`);
    });
  };

/** What rounding the states between two calls may do to the result, and no mistake in a state stays below. */
const BETWEEN_CALLS = 2 ** -10;

/**
 * Claims that the first steps in one call and the rest in another, with the states handed on, end where a single call
 * does. `later` changes the options of the second call, which begins at step `cut`.
 */
export async function claimTwoCalls(
  { A, inputs, options, random, run, claim }: LawContext,
  later: (cut: number) => LawContext['options'] = () => options,
): Promise<void> {
  const T = inputs.lr!.data.length;
  if (T < 2) return;
  const cut = random.integer(1, T - 1);
  const whole = await run(inputs);
  const first = await run(steps(inputs, 0, cut));
  const second = await run({ ...steps(inputs, cut, T), ...handedOn(A, inputs, first) }, later(cut));
  for (const [name, { data }] of Object.entries(whole))
    data.forEach((value, k) => {
      const size = A.add(A.abs(value), A.number(1));
      const difference = A.abs(A.sub(value, second[name]!.data[k]!));
      claim.atMost(
        difference,
        A.mul(A.number(BETWEEN_CALLS), size),
        `what two calls change in ${name}[${k}]`,
      );
    });
}

/** The outputs theta1, v1, … as the inputs theta, v, … */
function handedOn(A: Arithmetic<Value>, inputs: Tensors, outputs: AllValues<Value>): Tensors {
  const states = Object.entries(outputs).map(([name, { data }]) => {
    const input = name.replace(/1$/u, '');
    return [input, map(inputs[input]!, (_, k) => A.toNumber(data[k]!))] as const;
  });
  return Object.fromEntries(states);
}
