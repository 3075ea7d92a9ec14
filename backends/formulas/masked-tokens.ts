import { formula, noOptions } from '../lib/formula.ts';

/** [PAD] [CLS] [SEP] [MASK], and the first word. */
const MASK = 3;
const FIRST_WORD = 4;

/** 15 % of the words are selected; of these 80 % become [MASK], 10 % a random token, 10 % stay as they are. */
export default formula(
  'masked-tokens(tokens[N] in 30000, select[N] in 1000, kind[N] in 10, replacement[N] in 30000) -> corrupted[N] in Z, labels[N] in Z',
  noOptions,
  () => ({
    forward({ tokens, select, kind, replacement }, { N }) {
      const corrupted = Int32Array.from(tokens);
      const labels = new Int32Array(N).fill(-1);
      for (let n = 0; n < N; n++) {
        if (tokens[n] < FIRST_WORD || select[n] >= 150) continue;
        labels[n] = tokens[n];
        if (kind[n] < 8) corrupted[n] = MASK;
        else if (kind[n] === 8) corrupted[n] = replacement[n];
      }
      return { corrupted, labels };
    },
  }),
);
