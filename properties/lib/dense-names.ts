import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import { evaluate, type Values } from '../../reference/lib/evaluate.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import conv2d from '../../spec/conv2d.ts';
import type { Tensors } from '../../spec/lib/tensor.ts';
import type { Value } from './laws.ts';
import { exact, matmul, transpose } from './products.ts';

/** One layer under the names that it goes by, each as its own sources define it: x[N,D], W[O,D], b[O] → [N,O]. */
type Layer = (A: Arithmetic<Value>, inputs: Tensors) => Values<Value>;

/** Neuron by neuron: each adds up all inputs, times its own weights, and its bias. */
export const fullyConnected: Layer = (A, { x, W, b }) => {
  const [N, D] = x!.shape as [number, number];
  const O = b!.data.length;
  const neuron = (sample: number, o: number) => {
    let sum = A.number(b!.data[o]!);
    for (let d = 0; d < D; d++) {
      const input = A.number(x!.data[sample * D + d]!);
      sum = A.add(sum, A.mul(A.number(W!.data[o * D + d]!), input));
    }
    return sum;
  };
  return { shape: [N, O], data: Array.from({ length: N * O }, (_, n) => neuron(Math.floor(n / O), n % O)) };
};

/** A matrix product with the kernel Wᵀ, and the bias added to every row. */
export const denseLayer: Layer = (A, { x, W, b }) => {
  const product = matmul(A, exact(A, x!), transpose(exact(A, W!)));
  const O = b!.data.length;
  return { ...product, data: product.data.map((value, n) => A.add(value, A.number(b!.data[n % O]!))) };
};

/** alpha · A B′ + beta · C with transB = 1: the operator Gemm of ONNX at alpha = beta = 1. */
export const gemm: Layer = (A, { x, W, b }) => {
  const [alpha, beta] = [A.number(1), A.number(1)];
  const product = matmul(A, exact(A, x!), transpose(exact(A, W!)));
  const O = b!.data.length;
  const data = product.data.map((value, n) =>
    A.add(A.mul(alpha, value), A.mul(beta, A.number(b!.data[n % O]!))),
  );
  return { shape: product.shape, data };
};

/** The inputs as an image of one row, the weights as kernels of the same size: one place, one number a kernel. */
export const wholeConvolution: Layer = (A, { x, W, b }) => {
  const [N, D] = x!.shape as [number, number];
  const O = b!.data.length;
  const images = { x: { ...x!, shape: [N, 1, 1, D] }, w: { ...W!, shape: [O, 1, 1, D] }, b: b! };
  const options = { stride: 1, pad: 0, dilation: 1, groups: 1 };
  const { y } = evaluate(prepare(conv2d), prepare(conv2d).truth.definition, A, images, options);
  return { shape: [N, O], data: y!.data };
};
