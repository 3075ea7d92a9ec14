import { dense, denseGradient } from './dense.ts';
import type { Elementary, Floats, Kernels } from './kernels.ts';
import type { Sizes } from './signature.ts';

/** x[N,D] and the weights of a hidden layer and an output layer: W1[H,D], b1[H], W2[K,H], b2[K]. */
export interface Perceptron {
  readonly x: Floats;
  readonly W1: Floats;
  readonly b1: Floats;
  readonly W2: Floats;
  readonly b2: Floats;
}

const hiddenSizes = ({ N, D, H }: Sizes) => ({ rows: N, inner: D, columns: H });
const outputSizes = ({ N, H, K }: Sizes) => ({ rows: N, inner: H, columns: K });

/** a = W1 x + b1, h = g(a), c = W2 h + b2, o = σ(c), for each row of x. */
export function perceptron(
  k: Kernels,
  g: Elementary,
  { x, W1, b1, W2, b2 }: Perceptron,
  sizes: Sizes,
): Readonly<Record<'a' | 'h' | 'c' | 'o', Floats>> {
  const a = dense(k, x, W1, hiddenSizes(sizes), b1);
  const h = k.map(g, a);
  const c = dense(k, h, W2, outputSizes(sizes), b2);
  return { a, h, c, o: k.map('sigmoid', c) };
}

/** From do: dc = do∘σ′(c), dW2 = dcᵀh, dh = dc W2; da = dh∘g′(a), dW1 = daᵀx, dx = da W1; the biases get the sums. */
export function perceptronGradient(
  k: Kernels,
  g: Elementary,
  inputs: Perceptron,
  do_: Floats,
  sizes: Sizes,
): Perceptron {
  const { a, h, c } = perceptron(k, g, inputs, sizes);
  const dc = k.mapGradient('sigmoid', c, do_);
  const output = denseGradient(k, h, inputs.W2, dc, outputSizes(sizes));
  const da = k.mapGradient(g, a, output.x);
  const hidden = denseGradient(k, inputs.x, inputs.W1, da, hiddenSizes(sizes));
  const { N, H, K } = sizes;
  return {
    x: hidden.x,
    W1: hidden.W,
    b1: k.sum(da, 1, N, H),
    W2: output.W,
    b2: k.sum(dc, 1, N, K),
  };
}
