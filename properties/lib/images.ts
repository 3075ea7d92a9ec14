import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Values } from '../../reference/lib/evaluate.ts';
import { count } from '../../reference/lib/layout.ts';
import type { Tensor } from '../../spec/lib/tensor.ts';
import type { Value } from './laws.ts';
import { fill } from './tensors.ts';

/** What laws of convolution and pooling do to images [sample, channel, row, column]. */

export type Shape = readonly [number, number, number, number];

/** Row-major position of four indices. */
export const offset = (shape: readonly number[], indices: Shape): number =>
  indices.reduce((sum, index, axis) => sum * shape[axis]! + index, 0);

function indicesOf(n: number, [, C, H, W]: readonly number[]): Shape {
  const row = Math.floor(n / W!);
  const channel = Math.floor(row / H!);
  return [Math.floor(channel / C!), channel % C!, row % H!, n % W!];
}

/** A tensor with f of its four indices in each place. */
export const grid = (like: Tensor, shape: Shape, f: (indices: Shape) => number): Tensor =>
  fill(like, shape, (n) => f(indicesOf(n, shape)));

/** The pixel, or 0 outside the image. */
export function pixel({ shape, data }: Tensor, indices: Shape): number {
  const inside = indices.every((index, axis) => index >= 0 && index < shape[axis]!);
  return inside ? data[offset(shape, indices)]! : 0;
}

/** Every element with its indices, as numbers and as text, and its position. */
export function each(
  { shape, data }: Values<Value>,
  f: (indices: Shape, value: Value, where: string, n: number) => void,
): void {
  data.forEach((value, n) => {
    const indices = indicesOf(n, shape);
    f(indices, value, `[${indices}]`, n);
  });
}

/** The image on a larger canvas of zeros, its corner at (`at`, `at`), `room` rows and columns to spare. */
export function onCanvas(x: Tensor, room: number, at: number): Tensor {
  const [N, C, H, W] = x.shape as Shape;
  return grid(x, [N, C, H + room, W + room], ([n, c, h, v]) => pixel(x, [n, c, h - at, v - at]));
}

/** Rows as columns. */
export function transposed<V extends Values<Value> | Tensor>(values: V): V {
  const [N, C, H, W] = values.shape as Shape;
  const shape: Shape = [N, C, W, H];
  return rearranged(values, shape, (n) => {
    const [image, channel, v, h] = indicesOf(n, shape);
    return offset(values.shape, [image, channel, h, v]);
  });
}

/** Every image turned by 180°. */
export function halfTurned<V extends Values<Value> | Tensor>(values: V): V {
  const [N, C, H, W] = values.shape as Shape;
  const area = H * W;
  return rearranged(values, [N, C, H, W], (n) => n - (n % area) + (area - 1 - (n % area)));
}

/** Element n of the result is element source(n). */
function rearranged<V extends Values<Value> | Tensor>(
  values: V,
  shape: Shape,
  source: (n: number) => number,
): V {
  const { data } = values;
  if (!Array.isArray(data)) {
    const tensor = values as Tensor;
    return fill(tensor, shape, (n) => tensor.data[source(n)]!) as V;
  }
  const moved: Values<Value> = {
    shape,
    data: Array.from({ length: count(shape) }, (_, n) => data[source(n)]),
  };
  return moved as V;
}

/** Σ a·b. */
export const inner = (A: Arithmetic<Value>, a: Values<Value>, b: Tensor): Value =>
  A.sum(a.data.map((value, n) => A.mul(value, A.number(b.data[n]!))));
