import type { Dtype } from '../../reference/arithmetic/dtype.ts';
import type { OptionValues, Tensor, Tensors } from '../../spec/lib/tensor.ts';

/** One question to an implementation. */
export interface Case {
  readonly dtype: Judged;
  /** How the numbers were drawn; the report counts these. */
  readonly regime: string;
  readonly options: OptionValues;
  readonly inputs: Tensors;
  /** For the gradient; an output that is left out has cotangent zero. */
  readonly cotangents: Tensors;
  /** For laws that draw: permutations, directions. */
  readonly seed: number;
}

/** The dtypes that implementations are judged in. */
export type Judged = Extract<Dtype, 'f32' | 'f64'>;

/** A tensor of the dtype under judgement. */
export const real = (dtype: Judged, shape: readonly number[], data: ArrayLike<number>): Tensor => ({
  shape,
  data: dtype === 'f32' ? Float32Array.from(data) : Float64Array.from(data),
});

export const integer = (shape: readonly number[], data: ArrayLike<number>): Tensor => ({
  shape,
  data: Int32Array.from(data),
});
