import { formula } from '../lib/formula.ts';

/** Each word's context is the text from `window` places before it to `window` places after it, less the word itself. */
export default formula(
  'context-windows(tokens[T] in 50) -> pairs[rows,2] in Z, around[T] in Z',
  (options, { T }) => {
    const window = options.integer('window', { least: 1 });
    return { window, rows: (2 * window + 1) * T };
  },
  () => ({
    forward({ tokens }, { T }, { window, rows }) {
      const pairs = new Int32Array(rows * 2).fill(-1);
      const around = new Int32Array(T);
      let next = 0;
      for (let t = 0; t < T; t++) {
        const [from, to] = [Math.max(0, t - window), Math.min(T, t + window + 1)];
        around[t] = to - from - 1;
        const nearby = [...tokens.subarray(from, t), ...tokens.subarray(t + 1, to)];
        for (const word of nearby) {
          pairs.set([tokens[t], word], next);
          next += 2;
        }
      }
      return { pairs, around };
    },
  }),
);
