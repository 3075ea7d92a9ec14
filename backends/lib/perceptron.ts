import { dense, denseGradient } from './dense.ts';
import type { Floats, Kernels } from './kernels.ts';

/** A hidden layer of tanh, A[hidden,inner] and a[hidden], and what it adds to the outputs, B[columns,hidden]. */
export interface Perceptron {
  readonly A: Floats;
  readonly a: Floats;
  readonly B: Floats;
}

/** Rows of x[rows,inner] through `hidden` units into y[rows,columns]. */
export interface PerceptronSizes {
  readonly rows: number;
  readonly inner: number;
  readonly hidden: number;
  readonly columns: number;
}

const below = ({ rows, inner, hidden }: PerceptronSizes) => ({ rows, inner, columns: hidden });
const above = ({ rows, hidden, columns }: PerceptronSizes) => ({ rows, inner: hidden, columns });

/** y = B tanh(A x + a) + plus, and the sums A x + a. */
export function perceptron(
  k: Kernels,
  { A, a, B }: Perceptron,
  x: Floats,
  sizes: PerceptronSizes,
  plus?: Floats,
): { readonly sums: Floats; readonly y: Floats } {
  const sums = dense(k, x, A, below(sizes), a);
  return { sums, y: dense(k, k.map('tanh', sums), B, above(sizes), plus) };
}

/** What dy gives x and the weights. */
export function perceptronBack(
  k: Kernels,
  { A, B }: Perceptron,
  x: Floats,
  sums: Floats,
  dy: Floats,
  sizes: PerceptronSizes,
): Perceptron & { readonly x: Floats } {
  const output = denseGradient(k, k.map('tanh', sums), B, dy, above(sizes));
  const dsums = k.mapGradient('tanh', sums, output.x);
  const input = denseGradient(k, x, A, dsums, below(sizes));
  return { x: input.x, A: input.W, a: k.sum(dsums, 1, sizes.rows, sizes.hidden), B: output.W };
}
