import { dense, denseGradient } from './dense.ts';
import type { Elementary, Floats, Kernels } from './kernels.ts';

/** A hidden layer of units g, tanh unless stated, A[hidden,inner] and a[hidden], and what it adds to the outputs, B[columns,hidden]. */
export interface Perceptron {
  readonly g?: Elementary;
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

/** y = B g(A x + a) + plus, and the sums A x + a. */
export function perceptron(
  k: Kernels,
  { g = 'tanh', A, a, B }: Perceptron,
  x: Floats,
  sizes: PerceptronSizes,
  plus?: Floats,
): { readonly sums: Floats; readonly y: Floats } {
  const sums = dense(k, x, A, below(sizes), a);
  return { sums, y: dense(k, k.map(g, sums), B, above(sizes), plus) };
}

/** What dy gives x and the weights. */
export function perceptronBack(
  k: Kernels,
  { g = 'tanh', A, B }: Perceptron,
  x: Floats,
  sums: Floats,
  dy: Floats,
  sizes: PerceptronSizes,
): Record<'x' | 'A' | 'a' | 'B', Floats> {
  const output = denseGradient(k, k.map(g, sums), B, dy, above(sizes));
  const dsums = k.mapGradient(g, sums, output.x);
  const input = denseGradient(k, x, A, dsums, below(sizes));
  return { x: input.x, A: input.W, a: k.sum(dsums, 1, sizes.rows, sizes.hidden), B: output.W };
}
