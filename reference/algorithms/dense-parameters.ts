import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly biases: 'outputs' | 'inputs' | 'layer' | 'none';
  /** Widths added in the place of multiplied. */
  readonly added: boolean;
}

const STANDARD: Rule = { biases: 'outputs', added: false };

/** widths[L] → weights[L−1], biases[L−1], total. */
export default function denseParameters(
  { widths }: Tensors,
  { bias }: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { biases, added } = { ...STANDARD, ...rule };
  const [before, after] = [widths!.data.slice(0, -1), widths!.data.slice(1)] as [Int32Array, Int32Array];
  const count = { outputs: after, inputs: before, layer: after.map(() => 1), none: after.map(() => 0) };
  const weights = after.map((width, l) => (added ? before[l]! + width : before[l]! * width));
  const counted = bias ? count[biases] : count.none;
  const total = [...weights, ...counted].reduce((sum, term) => sum + term, 0);
  const shape = [after.length];
  return { weights: { shape, data: weights }, biases: { shape, data: counted }, ...scalars({ total }) };
}
