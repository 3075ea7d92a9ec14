import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'length-penalty',
  family: 'decoding',
  title: 'The score by which hypotheses of different lengths are compared',
  sources: [
    'Wu et al. (2016), Google’s neural machine translation system, equation 14',
    'https://opennmt.net/OpenNMT/translation/beam_search/#length-normalization',
  ],

  equations: `length_penalty(logp, length; alpha) -> score
    score = logp / ((5 + length) / 6)^alpha`,
  over: { elements: ['logp', 'length'] },
  options: { alpha: real(0.6, [0.6, 1, 0.2, 2, 0]) },
  inputs: { length: 'positive' },
  constants: ['length'],

  laws: {
    C1: 'with α = 0, and for a length of 1, the score is the log-probability',
    C2: 'with α = 1 it is six times the log-probability over five more than the length',
    C3: 'of hypotheses that are equally likely, and not certain, the longer scores higher',
    C4: 'a larger α raises the score of what is longer than 1, and below 0',
    C5: 'log-probabilities that are scaled scale the score',
    C6: 'penalties multiply: by α and then by β is by α + β',
    C7: 'the gradient is one over the penalty',
  },
  examples: [
    {
      says: 'log-probabilities −4 of four words and −3 of two: with α = 0.6 the short one is ahead, −2.735 to −3.136',
      inputs: { logp: [-4, -3], length: [4, 2] },
      outputs: { score: ['-3.1362107', '-2.7349739'] },
    },
    {
      says: 'eleven words with α = 1: (5 + 11)/6',
      inputs: { logp: [-8], length: [11] },
      options: { alpha: 1 },
      outputs: { score: [-3] },
    },
    {
      says: 'no penalty',
      inputs: { logp: [-8, -1], length: [11, 3] },
      options: { alpha: 0 },
      outputs: { score: [-8, -1] },
    },
    {
      says: 'a finished hypothesis of three words beside one that goes on at eight: each has its own length',
      inputs: { logp: [-4, -6.5], length: [3, 8] },
      options: { alpha: 1 },
      outputs: { score: [-3, -3] },
    },
  ],
  special: [
    {
      says: 'what is impossible stays so',
      inputs: { logp: [-Infinity], length: [7] },
      outputs: { score: [-Infinity] },
    },
    { says: 'NaN stays NaN', inputs: { logp: [Number.NaN], length: [7] }, outputs: { score: [Number.NaN] } },
  ],
  variants: {
    'power-of-the-length': {
      kind: 'convention',
      says: 'the length to the power α',
      edits: 'score = logp / length^alpha',
      who: 'Hugging Face and fairseq, with α = 1',
      seen: ['convention 132'],
    },
    'no-penalty': {
      kind: 'convention',
      says: 'the log-probability itself',
      force: { alpha: 0 },
      who: 'KerasHub',
      seen: ['convention 132', 'S-40'],
    },
    'always-the-mean': {
      kind: 'mistake',
      says: 'α = 1, whatever was asked for',
      force: { alpha: 1 },
    },
    multiplied: {
      kind: 'mistake',
      says: 'multiplication in the place of division, which lowers what is long',
      edits: 'score = logp * ((5 + length) / 6)^alpha',
    },
    'end-not-counted': {
      kind: 'convention',
      says: 'lengths that are one too small, without the end',
      edits: 'score = logp / ((4 + length) / 6)^alpha',
      who: 'decoders that do not count the end',
      seen: ['R-DEC-05', 'convention 133'],
    },
    'one-more-counted': {
      kind: 'mistake',
      says: 'lengths that are one too large',
      edits: 'score = logp / ((6 + length) / 6)^alpha',
      seen: ['R-DEC-04', 'convention 133'],
    },
    'power-of-the-numerator': {
      kind: 'mistake',
      says: 'the power of 5 + length alone, over 6 and not 6^α',
      edits: 'score = logp / ((5 + length)^alpha / 6)',
    },
    'divided-by-the-numerator': {
      kind: 'mistake',
      says: 'the power of 5 + length without the 6',
      edits: 'score = logp / (5 + length)^alpha',
    },
    'bonus-for-each-word': {
      kind: 'convention',
      says: 'α added for each word',
      edits: 'score = logp + alpha * length',
      who: 'He et al. (2016), the word reward of phrase-based translation',
    },
    'gradient-unpenalised': {
      kind: 'mistake',
      says: 'a gradient that is passed on unchanged',
      edits: 'score = stop(logp / ((5 + length) / 6)^alpha - logp) + logp',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'every hypothesis has its own length, finished ones too: with the step of the search for all of them the penalty has no effect',
    'with a penalty a search may not stop at the first hypotheses that end: longer ones may still score higher',
  ],

  mathjs: 'score = alpha == 0 ? logp : logp * exp(-alpha * log((5 + length) / 6))',
});
