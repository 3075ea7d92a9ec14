import type { Dtype, Tensor } from './contract.ts';

export type AnyDtype = Dtype | 'i32';

const dtypes: Readonly<Record<string, AnyDtype>> = {
  Float32Array: 'f32',
  Float64Array: 'f64',
  Int32Array: 'i32',
};

/** By the array's tag, which holds across realms and module copies; undefined for any other value. */
export function dtypeOf(data: Tensor['data']): AnyDtype;
export function dtypeOf(data: unknown): AnyDtype | undefined;
export function dtypeOf(data: unknown): AnyDtype | undefined {
  return ArrayBuffer.isView(data) ? dtypes[Object.prototype.toString.call(data).slice(8, -1)] : undefined;
}
