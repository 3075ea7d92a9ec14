import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly padding: boolean;
  /** Does a pooling round the number of its windows up? */
  readonly ceil: boolean;
  readonly poolingWeights: boolean;
  readonly biases: boolean;
  /** Does flattening keep the channels? */
  readonly channels: boolean;
}

const STANDARD: Rule = { padding: true, ceil: false, poolingWeights: false, biases: true, channels: true };

export const [CONVOLUTION, POOLING, GLOBAL, FLATTEN, DENSE] = [0, 1, 2, 3, 4] as const;

type Shape = readonly [height: number, width: number, channels: number];

interface Layer {
  readonly kind: number;
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
  readonly units: number;
}

interface Passed {
  readonly shape: Shape;
  readonly weights: number;
  readonly biases: number;
}

const NOWHERE: Passed = { shape: [-1, -1, -1], weights: -1, biases: -1 };

/** What one layer gives for a shape; nowhere if its window does not fit. */
function pass([height, width, channels]: Shape, layer: Layer, rule: Rule): Passed {
  const { kind, kernel, stride, units } = layer;
  const pad = rule.padding ? layer.pad : 0;
  const round = kind === POOLING && rule.ceil ? Math.ceil : Math.floor;
  const places = (size: number) => round((size + 2 * pad - kernel) / stride) + 1;
  if (kind <= POOLING && kernel > Math.min(height, width) + 2 * pad) return NOWHERE;
  const without = { weights: 0, biases: 0 };
  const numbers = height * width * channels;
  switch (kind) {
    case CONVOLUTION:
      return {
        shape: [places(height), places(width), units],
        weights: kernel ** 2 * channels * units,
        biases: rule.biases ? units : 0,
      };
    case POOLING: {
      const weights = rule.poolingWeights ? kernel ** 2 * channels : 0;
      return { ...without, shape: [places(height), places(width), channels], weights };
    }
    case GLOBAL:
      return { ...without, shape: [1, 1, channels] };
    case FLATTEN:
      return { ...without, shape: [1, 1, rule.channels ? numbers : height * width] };
    default:
      return { shape: [1, 1, units], weights: numbers * units, biases: rule.biases ? units : 0 };
  }
}

/** Layers by their kinds and sizes → shapes[L,3], weights[L], biases[L], total. */
export default function networkShapes(
  { kind, kernel, stride, pad, units }: Tensors,
  { height, width, channels }: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  let shape: Shape = [Number(height), Number(width), Number(channels)];
  const passed = Array.from(kind!.data, (which, l) => {
    const layer = {
      kind: which,
      kernel: kernel!.data[l]!,
      stride: stride!.data[l]!,
      pad: pad!.data[l]!,
      units: units!.data[l]!,
    };
    const after = shape[0] === -1 ? NOWHERE : pass(shape, layer, { ...STANDARD, ...rule });
    shape = after.shape;
    return after;
  });
  const vector = (numbers: readonly number[]) => ({
    shape: [numbers.length],
    data: Int32Array.from(numbers),
  });
  const total = passed.reduce((sum, { weights, biases }) => sum + weights + biases, 0);
  return {
    shapes: { shape: [passed.length, 3], data: Int32Array.from(passed.flatMap(({ shape }) => shape)) },
    weights: vector(passed.map(({ weights }) => weights)),
    biases: vector(passed.map(({ biases }) => biases)),
    ...scalars({ total: shape[0] === -1 ? -1 : total }),
  };
}
