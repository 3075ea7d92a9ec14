/** The part of TensorFlow.js that the adapters use; its own types come only with the package, which is optional. */

export interface TfTensor {
  readonly shape: number[];
  readonly dtype: string;
  /** Set by `keep`: not freed at the end of the scope. */
  readonly kept: boolean;
  dataSync(): ArrayLike<number>;
  dispose(): void;
}

export interface TfVariable extends TfTensor {
  readonly name: string;
}

/** How a layer holds a weight. */
export interface TfWeight {
  read(): TfTensor;
  write?(value: TfTensor): void;
}

/** A layer whose weights, which `build` would make, are set from outside. */
export interface TfLayer {
  kernel: TfWeight;
  recurrentKernel: TfWeight;
  bias: TfWeight;
  gamma: TfWeight;
  beta: TfWeight;
  movingMean: TfWeight;
  movingVariance: TfWeight;
  call(inputs: TfTensor | TfTensor[], call: { training?: boolean }): TfTensor | TfTensor[];
}

export interface NamedTensor {
  readonly name: string;
  readonly tensor: TfTensor;
}

export interface TfOptimizer {
  learningRate: number;
  setLearningRate?(rate: number): void;
  applyGradients(gradients: readonly NamedTensor[]): void;
  getWeights(): Promise<NamedTensor[]>;
  setWeights(weights: readonly NamedTensor[]): Promise<void>;
  dispose(): void;
}

type Rounding = 'floor';
type Reduce = (x: TfTensor) => TfTensor;
type Pool = (x: TfTensor, size: number, stride: number, pad: number, round: Rounding) => TfTensor;
type Layer = (config: Readonly<Record<string, unknown>>) => TfLayer;
type Loss = (labels: TfTensor, predictions: TfTensor, weights: undefined, ...rest: number[]) => TfTensor;

export interface Tf {
  readonly version: { readonly tfjs: string };
  getBackend(): string;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tidy<T>(scope: () => T): T;
  keep<T extends TfTensor>(tensor: T): T;
  tensor(values: ArrayLike<number>, shape: readonly number[], dtype: 'float32' | 'int32'): TfTensor;
  variable(initial: TfTensor): TfVariable;
  scalar(value: number, dtype: 'int32'): TfTensor;
  zeros(shape: readonly number[]): TfTensor;
  clone(x: TfTensor): TfTensor;
  add(a: TfTensor, b: TfTensor): TfTensor;
  mul(a: TfTensor, b: TfTensor): TfTensor;
  sum: Reduce;
  mean: Reduce;
  reshape(x: TfTensor, shape: readonly number[]): TfTensor;
  transpose(x: TfTensor, order: readonly number[]): TfTensor;
  gather(x: TfTensor, indices: TfTensor): TfTensor;
  unstack(x: TfTensor): TfTensor[];
  concat(xs: readonly TfTensor[], axis: number): TfTensor;
  oneHot(indices: TfTensor, depth: number): TfTensor;
  matMul(a: TfTensor, b: TfTensor, transposeA: boolean, transposeB: boolean): TfTensor;
  grads(f: (...xs: TfTensor[]) => TfTensor): (xs: readonly TfTensor[]) => TfTensor[];
  sigmoid(x: TfTensor): TfTensor;
  tanh(x: TfTensor): TfTensor;
  relu(x: TfTensor): TfTensor;
  leakyRelu(x: TfTensor, slope: number): TfTensor;
  prelu(x: TfTensor, a: TfTensor): TfTensor;
  softmax(x: TfTensor, axis: number): TfTensor;
  logSoftmax(x: TfTensor, axis: number): TfTensor;
  dropout(x: TfTensor, rate: number, noiseShape: undefined, seed: number): TfTensor;
  conv2d(
    x: TfTensor,
    filter: TfTensor,
    stride: number,
    pad: readonly (readonly number[])[],
    format: 'NHWC',
    dilation: number,
    round: Rounding,
  ): TfTensor;
  maxPool: Pool;
  avgPool: Pool;
  batchNorm(
    x: TfTensor,
    mean: TfTensor,
    variance: TfTensor,
    offset: TfTensor,
    scale: TfTensor,
    epsilon: number,
  ): TfTensor;
  readonly Reduction: { readonly SUM: number; readonly MEAN: number };
  readonly losses: { readonly meanSquaredError: Loss; readonly softmaxCrossEntropy: Loss };
  readonly metrics: { categoricalCrossentropy(labels: TfTensor, predictions: TfTensor): TfTensor };
  readonly layers: {
    readonly simpleRNNCell: Layer;
    readonly lstmCell: Layer;
    readonly gruCell: Layer;
    readonly batchNormalization: Layer;
    readonly layerNormalization: Layer;
  };
  readonly train: {
    sgd(rate: number): TfOptimizer;
    momentum(rate: number, momentum: number, nesterov: boolean): TfOptimizer;
    adagrad(rate: number, initial: number): TfOptimizer;
    adadelta(rate: number, rho: number, epsilon: number): TfOptimizer;
    rmsprop(rate: number, decay: number, momentum: number, epsilon: number): TfOptimizer;
    adam(rate: number, beta1: number, beta2: number, epsilon: number): TfOptimizer;
  };
}
