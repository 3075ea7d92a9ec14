import type { AllValues } from '../../reference/lib/evaluate.ts';
import type { Tensors } from '../../spec/lib/tensor.ts';
import type { LawContext, Value } from './laws.ts';
import { fill, lanes } from './tensors.ts';

type Matrix = readonly (readonly number[])[];

/** The first sample of a recurrent network's inputs, as often as it has hidden units. */
function oncePerUnit(inputs: Tensors): Tensors {
  const H = inputs.h0!.shape.at(-1)!;
  const repeat = (name: 'x' | 'h0') => {
    const [, ...rest] = inputs[name]!.shape;
    const size = rest.reduce((product, length) => product * length, 1);
    return fill(inputs[name]!, [H, ...rest], (n) => inputs[name]!.data[n % size]!);
  };
  return { ...inputs, x: repeat('x'), h0: repeat('h0') };
}

/** ∂h_T/∂h0 of the first sample as [H,H], row i from a one at unit i of the last state: one call for all rows. */
export async function stateJacobian(
  { vjp }: Pick<LawContext, 'vjp'>,
  inputs: Tensors,
): Promise<AllValues<Value>[string]> {
  const many = oncePerUnit(inputs);
  const H = many.h0!.shape[1]!;
  const T = many.x!.shape[1]!;
  const last = (n: number) => Math.floor(n / H) % T === T - 1;
  const unit = (n: number) => (n % H === Math.floor(n / (T * H)) ? 1 : 0);
  const h = fill(many.h0!, [H, T, H], (n) => (last(n) ? unit(n) : 0));
  return (await vjp(many, { h })).h0!;
}

/** The largest factor by which a matrix stretches a vector, from above and to within a thousandth: ‖(MᵀM)^(2^m)‖^(2^−m−1). */
export function spectralNorm(matrix: Matrix): number {
  const columns = matrix[0]!.length;
  let power = Array.from({ length: columns }, (_, i) =>
    Array.from({ length: columns }, (_, j) => matrix.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
  let logarithm = 0;
  for (let m = 0; m < 10; m++) {
    const size = Math.sqrt(power.flat().reduce((sum, x) => sum + x * x, 0));
    if (size === 0) return 0;
    logarithm += Math.log(size) * 2 ** -m;
    const unit = power.map((row) => row.map((x) => x / size));
    power = unit.map((row) => row.map((_, j) => row.reduce((sum, x, k) => sum + x * unit[k]![j]!, 0)));
  }
  // What the last power, of norm one at most, still adds goes into the factor.
  return Math.exp(logarithm / 2);
}

const rowsOf = ({ shape, data }: { shape: readonly number[]; data: ArrayLike<number> }) =>
  lanes({ shape, data: [...(data as readonly number[])] }, 1);

/** Numbers of the arithmetic as rows of doubles. */
export const numbers = (
  { A }: Pick<LawContext, 'A'>,
  values: { shape: readonly number[]; data: readonly Value[] },
) => rowsOf({ shape: values.shape, data: values.data.map((v) => A.toNumber(v)) });

/** The Jacobian over all steps stretches by at most ‖U‖ⁿ. */
export async function claimBound(context: LawContext, inputs: Tensors): Promise<void> {
  const { A, claim } = context;
  const norm = spectralNorm(numbers(context, await stateJacobian(context, inputs)));
  const most = spectralNorm(rowsOf(inputs.U!)) ** inputs.x!.shape[1]!;
  claim.atMost(A.number(norm), A.number(most * (1 + 2 ** -6) + 2 ** -20), 'the norm of the Jacobian');
}
