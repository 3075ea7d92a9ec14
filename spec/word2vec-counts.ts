import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'word2vec-counts',
  family: 'counting',
  title:
    'How many predictions, drawn negatives and yes-or-no decisions CBOW and skip-gram take for one pass over a text',
  sources: [
    'Mikolov, Chen, Corrado & Dean (2013), Efficient estimation of word representations in vector space',
    'Mikolov et al. (2013), Distributed representations of words and phrases and their compositionality, section 2.2',
  ],

  signature:
    'word2vec_counts(; words, window, negatives) -> cbow, skip_gram, cbow_negatives, skip_gram_negatives, decisions',
  steps: [
    'CBOW predicts every word of the text once, from all the words around it.',
    'Skip-gram predicts from every word each word around it, at most `window` places away and inside the text.',
    'Each prediction draws `negatives` words, and decides of these and of the right one whether it is the right one.',
  ],
  options: { words: int(2, 30, 9), window: int(1, 6, 2), negatives: int(1, 12, 5) },

  laws: {
    C1: 'a pass that is instrumented makes so many predictions, draws so many negatives and takes so many sigmoids',
    C2: 'CBOW makes fewer predictions than skip-gram, and as many only where two words are all there is',
    C3: 'a prediction takes as many sigmoids as the loss of negative sampling evaluates, one and one for each negative; hierarchical softmax takes one for each turn of a path',
    C4: 'one word more adds one prediction to CBOW, and 2c to skip-gram as soon as the window fits into the text',
  },
  examples: [
    {
      says: 'seven words, window 1: 7 predictions against 2·7 − 2 = 12, and five times as many negatives',
      inputs: {},
      options: { words: 7, window: 1, negatives: 5 },
      outputs: { cbow: 7, skip_gram: 12, cbow_negatives: 35, skip_gram_negatives: 60, decisions: 6 },
      printed: { decisions: 1 },
      row: '000/counting.word2vec.training-pairs',
    },
    {
      says: 'a window that reaches beyond both ends: every word with every other',
      inputs: {},
      options: { words: 3, window: 6, negatives: 1 },
      outputs: { cbow: 3, skip_gram: 6, cbow_negatives: 3, skip_gram_negatives: 6, decisions: 2 },
    },
  ],
  variants: {
    'one-decision': {
      kind: 'mistake',
      says: 'one yes-or-no decision a prediction, the negatives not counted',
      rule: { positiveOnly: true },
      seen: ['000/embedding.word2vec.negative-sampling.binary-count'],
    },
    'negatives-alone': {
      kind: 'mistake',
      says: 'decisions on the negatives alone, the right word not counted',
      rule: { negativeOnly: true },
    },
    'negatives-once-a-word': {
      kind: 'mistake',
      says: 'negatives drawn once for each word in the middle, not for each prediction',
      rule: { drawn: 'each-word' },
      seen: ['000/counting.word2vec.negative-samples'],
    },
    'whole-windows-everywhere': {
      kind: 'mistake',
      says: '2c words around every word, those at the ends of the text included',
      rule: { cut: false },
    },
  },
  pitfalls: [
    'negatives are drawn anew for every predicted word: skip-gram draws about 2c times as many as CBOW',
  ],

  rows: {
    '000/counting.word2vec.training-pairs': ['law C1', 'law C2', 'law C4'],
    '000/counting.word2vec.negative-samples': ['law C1', 'variant negatives-once-a-word'],
    '000/embedding.word2vec.negative-sampling.binary-count': ['law C1', 'law C3', 'variant one-decision'],
  },
});
