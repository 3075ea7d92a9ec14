import { count } from '../../reference/lib/layout.ts';
import type { Tensor } from '../../spec/lib/tensor.ts';
import { integer, real } from './case.ts';

export type Corner = 'start' | 'end';

/** A corner of a tensor; what is larger than the tensor repeats its last elements. */
export function crop(tensor: Tensor, shape: readonly number[], kept: Corner = 'start'): Tensor {
  const data = Array.from({ length: count(shape) }, (_, n) => {
    let rest = n;
    let source = 0;
    let stride = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const first = kept === 'end' ? Math.max(0, tensor.shape[axis]! - shape[axis]!) : 0;
      source += Math.min(first + (rest % shape[axis]!), tensor.shape[axis]! - 1) * stride;
      rest = Math.floor(rest / shape[axis]!);
      stride *= tensor.shape[axis]!;
    }
    return tensor.data[source]!;
  });
  return like(tensor, shape, data);
}

/** A tensor of the same dtype with other numbers. */
export function like({ data }: Tensor, shape: readonly number[], values: ArrayLike<number>): Tensor {
  if (data instanceof Int32Array) return integer(shape, values);
  return real(data instanceof Float32Array ? 'f32' : 'f64', shape, values);
}
