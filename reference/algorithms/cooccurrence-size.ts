import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  /** Has the matrix of words by words a column for each word? */
  readonly square: boolean;
  readonly ordered: boolean;
  readonly sides: 'both' | 'left';
  /** Does a window reach into the next document? */
  readonly across: boolean;
}

const STANDARD: Rule = { square: true, ordered: true, sides: 'both', across: false };

/** corpus[D,T] → sizes and non-zero entries of words by words and of words by documents. */
export default function cooccurrenceSize(
  { corpus }: Tensors,
  options: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { square, ordered, sides, across } = { ...STANDARD, ...rule };
  const { words, window } = options as Record<'words' | 'window', number>;
  const [D, T] = corpus!.shape as [number, number];
  const { data } = corpus!;
  const pairs = new Set<string>();
  const places = new Set<string>();
  for (const [n, word] of data.entries()) {
    const document = Math.floor(n / T);
    places.add(`${word} ${document}`);
    for (let m = Math.max(0, n - window); m < n; m++) {
      if (!across && Math.floor(m / T) !== document) continue;
      const before = data[m]!;
      pairs.add(ordered ? `${word} ${before}` : `${Math.min(word, before)} ${Math.max(word, before)}`);
      if (ordered && sides === 'both') pairs.add(`${before} ${word}`);
    }
  }
  const word_word = square ? words ** 2 : words;
  return scalars({ word_word, word_document: words * D, pairs: pairs.size, places: places.size });
}
