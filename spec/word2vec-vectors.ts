import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'word2vec-vectors',
  family: 'embedding',
  title:
    'The vectors of the words after training: those of the input table, or their mean with the output table',
  sources: [
    'Mikolov, Chen, Corrado & Dean (2013), Efficient estimation of word representations in vector space',
    'Pennington, Socher & Manning (2014), GloVe: global vectors for word representation, section 4.2 (the sum of both)',
  ],

  equations: `word2vec_vectors(v[V,D], theta[V,D]; use) -> y[V,D]
    y[w,d] = use == 'input' ? v[w,d] : (v[w,d] + theta[w,d]) / 2`,
  options: { use: choice('input', 'mean') },

  laws: {
    C1: 'the mean does not care which table is which, the input vectors do',
    C2: 'twice the mean less the input vectors is the output table',
    C3: 'an output table of |V| − 1 rows, as hierarchical softmax has, cannot be averaged with: the shapes do not fit',
  },
  examples: [
    {
      says: 'the input table is used as it is',
      inputs: { v: [[1, 2]], theta: [[5, -2]] },
      outputs: { y: [[1, 2]] },
    },
    {
      says: 'half of each, where the mean is asked for',
      inputs: { v: [[1, 2]], theta: [[5, -2]] },
      options: { use: 'mean' },
      outputs: { y: [[3, 0]] },
      row: '000/embedding.word2vec.two-vector-sets',
    },
  ],
  variants: {
    'always-input': {
      kind: 'convention',
      says: 'the input table, whichever was asked for',
      force: { use: 'input' },
      who: 'word2vec.c, gensim',
    },
    'always-mean': {
      kind: 'mistake',
      says: 'the mean of both tables, whichever was asked for',
      force: { use: 'mean' },
    },
    sum: {
      kind: 'convention',
      says: 'the sum of both tables in the place of their mean',
      edits: "y[w,d] = use == 'input' ? v[w,d] : v[w,d] + theta[w,d]",
      who: 'GloVe',
    },
    'output-table': {
      kind: 'mistake',
      says: 'the output table in the place of the input table',
      edits: "y[w,d] = use == 'input' ? theta[w,d] : (v[w,d] + theta[w,d]) / 2",
    },
    'no-gradient-to-the-output-table': {
      kind: 'mistake',
      says: 'no gradient to the output table',
      edits: "y[w,d] = use == 'input' ? v[w,d] : (v[w,d] + stop(theta[w,d])) / 2",
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'hierarchical softmax has |V| − 1 output vectors, of nodes and not of words: there is nothing to average with',
  ],

  rows: {
    '000/embedding.word2vec.two-vector-sets': ['agreement', 'law C1', 'law C3'],
  },

  mathjs: 'y = equalText(use, "input") ? v : (v + theta) / 2',
});
