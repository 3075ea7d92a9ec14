import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'repetition-penalty',
  family: 'decoding',
  title: 'Scores of tokens, lowered where the token has been used before',
  sources: [
    'Keskar, McCann, Varshney, Xiong & Socher (2019), CTRL: a conditional transformer language model for controllable generation, section 4.1',
    'https://huggingface.co/docs/transformers/internal/generation_utils (RepetitionPenaltyLogitsProcessor)',
  ],

  // Divided where it is positive, multiplied where it is negative, so that a penalty above 1 lowers it either way.
  equations: `repetition_penalty(z[V], t[T] in V; penalty) -> y[V]
    used[v<V] = sum[s](t[s] == v ? 1 : 0)
    y[v] = used[v] == 0 ? z[v] : z[v] > 0 ? z[v] / penalty : z[v] * penalty`,
  over: { batch: ['z', 't'] },
  options: { penalty: real(1.2, [1.2, 2, 1.05, 0.75, 5]) },
  sizes: { V: [1, 6], T: [1, 4] },

  laws: {
    C1: 'tokens that have not been used keep their scores, and those that have keep their signs',
    C2: 'a penalty above 1 raises no score, one below 1 lowers none, and 1 changes nothing',
    C3: 'how often and in what order tokens have been used does not matter',
    C4: 'the penalty and then its reciprocal give the scores back',
    C5: 'the gradient of a used token is divided where its score is positive and multiplied where it is negative',
    C6: 'scores that are all multiplied by a positive number stay in proportion; shifted ones do not stay shifted',
  },
  examples: [
    {
      says: 'of five tokens three have been used: 3 becomes 1.5, −2 becomes −4, 0 stays',
      inputs: { z: [[3, -2, 1, -1, 0]], t: [[0, 1, 4]] },
      options: { penalty: 2 },
      outputs: { y: [[1.5, -4, 1, -1, 0]] },
    },
    {
      says: 'used three times, divided once',
      inputs: { z: [[4, 2]], t: [[0, 0, 0]] },
      options: { penalty: 2 },
      outputs: { y: [[2, 2]] },
    },
    {
      says: 'a penalty below 1 favours what has been used',
      inputs: { z: [[3, -3, 3]], t: [[0, 1]] },
      options: { penalty: 0.75 },
      outputs: { y: [[4, -2.25, 3]] },
    },
    {
      says: 'two sequences, each with its own tokens',
      inputs: {
        z: [
          [1, -1],
          [1, -1],
        ],
        t: [[0], [1]],
      },
      options: { penalty: 2 },
      outputs: {
        y: [
          [0.5, -1],
          [1, -2],
        ],
      },
    },
  ],
  special: [
    {
      says: 'a token that was filtered out, with −∞, stays out',
      inputs: { z: [[-Infinity, 1]], t: [[0]] },
      options: { penalty: 2 },
      outputs: { y: [[-Infinity, 1]] },
    },
    {
      says: 'NaN stays with its token, used or not',
      inputs: { z: [[Number.NaN, Number.NaN, 1]], t: [[0]] },
      options: { penalty: 2 },
      outputs: { y: [[Number.NaN, Number.NaN, 1]] },
    },
  ],
  variants: {
    'always-divided': {
      kind: 'mistake',
      says: 'division whatever the sign, which raises negative scores, as the paper’s formula has it',
      edits: 'y[v] = used[v] == 0 ? z[v] : z[v] / penalty',
    },
    'always-multiplied': {
      kind: 'mistake',
      says: 'multiplication whatever the sign, which raises positive scores',
      edits: 'y[v] = used[v] == 0 ? z[v] : z[v] * penalty',
    },
    'turned-round': {
      kind: 'mistake',
      says: 'negative scores divided and positive ones multiplied: a reward',
      edits: 'y[v] = used[v] == 0 ? z[v] : z[v] > 0 ? z[v] * penalty : z[v] / penalty',
    },
    'once-for-each-use': {
      kind: 'mistake',
      says: 'the penalty once for each time that a token has been used',
      edits: 'y[v] = used[v] == 0 ? z[v] : z[v] > 0 ? z[v] / penalty^used[v] : z[v] * penalty^used[v]',
    },
    'all-tokens': {
      kind: 'mistake',
      says: 'all tokens, whether used or not',
      edits: 'y[v] = z[v] > 0 ? z[v] / penalty : z[v] * penalty',
    },
    'unused-tokens': {
      kind: 'mistake',
      says: 'the tokens that have not been used',
      edits: 'y[v] = used[v] > 0 ? z[v] : z[v] > 0 ? z[v] / penalty : z[v] * penalty',
    },
    'last-token-alone': {
      kind: 'mistake',
      says: 'the last token alone',
      edits: 'used[v<V] = t[T-1] == v ? 1 : 0',
    },
    'presence-subtracted': {
      kind: 'convention',
      says: 'the penalty subtracted, once for a token that has been used',
      edits: 'y[v] = used[v] == 0 ? z[v] : z[v] - penalty',
      who: 'presence_penalty of OpenAI',
    },
    'frequency-subtracted': {
      kind: 'convention',
      says: 'the penalty subtracted as often as a token has been used',
      edits: 'y[v] = z[v] - penalty * used[v]',
      who: 'frequency_penalty of OpenAI',
    },
    'gradient-unpenalised': {
      kind: 'mistake',
      says: 'a gradient that is passed on unchanged',
      edits: 'y[v] = used[v] == 0 ? z[v] : stop((z[v] > 0 ? z[v] / penalty : z[v] * penalty) - z[v]) + z[v]',
      shows: 'in the gradient',
    },
    'zero-divided': {
      kind: 'convention',
      says: 'the slope 1/penalty at 0, which is divided like a positive score',
      edits: 'y[v] = used[v] == 0 ? z[v] : z[v] >= 0 ? z[v] / penalty : z[v] * penalty',
      who: 'Hugging Face, PyTorch’s where(score < 0, …)',
      shows: 'in the gradient',
      admitted: 'another subgradient at the kink of a score that is 0',
    },
  },
  pitfalls: [
    'it acts on scores, not on probabilities or their logarithms: these are all negative and would all be multiplied',
    'it is not the same for scores that are shifted, though their softmax is',
  ],

  mathjs: `was(v) = sum(map(range(1, T, true), f(s) = t[s] == v - 1 ? 1 : 0)) > 0;
    y = map(range(1, V, true), g(v) = was(v) ? (z[v] > 0 ? z[v] / penalty : z[v] * penalty) : z[v])`,
});
