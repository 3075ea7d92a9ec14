/** What is used of TensorFlow.js; its own types come only with the package, which is optional. */

export interface Tensor {
  dataSync(): Float32Array;
  dispose(): void;
}

type Two = (a: Tensor, b: Tensor | number) => Tensor;
type One = (x: Tensor) => Tensor;

interface FusedConvolution {
  readonly x: Tensor;
  readonly filter: Tensor;
  readonly strides: number;
  readonly pad: 'same';
  readonly bias: Tensor;
}

export interface Tf {
  readonly version: { readonly tfjs: string };
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  /** Frees what is made in it and not returned. */
  tidy<T>(scope: () => T): T;
  tensor(values: ArrayLike<number>, shape: readonly number[], dtype: 'float32'): Tensor;
  scalar(value: number): Tensor;
  readonly add: Two;
  readonly sub: Two;
  readonly mul: Two;
  readonly rsqrt: One;
  readonly softmax: One;
  readonly sigmoid: One;
  readonly tanh: One;
  readonly exp: One;
  matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
  moments(x: Tensor, axis: number, keepDims: boolean): { readonly mean: Tensor; readonly variance: Tensor };
  readonly fused: { conv2d(convolution: FusedConvolution): Tensor };
  maxPool(x: Tensor, size: number, stride: number, pad: 'valid'): Tensor;
  /** Gates i g f o; gives c and h. */
  basicLSTMCell(
    forgetBias: Tensor,
    kernel: Tensor,
    bias: Tensor,
    x: Tensor,
    c: Tensor,
    h: Tensor,
  ): readonly [Tensor, Tensor];
}
