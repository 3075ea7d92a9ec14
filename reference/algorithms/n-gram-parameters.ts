import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly power: 'words-to-the-order' | 'order-to-the-words';
  /** Does one probability of each context follow from the others? */
  readonly constrained: boolean;
  /** Words of a gram that `order` does not count. */
  readonly predicted: number;
}

const STANDARD: Rule = { power: 'words-to-the-order', constrained: true, predicted: 0 };

/** Table of an n-gram model, what is free of it, and what is free of a model of whole sentences. */
export default function nGramParameters(
  _: Tensors,
  options: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { power, constrained, predicted } = { ...STANDARD, ...rule };
  const words = Number(options.words);
  const order = Number(options.order) + predicted;
  const contexts = (length: number) =>
    power === 'words-to-the-order' ? words ** length : (length + 1) ** words;
  const freeOf = constrained ? words - 1 : words;
  let unrestricted = 0;
  for (let position = 1; position <= order; position++) unrestricted += contexts(position - 1) * freeOf;
  return scalars({ table: contexts(order - 1) * words, free: contexts(order - 1) * freeOf, unrestricted });
}
