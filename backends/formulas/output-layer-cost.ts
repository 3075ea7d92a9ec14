import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** A path is as long as the number of the last word has binary digits. */
export default formula(
  'output-layer-cost() -> scores[] in Z, products[] in Z, exponentials[] in Z, path[] in Z, sampled[] in Z',
  (options) => ({
    words: options.integer('words', { least: 1 }),
    width: options.integer('width', { least: 1 }),
    negatives: options.integer('negatives', { least: 0 }),
  }),
  () => ({
    forward: (_inputs, _sizes, { words, width, negatives }) =>
      scalars({
        scores: words,
        products: words * width,
        exponentials: words,
        path: 32 - Math.clz32(words - 1),
        sampled: 1 + negatives,
      }),
  }),
);
