import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly path: 'ceiling' | 'floor' | 'nodes';
  /** Does a sample contain the word itself? */
  readonly itself: boolean;
  /** Does an inner product take as many products as its vectors have numbers? */
  readonly width: boolean;
}

const STANDARD: Rule = { path: 'ceiling', itself: true, width: true };

export default function outputLayerCost(
  _: Tensors,
  options: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { path, itself, ...asked } = { ...STANDARD, ...rule };
  const { words, negatives } = options as Record<'words' | 'negatives', number>;
  const width = asked.width ? Number(options.width) : 1;
  // The tree is halved until a part is a single word.
  let depth = 0;
  for (let part = words; part > 1; part = path === 'floor' ? Math.floor(part / 2) : Math.ceil(part / 2))
    depth++;
  return scalars({
    scores: words,
    products: words * width,
    exponentials: words,
    path: path === 'nodes' ? words - 1 : depth,
    sampled: negatives + (itself ? 1 : 0),
  });
}
