import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  /** What the products from the projection multiply: the hidden units, or the words. */
  readonly projection: 'hidden' | 'words';
  readonly output: 'tree' | 'softmax';
  readonly lookups: boolean;
  /** How many outputs a skip-gram has. */
  readonly paths: 'each' | 'one';
}

const STANDARD: Rule = { projection: 'hidden', output: 'tree', lookups: true, paths: 'each' };

/** Mikolov et al. (2013): Q of the neural network language model, of CBOW and of skip-gram. */
export default function word2vecCost(_: Tensors, options: OptionValues, rule: Partial<Rule> = {}): Tensors {
  const { projection, output, lookups, paths } = { ...STANDARD, ...rule };
  const { log_words, context, width, hidden } = options as Record<string, number>;
  const words = 2 ** log_words!;
  const looked = lookups ? context! * width! : 0;
  const path = width! * (output === 'tree' ? log_words! : words);
  const projected = context! * width! * (projection === 'hidden' ? hidden! : words);
  return scalars({
    nnlm: looked + projected + hidden! * words,
    cbow: looked + path,
    skip_gram: looked + (paths === 'each' ? context! : 1) * path,
  });
}
