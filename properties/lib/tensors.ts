import type { Values } from '../../reference/lib/evaluate.ts';
import { count, resolveAxis } from '../../reference/lib/layout.ts';
import type { Tensor } from '../../spec/lib/tensor.ts';

/** What laws do to tensors: none of it changes the one it is given. */

type Data = Tensor['data'];

const sameKind = (data: Data, length: number): Data =>
  data instanceof Float32Array
    ? new Float32Array(length)
    : data instanceof Float64Array
      ? new Float64Array(length)
      : new Int32Array(length);

/** The tensor with f(element, position) in the place of each element, in the same dtype. */
export function map(tensor: Tensor, f: (x: number, n: number) => number): Tensor {
  const data = sameKind(tensor.data, tensor.data.length);
  for (let n = 0; n < data.length; n++) data[n] = f(tensor.data[n]!, n);
  return { shape: tensor.shape, data };
}

/** A tensor of this shape, in the dtype of another. */
export function fill(like: Tensor, shape: readonly number[], f: (n: number) => number): Tensor {
  return map({ shape, data: sameKind(like.data, count(shape)) }, (_, n) => f(n));
}

/** Every lane along an axis. */
export function lanes<T>({ shape, data }: Values<T>, axis: number): T[][] {
  const along = resolveAxis(axis, shape);
  const length = shape[along]!;
  const inner = count(shape.slice(along + 1));
  const total = count(shape) / length;
  return Array.from({ length: total }, (_, lane) => {
    const start = Math.floor(lane / inner) * length * inner + (lane % inner);
    return Array.from({ length }, (_, k) => data[start + k * inner]!);
  });
}

/** The slices of an axis in another order: slice k of the result is slice order[k]. */
export function reorder<V extends Values<unknown> | Tensor>(
  values: V,
  axis: number,
  order: readonly number[],
): V {
  const along = resolveAxis(axis, values.shape);
  const inner = count(values.shape.slice(along + 1));
  const length = values.shape[along]!;
  const source = (n: number) => {
    const k = Math.floor(n / inner) % length;
    return n + (order[k]! - k) * inner;
  };
  const { data } = values;
  if (Array.isArray(data)) return { ...values, data: data.map((_, n) => data[source(n)]) };
  const typed = values as Tensor;
  return { ...map(typed, (_, n) => typed.data[source(n)]!) } as V;
}

/** Slices from … to−1 of an axis. */
export function slice<V extends Values<unknown> | Tensor>(
  values: V,
  axis: number,
  from: number,
  to: number,
): V {
  const along = resolveAxis(axis, values.shape);
  const inner = count(values.shape.slice(along + 1));
  const length = values.shape[along]!;
  const shape = values.shape.with(along, to - from);
  const source = (n: number) => {
    const k = Math.floor(n / inner) % (to - from);
    const outer = Math.floor(n / (inner * (to - from)));
    return (outer * length + from + k) * inner + (n % inner);
  };
  const { data } = values;
  if (Array.isArray(data))
    return { ...values, shape, data: Array.from({ length: count(shape) }, (_, n) => data[source(n)]) };
  const typed = values as Tensor;
  return fill(typed, shape, (n) => typed.data[source(n)]!) as V;
}
