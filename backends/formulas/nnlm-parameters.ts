import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** What belongs to each word, and what to each hidden unit. */
export default formula(
  'nnlm-parameters() -> embedding[] in Z, hidden_layer[] in Z, output[] in Z, total[] in Z, exponentials[] in Z',
  (options) => ({
    words: options.integer('words', { least: 1 }),
    width: options.integer('width', { least: 1 }),
    order: options.integer('order', { least: 2 }),
    hidden: options.integer('hidden', { least: 1 }),
  }),
  () => ({
    forward(_inputs, _sizes, { words, width, order, hidden }) {
      const ofUnits = hidden + hidden * width * (order - 1);
      const ofWords = words + words * hidden;
      return scalars({
        embedding: words * width,
        hidden_layer: ofUnits,
        output: ofWords,
        total: ofUnits + ofWords + words * width,
        exponentials: words,
      });
    },
  }),
);
