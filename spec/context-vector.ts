import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'context-vector',
  family: 'embedding',
  title: 'The vectors of the words around a place, their mean or their sum',
  sources: [
    'Mikolov, Chen, Corrado & Dean (2013), Efficient estimation of word representations in vector space (CBOW)',
    'https://github.com/tmikolov/word2vec (option cbow_mean of its descendants: 1 for the mean, 0 for the sum)',
  ],

  equations: `context_vector(v[V,D], context[C] in V, mask[C] in 2; combine) -> x[D]
    total[d] = sum[c](mask[c] == 1 ? v[context[c],d] : 0)
    words    = sum[c](mask[c])
    x[d]     = combine == 'mean' ? total[d] / words : total[d]`,
  over: { batch: ['context', 'mask'] },
  options: { combine: choice('mean', 'sum') },
  inputs: { mask: 'mask' },
  sizes: { V: [1, 6], D: [1, 4], C: [1, 5] },

  laws: {
    C1: 'reordering the context words changes nothing: their order is lost',
    C2: 'a sum is the mean times the number of words in the context',
    C3: 'a context of one word repeated has that word’s vector for its mean, and so many times it for its sum',
    C4: 'each word of the context gets the whole gradient of the sum, and 1/|C| of that of the mean, the same for all',
    C5: 'a place that is masked, as beyond an end of the sentence, has no influence and is not counted',
    C6: 'the sum is [I … I] times the concatenation of the vectors, D numbers where that has C·D',
    C7: 'of The 100, quick 250, brown 300, fox 450 and jumps 650 quick is the nearest to the mean of The and brown, which lies in the intervals of adjective and of noun',
    C8: 'pulling the mean towards the target’s own vector, with nothing else, is done perfectly by giving all words one vector',
    C9: 'so many copies of a batch that there are more than a thousand places give so many times its gradient, and still none to a word that is masked everywhere',
  },
  examples: [
    {
      says: 'The (100) and brown (300) have the mean 200, which is neither’s and not quick’s 250',
      inputs: { v: [[100], [250], [300], [450], [650]], context: [[0, 2]], mask: [[1, 1]] },
      outputs: { x: [[200]] },
      row: '003/example.cbow.component-intervals',
    },
    {
      says: 'at the end of a sentence one word is left: its vector is the mean',
      inputs: {
        v: [
          [1, 2],
          [5, 9],
        ],
        context: [
          [0, 1],
          [0, 1],
        ],
        mask: [
          [1, 0],
          [1, 1],
        ],
      },
      outputs: {
        x: [
          [1, 2],
          [3, 5.5],
        ],
      },
    },
    {
      says: 'a word that stands twice counts twice',
      inputs: { v: [[1], [4]], context: [[0, 1, 1]], mask: [[1, 1, 1]] },
      outputs: { x: [[3]] },
    },
    {
      says: 'the sum, where it is asked for',
      inputs: { v: [[1], [4]], context: [[0, 1, 1]], mask: [[1, 1, 1]] },
      options: { combine: 'sum' },
      outputs: { x: [[9]] },
    },
  ],
  special: [
    {
      says: 'NaN and ∞ of a word that is masked or not there have no influence',
      inputs: { v: [[Number.NaN], [3], [Infinity]], context: [[0, 1]], mask: [[0, 1]] },
      outputs: { x: [[3]] },
    },
  ],
  variants: {
    'always-mean': {
      kind: 'convention',
      says: 'the mean of the context vectors, whichever was asked for',
      force: { combine: 'mean' },
      who: 'the original word2vec.c; gensim with cbow_mean=1',
      seen: ['000/embedding.word2vec.cbow', '003/embedding.cbow.average', '004/embedding.cbow.sum'],
    },
    'always-sum': {
      kind: 'convention',
      says: 'the sum of the context vectors, whichever was asked for',
      force: { combine: 'sum' },
      who: 'gensim with cbow_mean=0; note 004',
      seen: ['000/embedding.word2vec.cbow', '000/embedding.word2vec.context-mean', '004/embedding.cbow.sum'],
    },
    'mean-over-all-places': {
      kind: 'mistake',
      says: 'the mean over all 2c places, those beyond an end of the sentence counted as zeros',
      edits: "x[d] = combine == 'mean' ? total[d] / C : total[d]",
      seen: ['003/embedding.cbow.average'],
    },
    'mask-ignored': {
      kind: 'mistake',
      says: 'the places beyond the ends taken for words',
      edits: `total[d] = sum[c](v[context[c],d])
        words = C`,
    },
    'padding-averaged-in': {
      kind: 'mistake',
      says: 'the places beyond the ends averaged in as words, though a sum leaves them out',
      edits: "x[d] = combine == 'mean' ? sum[c](v[context[c],d]) / C : total[d]",
    },
    'last-word-only': {
      kind: 'mistake',
      says: 'the last word of the context in the place of all',
      edits: 'total[d<D] = sum[c](c == C - 1 and mask[c] == 1 ? v[context[c],d] : 0)',
    },
    'undivided-gradient': {
      kind: 'convention',
      says: 'the mean with the gradient of the sum: the whole error added to each word of the context',
      edits: "x[d] = combine == 'mean' ? stop(total[d] / words - total[d]) + total[d] : total[d]",
      shows: 'in the gradient',
      who: 'the original word2vec.c',
      seen: ['000/embedding.word2vec.cbow.gradient-sharing'],
    },
    'gradient-to-padding': {
      kind: 'mistake',
      says: 'a gradient to the rows of masked places as well',
      edits: `total[d] = sum[c](mask[c] == 1 ? v[context[c],d] : v[context[c],d] - stop(v[context[c],d]))`,
      shows: 'in the gradient',
      seen: ['R-EMB-04', 'R-EMB-02'],
    },
    'gradient-of-the-first-word': {
      kind: 'mistake',
      says: 'a gradient to the first place of the context alone',
      edits: `total[d] = sum[c](mask[c] == 1 ? (c == 0 ? v[context[c],d] : stop(v[context[c],d])) : 0)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'mean and sum differ by |C| in the vector and in the gradient, and |C| is smaller at the ends of a sentence',
    'a backward pass with a kernel of its own for many indices is seen by large batches alone',
    'order is lost: “dog bites man” and “man bites dog” have the same context vector',
  ],

  rows: {
    '000/embedding.word2vec.context-mean': ['agreement', 'law C1', 'law C3', 'variant always-sum'],
    '000/embedding.word2vec.cbow.gradient-sharing': ['law C4', 'variant undivided-gradient'],
    '000/embedding.word2vec.nnlm.sum-not-concat': ['law C6', 'law C1', 'variant always-mean'],
    '003/embedding.cbow.average': ['law C4', 'law C8', 'law C1'],
    '003/example.cbow.component-intervals': 'law C7',
    '004/embedding.cbow.sum': ['law C2', 'law C1', 'variant always-mean'],
  },

  mathjs: `words = sum(map(range(1, C, true), f(c) = mask[c]));
    total(d) = sum(map(range(1, C, true), g(c) = mask[c] == 1 ? v[context[c] + 1, d] : 0));
    x = map(range(1, D, true), h(d) = equalText(combine, "mean") ? total(d) / words : total(d))`,
});
