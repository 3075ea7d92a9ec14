import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly binary: 'ceiling' | 'floor' | 'floor-and-one';
  /** Does the vector of zeros stand for a word? */
  readonly reference: boolean;
  readonly combinations: 'power' | 'product';
}

const STANDARD: Rule = { binary: 'ceiling', reference: false, combinations: 'power' };

export default function codeLength(_: Tensors, options: OptionValues, rule: Partial<Rule> = {}): Tensors {
  const { binary, reference, combinations } = { ...STANDARD, ...rule };
  const { words, length } = options as Record<'words' | 'length', number>;
  let floor = 0;
  while (2 ** (floor + 1) <= words) floor++;
  const exact = 2 ** floor === words;
  const bits = { ceiling: exact ? floor : floor + 1, floor, 'floor-and-one': floor + 1 }[binary];
  const one_hot = reference ? words - 1 : words;
  return scalars({
    one_hot,
    binary: bits,
    text_one_hot: length * one_hot,
    text_indices: length,
    combinations: combinations === 'power' ? words ** length : words * length,
  });
}
