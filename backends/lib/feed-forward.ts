import { dense, denseGradient } from './dense.ts';
import type { Floats, Kernels } from './kernels.ts';

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

const up = ({ rows, width, hidden }: FeedForwardSizes) => ({ rows, inner: width, columns: hidden });
const down = ({ rows, width, hidden }: FeedForwardSizes) => ({ rows, inner: hidden, columns: width });

/** a = W1 x + b1, y = W2 relu(a) + b2, for each row of x. */
export function feedForward(k: Kernels, { W1, b1, W2, b2 }: FeedForward, x: Floats, sizes: FeedForwardSizes) {
  const a = dense(k, x, W1, up(sizes), b1);
  return { a, y: dense(k, k.map('relu', a), W2, down(sizes), b2) };
}

/** From dy: dW2 = dyᵀ relu(a), da = (dy W2)∘relu′(a), dW1 = daᵀ x, dx = da W1; the biases get the sums. */
export function feedForwardGradient(
  k: Kernels,
  { W1, W2 }: FeedForward,
  x: Floats,
  a: Floats,
  dy: Floats,
  sizes: FeedForwardSizes,
): FeedForward & { readonly x: Floats } {
  const { rows, width, hidden } = sizes;
  const above = denseGradient(k, k.map('relu', a), W2, dy, down(sizes));
  const da = k.mapGradient('relu', a, above.x);
  const below = denseGradient(k, x, W1, da, up(sizes));
  return {
    x: below.x,
    W1: below.W,
    b1: k.sum(da, 1, rows, hidden),
    W2: above.W,
    b2: k.sum(dy, 1, rows, width),
  };
}
