import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** T predictions of CBOW and 2cT − c(c+1) of skip-gram, where c is at most T − 1; k negatives for each. */
export default formula(
  'word2vec-counts() -> cbow[] in Z, skip_gram[] in Z, cbow_negatives[] in Z, skip_gram_negatives[] in Z, decisions[] in Z',
  (options) => ({
    words: options.integer('words', { least: 2 }),
    window: options.integer('window', { least: 1 }),
    negatives: options.integer('negatives', { least: 1 }),
  }),
  () => ({
    forward(_inputs, _sizes, { words, window, negatives }) {
      const reach = Math.min(window, words - 1);
      const pairs = 2 * reach * words - reach * (reach + 1);
      return scalars({
        cbow: words,
        skip_gram: pairs,
        cbow_negatives: negatives * words,
        skip_gram_negatives: negatives * pairs,
        decisions: 1 + negatives,
      });
    },
  }),
);
