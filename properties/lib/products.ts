import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Values } from '../../reference/lib/evaluate.ts';
import type { Tensor } from '../../spec/lib/tensor.ts';
import type { Value } from './laws.ts';

/** A tensor's own numbers, without any error. */
export const exact = (A: Arithmetic<Value>, { shape, data }: Tensor): Values<Value> => ({
  shape,
  data: Array.from(data, (x) => A.number(x)),
});

/** f of two arrays of one shape, element by element. */
export const combine = (
  a: Values<Value>,
  b: Values<Value>,
  f: (a: Value, b: Value) => Value,
): Values<Value> => ({ shape: a.shape, data: a.data.map((value, n) => f(value, b.data[n]!)) });

/** Σ a·b over all elements. */
export const inner = (A: Arithmetic<Value>, a: Values<Value>, b: Values<Value>): Value =>
  A.sum(combine(a, b, A.mul).data);

/** The matrix product: the last axis of a is summed with the axis of b that stands before its last. */
export function matmul(A: Arithmetic<Value>, a: Values<Value>, b: Values<Value>): Values<Value> {
  const [rows, width] = a.shape as [number, number];
  const columns = b.shape[1]!;
  const element = (n: number) => {
    const [row, column] = [Math.floor(n / columns), n % columns];
    return A.sum(
      Array.from({ length: width }, (_, k) => A.mul(a.data[row * width + k]!, b.data[k * columns + column]!)),
    );
  };
  return { shape: [rows, columns], data: Array.from({ length: rows * columns }, (_, n) => element(n)) };
}

export function transpose<
  V extends { readonly shape: readonly number[]; readonly data: ArrayLike<unknown> },
>({ shape, data }: V): Values<V['data'][number]> {
  const [rows, columns] = shape as [number, number];
  return {
    shape: [columns, rows],
    data: Array.from(
      { length: rows * columns },
      (_, n) => data[(n % rows) * columns + Math.floor(n / rows)]!,
    ),
  };
}
