import { bug } from './lib/bug.ts';
import { learnPairs, type Pair, smallestOfEquals } from './lib/byte-pairs.ts';

/** Replaces the pair in the text of the corpus, also where its left symbol is the end of a longer one. */
export default bug({
  formula: 'byte-pair-encoding',
  code: (mended) =>
    learnPairs({
      pick: smallestOfEquals,
      replace(tokens, [left, right]: Pair, id) {
        const text = tokens.join(' ');
        const boundary = mended ? '(?<!\\S)' : '';
        const merged = text.replaceAll(new RegExp(`${boundary}${left} ${right}(?!\\S)`, 'g'), String(id));
        return merged.split(' ').map(Number);
      },
    }),
});
