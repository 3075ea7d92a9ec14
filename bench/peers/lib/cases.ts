import type { Attention, Convolution, Pooling } from '../../../backends/lib/kernels.ts';

interface Rows {
  readonly rows: number;
  readonly columns: number;
}

interface Square {
  readonly n: number;
}

export interface Vector {
  readonly length: number;
}

/** What is computed, and the sizes that it is given by. */
export interface Kinds {
  readonly matmul: Square;
  readonly doubleMatmul: Square;
  readonly convolve: Convolution;
  readonly convolveInputGradient: Convolution;
  readonly convolveWeightGradient: Convolution;
  readonly softmax: Rows;
  readonly layerNorm: Rows;
  readonly sigmoid: Vector;
  readonly tanh: Vector;
  readonly exp: Vector;
  readonly maxPool: Pooling;
  /** z[N, 4, H] = x Wᵀ + h Uᵀ + b, gates i f g o; the answer is h1[N, H] and c1[N, H] behind it. */
  readonly lstmStep: { readonly N: number; readonly D: number; readonly H: number };
  readonly attention: Attention;
}

export type Kind = keyof Kinds;

export interface Input {
  readonly shape: readonly number[];
  /** The numbers are normal, of this standard deviation; 1 unless stated. */
  readonly scale?: number;
}

/** Operations as the formula counts them, or the bytes that must be read and written if each is touched once. */
export type Work = { readonly flops: number } | { readonly bytes: number };

export interface CaseOf<K extends Kind> {
  readonly name: string;
  readonly kind: K;
  readonly sizes: Kinds[K];
  readonly inputs: Readonly<Record<string, Input>>;
  readonly work: Work;
}

export type Case = { readonly [K in Kind]: CaseOf<K> }[Kind];

const square = (n: number, kind: 'matmul' | 'doubleMatmul' = 'matmul'): CaseOf<typeof kind> => ({
  name: `${kind === 'matmul' ? 'matmul' : 'matmul-f64'}-${n}`,
  kind,
  sizes: { n },
  inputs: { a: { shape: [n, n] }, b: { shape: [n, n] } },
  work: { flops: 2 * n ** 3 },
});

const elementary = (kind: 'sigmoid' | 'tanh' | 'exp', length = 2 ** 20): CaseOf<typeof kind> => ({
  name: kind,
  kind,
  sizes: { length },
  inputs: { x: { shape: [length] } },
  work: { bytes: 4 * 2 * length },
});

const [images, filters] = [{ shape: [1, 64, 56, 56] }, { shape: [64, 64, 3, 3], scale: 1 / 24 }];
const PLANES: Convolution = {
  ...{ N: 1, G: 1, D: 64, E: 64, H: 56, W: 56, R: 3, S: 3, P: 56, Q: 56 },
  ...{ stride: 1, pad: 1, dilation: 1 },
};
const TAPS = { flops: 2 * 64 * 64 * 9 * 56 * 56 };
const lane = { shape: [1024] };
const table = { shape: [1024, 1024] };
const [step, stack] = [
  { N: 32, D: 256, H: 256 },
  { batch: 8, N: 512, M: 512, D: 64, E: 64 },
];
const heads = { shape: [8, 512, 64] };

export const cases: readonly Case[] = [
  square(256),
  square(512),
  square(1024),
  {
    name: 'conv-3x3',
    kind: 'convolve',
    sizes: PLANES,
    inputs: { x: images, w: filters, bias: { shape: [64] } },
    work: TAPS,
  },
  {
    name: 'attention',
    kind: 'attention',
    sizes: stack,
    inputs: { Q: heads, K: heads, V: heads },
    work: { flops: 4 * stack.batch * stack.N * stack.M * stack.D },
  },
  {
    name: 'lstm-step',
    kind: 'lstmStep',
    sizes: step,
    inputs: {
      x: { shape: [step.N, step.D] },
      h: { shape: [step.N, step.H] },
      c: { shape: [step.N, step.H] },
      W: { shape: [4, step.H, step.D], scale: 1 / 16 },
      U: { shape: [4, step.H, step.H], scale: 1 / 16 },
      b: { shape: [4, step.H] },
    },
    work: { flops: 2 * step.N * 4 * step.H * (step.D + step.H) },
  },
  {
    name: 'softmax',
    kind: 'softmax',
    sizes: { rows: 1024, columns: 1024 },
    inputs: { x: table },
    work: { bytes: 4 * 2 * 2 ** 20 },
  },
  {
    name: 'layer-norm',
    kind: 'layerNorm',
    sizes: { rows: 1024, columns: 1024 },
    inputs: { x: table, gamma: lane, beta: lane },
    work: { bytes: 4 * 2 * 2 ** 20 },
  },
  elementary('sigmoid'),
  elementary('tanh'),
  elementary('exp'),
  {
    name: 'max-pool-2x2',
    kind: 'maxPool',
    sizes: { planes: 64, H: 56, W: 56, P: 28, Q: 28, kernel: 2, stride: 2, pad: 0 },
    inputs: { x: images },
    work: { bytes: 4 * 64 * (56 * 56 + 28 * 28) },
  },
  {
    name: 'conv-3x3-dx',
    kind: 'convolveInputGradient',
    sizes: PLANES,
    inputs: { dy: images, w: filters },
    work: TAPS,
  },
  {
    name: 'conv-3x3-dw',
    kind: 'convolveWeightGradient',
    sizes: PLANES,
    inputs: { x: images, dy: images },
    work: TAPS,
  },
  square(512, 'doubleMatmul'),
];

export function caseNamed(name: string): Case {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`There is no case '${name}': ${cases.map((one) => one.name).join(', ')}`);
  return found;
}
