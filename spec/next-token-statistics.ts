import { formula } from './lib/formula.ts';

export default formula({
  name: 'next-token-statistics',
  family: 'language-model',
  title: 'How surprising each next word is, and how uncertain the next word is altogether',
  sources: [
    'Shannon (1948), A mathematical theory of communication',
    'Jelinek, Mercer, Bahl & Baker (1977), Perplexity: a measure of the difficulty of speech recognition tasks',
  ],

  equations: `next_token_statistics(p[K]) -> nll[K], entropy, perplexity
    nll[k]     = -log(p[k])
    entropy    = -sum[k](p[k] == 0 ? 0 : p[k] * log(p[k]))
    perplexity = exp(entropy)`,
  over: { batch: ['p'] },
  inputs: { p: 'distribution' },

  laws: {
    C1: 'the entropy is the mean surprise of the words that p gives a share, and the probabilities exp(−nll) sum to one',
    C2: 'the perplexity lies between 1, of a certain word, and K, of K equal ones',
    C3: 'words in another order have the same surprise each, and the same entropy and perplexity together',
    C4: 'the most probable word is the least surprising, and equally probable words are equally so',
    C5: 'a word that is split in two halves adds its share of log 2 to the entropy',
  },
  examples: [
    {
      says: '“I can do” it, I, can, do: 0.7 and three times 0.1',
      inputs: { p: [[0.7, 0.1, 0.1, 0.1]] },
      outputs: {
        nll: [['0.3566749', '2.3025851', '2.3025851', '2.3025851']],
        entropy: ['0.9404480'],
        perplexity: ['2.5611285'],
      },
      row: '003/example.language-model.i-can-do',
    },
    {
      says: 'the same in the order of the vocabulary I, can, do, it: “it” is the least surprising, wherever it stands',
      inputs: { p: [[0.1, 0.1, 0.1, 0.7]] },
      outputs: {
        nll: [['2.3025851', '2.3025851', '2.3025851', '0.3566749']],
        entropy: ['0.9404480'],
        perplexity: ['2.5611285'],
      },
      row: '003/example.language-model.i-can-do',
    },
    {
      says: 'a fair coin has the perplexity 2',
      inputs: { p: [[0.5, 0.5]] },
      outputs: {
        nll: [['0.69314718', '0.69314718']],
        entropy: ['0.69314718'],
        perplexity: [2],
      },
    },
  ],
  special: [
    {
      says: 'an impossible word is infinitely surprising and adds nothing to the entropy',
      inputs: { p: [[1, 0]] },
      outputs: { nll: [[0, Infinity]], entropy: [0], perplexity: [1] },
    },
    {
      says: 'NaN stays in its text',
      inputs: {
        p: [
          [Number.NaN, 0.5],
          [0.5, 0.5],
        ],
      },
      outputs: {
        nll: [
          [Number.NaN, '0.69314718'],
          ['0.69314718', '0.69314718'],
        ],
        entropy: [Number.NaN, '0.69314718'],
        perplexity: [Number.NaN, 2],
      },
    },
  ],
  variants: {
    'base-2': {
      kind: 'convention',
      says: 'bits: logarithms of base 2, and 2 to the entropy',
      edits: `nll[k]     = -log(p[k]) / log(2)
        entropy    = -sum[k](p[k] == 0 ? 0 : p[k] * log(p[k]) / log(2))
        perplexity = 2^entropy`,
      who: 'information theory',
      seen: ['convention 144'],
    },
    'perplexity-of-bits': {
      kind: 'mistake',
      says: '2 to an entropy in nats',
      edits: 'perplexity = 2^entropy',
    },
    'mean-over-the-words': {
      kind: 'mistake',
      says: 'the mean surprise of all words alike, not weighted by their probability',
      edits: 'entropy = sum[k](nll[k]) / K',
    },
    'divided-by-the-words': {
      kind: 'mistake',
      says: 'an entropy divided by the number of words',
      edits: 'entropy = -sum[k](p[k] == 0 ? 0 : p[k] * log(p[k])) / K',
    },
    'zero-times-log-zero': {
      kind: 'mistake',
      says: 'p·log p without the rule 0·log 0 = 0',
      edits: 'entropy = -sum[k](p[k] * log(p[k]))',
      shows: 'numerically',
    },
    'log-of-the-rest': {
      kind: 'mistake',
      says: 'the surprise at a word’s not coming, −log(1 − p)',
      edits: 'nll[k] = -log(1 - p[k])',
    },
    'sign-forgotten': {
      kind: 'mistake',
      says: 'logarithms without their minus sign',
      edits: 'nll[k] = log(p[k])',
    },
  },
  pitfalls: [
    '0.7 + 0.1 + 0.1 + 0.1 is 0.9999999999999999 in doubles: whether shares sum to one takes a tolerance',
  ],

  rows: {
    '003/example.language-model.i-can-do': ['law C1', 'law C3', 'law C4'],
  },

  mathjs: `nll = map(p, f(v) = v == 0 ? Infinity : -log(v));
    entropy = -sum(map(p, f(v) = v == 0 ? 0 : v * log(v)));
    perplexity = exp(entropy)`,
});
