import type { Tensor } from '../../spec/lib/tensor.ts';
import type { LawContext } from './laws.ts';
import { fill, map } from './tensors.ts';

/** Plain networks, side by side: every layer a drawn matrix, a normalisation of each unit over the batch, and ReLU. */
export interface Depth {
  readonly networks: number;
  readonly width: number;
  readonly batch: number;
  readonly layers: number;
}

/** Of each network, how long the gradient is before its first layer, as a share of what goes in behind its last. */
export async function gradientShares(
  { A, run, vjp, inputs, random }: LawContext,
  { networks, width, batch, layers }: Depth,
): Promise<number[]> {
  const units = networks * width;
  const like = inputs.x!;
  const channel = (value: number) => fill(like, [units], () => value);
  const parameters = { gamma: channel(1), beta: channel(0), mean: channel(0), var: channel(1) };
  const tensor = (numbers: readonly number[]) => fill(like, [batch, units, 1], (n) => numbers[n]!);
  const drawn = () => Array.from({ length: batch * units }, () => random.normal());
  const weights = Array.from({ length: layers }, () =>
    Array.from({ length: units * width }, () => random.normal() * Math.sqrt(2 / width)),
  );

  /** Through the matrix of a layer, or back through its transpose: each network its own block. */
  const mixed = (layer: number, state: readonly number[], back: boolean) =>
    state.map((_, n) => {
      const unit = n % units;
      const first = unit - (unit % width);
      let sum = 0;
      for (let i = 0; i < width; i++) {
        const at = back ? (first + i) * width + (unit - first) : unit * width + i;
        sum += weights[layer]![at]! * state[n - unit + first + i]!;
      }
      return sum;
    });

  const sums: Tensor[] = [];
  const open: boolean[][] = [];
  let state = drawn();
  for (let layer = 0; layer < layers; layer++) {
    sums.push(tensor(mixed(layer, state, false)));
    const y = (await run({ x: sums[layer]!, ...parameters })).y!.data.map((value) => A.toNumber(value));
    open.push(y.map((value) => value > 0));
    state = y.map((value) => Math.max(0, value));
  }
  const top = drawn();
  let gradient = top;
  for (let layer = layers - 1; layer >= 0; layer--) {
    const y = map(tensor(gradient), (value, n) => (open[layer]![n] ? value : 0));
    const { x } = await vjp({ x: sums[layer]!, ...parameters }, { y });
    gradient = mixed(
      layer,
      x!.data.map((value) => A.toNumber(value)),
      true,
    );
  }
  const length = (of: readonly number[], network: number) =>
    Math.hypot(...of.filter((_, n) => Math.floor((n % units) / width) === network));
  return Array.from({ length: networks }, (_, k) => length(gradient, k) / length(top, k));
}
