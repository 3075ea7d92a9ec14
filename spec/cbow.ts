import contextVector from './context-vector.ts';
import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'cbow',
  family: 'embedding',
  title: 'The surprise at a word, to one who knows the words around it: continuous bag of words',
  sources: [
    'Mikolov, Chen, Corrado & Dean (2013), Efficient estimation of word representations in vector space',
    'Rong (2014), word2vec parameter learning explained, section 1.2',
  ],

  equations: `cbow(v[V,D], theta[V,D], context[N,C] in V, mask[N,C] in 2, target[N] in V; combine) -> loss[N]
    x[n,d]  = context_vector(v, context[n,:], mask[n,:]; combine=combine)[d]
    s[n,w]  = sum[d](x[n,d] * theta[w,d])
    loss[n] = -log(exp(s[n,target[n]]) / sum[w](exp(s[n,w])))`,
  uses: [contextVector],
  algorithms: [
    `m[n]    = stop(max[w](s[n,w]))
     r[n,w]  = s[n,w] - m[n]
     loss[n] = log(sum[w](exp(r[n,w]))) - r[n,target[n]]`,
  ],
  options: { combine: choice('mean', 'sum') },
  inputs: { mask: 'mask' },
  sizes: { V: [1, 6], D: [1, 4], C: [1, 4] },

  laws: {
    C1: 'reordering the context words changes nothing',
    C2: 'the probabilities of all words in one context sum to one',
    C3: 'the gradient at the context vector, Σ_u P(u)θ_u − θ_w, reaches each context word whole for the sum, divided by |C| for the mean',
    C4: 'the loss of the sum is that of the mean with vectors |C| times as long',
    C5: 'words that all have one vector, with which pulling the mean towards the target would be content, cost log V',
    C6: 'summed over the positions of a text it is minus the log of the product of P(word | context); of two words that predict each other, all four texts together get more than one: a pseudo-likelihood',
    C7: 'adding one vector to every row of θ changes nothing',
  },
  examples: [
    {
      says: 'between (1, 0) and (0, 1): scores 0, 2, 4 and the loss of the last',
      inputs: {
        v: [
          [1, 0],
          [7, 7],
          [0, 1],
        ],
        theta: [
          [0, 0],
          [4, 0],
          [4, 4],
        ],
        context: [[0, 2]],
        mask: [[1, 1]],
        target: [2],
      },
      outputs: { loss: ['0.14293163'] },
      row: '003/embedding.cbow.average',
    },
    {
      says: 'the same with the sum: scores 0, 4, 8',
      inputs: {
        v: [
          [1, 0],
          [7, 7],
          [0, 1],
        ],
        theta: [
          [0, 0],
          [4, 0],
          [4, 4],
        ],
        context: [[0, 2]],
        mask: [[1, 1]],
        target: [2],
      },
      options: { combine: 'sum' },
      outputs: { loss: ['0.01847930'] },
      row: '004/embedding.cbow.sum',
    },
    {
      says: 'a target far behind costs its distance, without overflow',
      inputs: {
        v: [[1000], [0]],
        theta: [[1], [-1]],
        context: [[0]],
        mask: [[1]],
        target: [1],
      },
      outputs: { loss: [2000] },
    },
  ],
  special: [
    {
      says: 'NaN in a word that is not in the context has no influence',
      inputs: { v: [[Number.NaN], [0]], theta: [[1], [2]], context: [[1, 0]], mask: [[1, 0]], target: [0] },
      outputs: { loss: [Math.LN2] },
    },
  ],
  variants: {
    'always-mean': {
      kind: 'convention',
      says: 'the mean of the context vectors, whichever was asked for',
      force: { combine: 'mean' },
      who: 'the original word2vec.c; notes 000 and 003',
      seen: ['000/embedding.word2vec.cbow'],
    },
    'always-sum': {
      kind: 'convention',
      says: 'the sum of the context vectors, whichever was asked for',
      force: { combine: 'sum' },
      who: 'gensim with cbow_mean=0; note 004',
      seen: ['000/embedding.word2vec.cbow'],
    },
    'distance-to-the-target': {
      kind: 'mistake',
      says: 'the squared distance of the context vector from the target’s own, without any other word',
      edits: 'loss[n] = sum[d]((x[n,d] - v[target[n],d])^2)',
      seen: ['003/embedding.cbow.average'],
    },
    'last-word-only': {
      kind: 'mistake',
      says: 'the last place of the context in the place of all',
      edits: 'x[n<N,d<D] = mask[n,C-1] == 1 ? v[context[n,C-1],d] : 0',
    },
    'tied-tables': {
      kind: 'mistake',
      says: 'the input vectors for the output words as well',
      edits: 's[n,w] = sum[d](x[n,d] * v[w,d])',
    },
    'tables-swapped': {
      kind: 'mistake',
      says: 'contexts read from the output table and targets from the input table',
      edits: `x[n,d] = context_vector(theta, context[n,:], mask[n,:]; combine=combine)[d]
        s[n,w] = sum[d](x[n,d] * v[w,d])`,
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'loss[n] = log(sum[w](exp(s[n,w]))) - s[n,target[n]]',
      shows: 'numerically',
    },
    'undivided-gradient': {
      kind: 'convention',
      says: 'the mean with the gradient of the sum: the whole error added to each word of the context',
      edits: `words[n]   = sum[c](mask[n,c])
        total[n,d] = sum[c](mask[n,c] == 1 ? v[context[n,c],d] : 0)
        x[n,d]     = combine == 'mean' ? stop(total[n,d] / words[n] - total[n,d]) + total[n,d] : total[n,d]`,
      shows: 'in the gradient',
      who: 'the original word2vec.c',
      seen: ['000/embedding.word2vec.cbow.gradient-sharing'],
    },
    'gradient-divided-for-the-sum': {
      kind: 'mistake',
      says: 'the error divided by |C| where the vectors are added up, and not where their mean is taken',
      edits: `words[n]   = sum[c](mask[n,c])
        total[n,d] = sum[c](mask[n,c] == 1 ? v[context[n,c],d] : 0)
        each[n,d]  = total[n,d] / words[n]
        x[n,d]     = combine == 'mean' ? stop(each[n,d] - total[n,d]) + total[n,d] : stop(total[n,d] - each[n,d]) + each[n,d]`,
      shows: 'in the gradient',
      who: 'gensim, whose division stands under “not cbow_mean”',
      seen: ['R-EMB-08'],
    },
    'gradient-to-padding': {
      kind: 'mistake',
      says: 'a gradient to the rows of masked places as well',
      edits: `words[n]   = sum[c](mask[n,c])
        total[n,d] = sum[c](mask[n,c] == 1 ? v[context[n,c],d] : v[context[n,c],d] - stop(v[context[n,c],d]))
        x[n,d]     = combine == 'mean' ? total[n,d] / words[n] : total[n,d]`,
      shows: 'in the gradient',
      seen: ['R-EMB-03'],
    },
    'no-gradient-to-other-words': {
      kind: 'mistake',
      says: 'a gradient to the row of the target in θ alone',
      edits: 's[n,w] = sum[d](x[n,d] * (w == target[n] ? theta[w,d] : stop(theta[w,d])))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'two tables: contexts are read from v, targets are scored with θ',
    'with windows on both sides the product over positions is a pseudo-likelihood, not the probability of the sentence',
  ],

  rows: {
    '000/embedding.word2vec.cbow': ['agreement', 'law C1', 'law C4', 'variant always-sum'],
    '000/embedding.word2vec.cbow.gradient-sharing': ['law C3', 'variant undivided-gradient'],
    '000/embedding.word2vec.objective': 'law C6',
    '003/embedding.cbow.average': ['agreement', 'law C3', 'law C5', 'variant distance-to-the-target'],
    '004/embedding.cbow.sum': ['law C4', 'variant always-mean'],
  },

  mathjs: `words(n) = sum(map(range(1, C, true), f(c) = mask[n, c]));
    total(n, d) = sum(map(range(1, C, true), g(c) = mask[n, c] == 1 ? v[context[n, c] + 1, d] : 0));
    x(n, d) = equalText(combine, "mean") ? total(n, d) / words(n) : total(n, d);
    s(n, w) = sum(map(range(1, D, true), h(d) = x(n, d) * theta[w, d]));
    loss = map(range(1, N, true), q(n) =
      log(sum(map(range(1, V, true), p(w) = exp(s(n, w) - s(n, target[n] + 1))))))`,
});
