import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Values } from '../../reference/lib/evaluate.ts';
import { count } from '../../reference/lib/layout.ts';
import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import { type Claim, position } from './claim.ts';
import type { Value } from './laws.ts';
import { map } from './tensors.ts';

/** So far out that a sigmoid is 0 or 1 to every digit that any dtype has. */
export const SHUT = -800;
export const OPEN = 800;

/** The cell's inputs with one gate held: whatever comes in, its sum is `bias`. */
export function held(inputs: Tensors, gate: number, bias: number): Tensors {
  return {
    ...inputs,
    W: withSlot(inputs.W!, gate, 0),
    U: withSlot(inputs.U!, gate, 0),
    b: withSlot(inputs.b!, gate, bias),
  };
}

/** The tensor with one value all over one slice of its first axis. */
function withSlot(tensor: Tensor, slot: number, value: number): Tensor {
  const length = count(tensor.shape.slice(1));
  return map(tensor, (x, n) => (Math.floor(n / length) === slot ? value : x));
}

/** What a gate does to its cell before its activation: W x + U h + b of that gate, one row for each sample. */
export function gateSum(A: Arithmetic<Value>, { x, h, W, U, b }: Tensors, gate: number): Values<Value> {
  const [samples, D] = x!.shape as [number, number];
  const H = h!.shape[1]!;
  const product = (weights: Tensor, row: number, input: Tensor, sample: number, width: number) =>
    Array.from({ length: width }, (_, d) =>
      A.mul(A.number(weights.data[row * width + d]!), A.number(input.data[sample * width + d]!)),
    );
  const element = (n: number) => {
    const [sample, row] = [Math.floor(n / H), gate * H + (n % H)];
    return A.sum([
      ...product(W!, row, x!, sample, D),
      ...product(U!, row, h!, sample, H),
      A.number(b!.data[row]!),
    ]);
  };
  return { shape: h!.shape, data: Array.from({ length: samples * H }, (_, n) => element(n)) };
}

/** Two arrays agree but for what a held gate still lets through. */
export function nearly(
  A: Arithmetic<Value>,
  claim: Claim,
  a: Values<Value>,
  b: Values<Value>,
  what: string,
): void {
  const leak = A.ratio(1n, 2n ** 100n);
  a.data.forEach((value, n) => {
    const off = A.abs(A.sub(value, b.data[n]!));
    claim.atMost(off, leak, `the error of ${what}[${position(n, a.shape)}]`);
  });
}
