import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** Shifts the documents against themselves by 1 … window places; entries are numbers row · columns + column. */
export default formula(
  'cooccurrence-size(corpus[D,T] in 1000000) -> word_word[] in Z, word_document[] in Z, pairs[] in Z, places[] in Z',
  (options) => ({
    words: options.integer('words', { least: 1 }),
    window: options.integer('window', { least: 1 }),
  }),
  () => ({
    forward({ corpus }, { D, T }, { words, window }) {
      const pairs = new Set<number>();
      const places = new Set<number>();
      for (let d = 0; d < D; d++) {
        const document = corpus.subarray(d * T, (d + 1) * T);
        for (const word of document) places.add(word * D + d);
        for (let shift = 1; shift <= window; shift++)
          for (let t = shift; t < T; t++) {
            pairs.add(document[t - shift] * words + document[t]);
            pairs.add(document[t] * words + document[t - shift]);
          }
      }
      return scalars({
        word_word: words * words,
        word_document: words * D,
        pairs: pairs.size,
        places: places.size,
      });
    },
  }),
);
