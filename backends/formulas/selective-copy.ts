import { formula } from '../lib/formula.ts';

/** The output is the beginning of the input, M places later. */
export default formula(
  'selective-copy(letters[M] in 1000) -> input[length] in Z, output[length] in Z',
  (options, { M }) => {
    const keep = options.integer('keep', { least: 1 });
    return { keep, length: M + keep };
  },
  () => ({
    forward({ letters }, { M }, { keep, length }) {
      const input = new Int32Array(length);
      input.set(letters);
      const output = new Int32Array(length);
      output.set(input.subarray(0, keep), M);
      return { input, output };
    },
  }),
);
