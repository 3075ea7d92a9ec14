import { formula } from '../lib/formula.ts';

/** [CLS] a [SEP] b [SEP], and 0 up to the first [SEP], 1 after it. */
export default formula(
  'sentence-pair(a[A] in 100000, b[B] in 100000) -> tokens[length] in Z, segments[length] in Z',
  (options, { A, B }) => ({
    cls: options.integer('cls', { least: 0 }),
    sep: options.integer('sep', { least: 0 }),
    length: A + B + 3,
  }),
  () => ({
    forward({ a, b }, { A }, { cls, sep, length }) {
      const tokens = new Int32Array(length).fill(sep);
      tokens[0] = cls;
      tokens.set(a, 1);
      tokens.set(b, A + 2);
      return { tokens, segments: new Int32Array(length).fill(1, A + 2) };
    },
  }),
);
