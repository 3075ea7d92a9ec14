import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  /** Is the output layer connected with the words' vectors, too? */
  readonly direct: boolean;
  readonly biases: boolean;
  /** Words of the order that are not read. */
  readonly predicted: number;
  readonly hiddenPerWord: boolean;
}

const STANDARD: Rule = { direct: false, biases: true, predicted: 1, hiddenPerWord: false };

export default function nnlmParameters(_: Tensors, options: OptionValues, rule: Partial<Rule> = {}): Tensors {
  const { direct, biases, predicted, hiddenPerWord } = { ...STANDARD, ...rule };
  const { words, width, order, hidden } = options as Record<'words' | 'width' | 'order' | 'hidden', number>;
  const layer = (inputs: number, units: number) => units * (inputs + (biases ? 1 : 0));
  const read = (order - predicted) * width;
  const embedding = words * width;
  const hidden_layer = layer(read, hidden) * (hiddenPerWord ? words : 1);
  const output = layer(hidden + (direct ? read : 0), words);
  return scalars({
    embedding,
    hidden_layer,
    output,
    total: embedding + hidden_layer + output,
    exponentials: words,
  });
}
