import { count } from '../../reference/lib/layout.ts';
import type { Tensor } from '../../spec/lib/tensor.ts';
import { fill } from './tensors.ts';

/** Two tensors one after the other along an axis; their other axes agree. */
export function concatenate(a: Tensor, b: Tensor, axis: number): Tensor {
  const [first, second] = [count(a.shape.slice(axis)), count(b.shape.slice(axis))];
  const shape = a.shape.with(axis, a.shape[axis]! + b.shape[axis]!);
  return fill(a, shape, (n) => {
    const [block, rest] = [Math.floor(n / (first + second)), n % (first + second)];
    return rest < first ? a.data[block * first + rest]! : b.data[block * second + rest - first]!;
  });
}
