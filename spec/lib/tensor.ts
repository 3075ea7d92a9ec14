/** Row major. Integer tensors (labels, tokens, masks) are Int32Array; all others have the dtype under judgement. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array | Int32Array;
}

export type Tensors = Readonly<Record<string, Tensor>>;

export type OptionValue = number | boolean | string;

export type OptionValues = Readonly<Record<string, OptionValue>>;
