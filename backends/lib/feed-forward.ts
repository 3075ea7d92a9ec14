import type { Floats, Kernels } from './kernels.ts';
import { type Perceptron, perceptron, perceptronBack } from './perceptron.ts';

/** W1[hidden,width], b1[hidden], W2[width,hidden], b2[width]. */
export interface FeedForward {
  readonly W1: Floats;
  readonly b1: Floats;
  readonly W2: Floats;
  readonly b2: Floats;
}

/** Rows of x[rows,width] through `hidden` units. */
export interface FeedForwardSizes {
  readonly rows: number;
  readonly width: number;
  readonly hidden: number;
}

const unitsOf = ({ W1, b1, W2 }: FeedForward): Perceptron => ({ g: 'relu', A: W1, a: b1, B: W2 });
const through = ({ rows, width, hidden }: FeedForwardSizes) => ({
  rows,
  inner: width,
  hidden,
  columns: width,
});

/** a = W1 x + b1, y = W2 relu(a) + b2, for each row of x. */
export function feedForward(k: Kernels, weights: FeedForward, x: Floats, sizes: FeedForwardSizes) {
  const { sums, y } = perceptron(k, unitsOf(weights), x, through(sizes), weights.b2);
  return { a: sums, y };
}

/** What dy gives x and the weights, from the sums a. */
export function feedForwardGradient(
  k: Kernels,
  weights: FeedForward,
  x: Floats,
  a: Floats,
  dy: Floats,
  sizes: FeedForwardSizes,
): FeedForward & { readonly x: Floats } {
  const back = perceptronBack(k, unitsOf(weights), x, a, dy, through(sizes));
  return { x: back.x, W1: back.A, b1: back.a, W2: back.B, b2: k.sum(dy, 1, sizes.rows, sizes.width) };
}
