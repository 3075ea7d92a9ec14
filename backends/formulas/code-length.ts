import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** The last word's number, words − 1, has as many binary digits as all codes need. */
export default formula(
  'code-length() -> one_hot[] in Z, binary[] in Z, text_one_hot[] in Z, text_indices[] in Z, combinations[] in Z',
  (options) => ({
    words: options.integer('words', { least: 1 }),
    length: options.integer('length', { least: 1 }),
  }),
  () => ({
    forward(_inputs, _sizes, { words, length }) {
      let [textOneHot, combinations] = [0, 1];
      for (let word = 0; word < length; word++) {
        textOneHot += words;
        combinations *= words;
      }
      return scalars({
        one_hot: words,
        binary: 32 - Math.clz32(words - 1),
        text_one_hot: textOneHot,
        text_indices: length,
        combinations,
      });
    },
  }),
);
