import type { Tensor, Tensors } from '../../../backends/lib/contract.ts';

/** The gates' weights W, U and b with their slots in another order: slot q of what comes is `order[q]` of what was. */
export const inOrder = ({ W, U, b, ...others }: Tensors, order: readonly number[]): Tensors => ({
  ...others,
  W: reordered(W, order),
  U: reordered(U, order),
  b: reordered(b, order),
});

function reordered({ shape, data }: Tensor, order: readonly number[]): Tensor {
  const size = data.length / shape[0];
  const other = data.slice();
  order.forEach((from, q) => {
    other.set(data.subarray(from * size, (from + 1) * size), q * size);
  });
  return { shape, data: other };
}
