import { formula } from './lib/formula.ts';

export default formula({
  name: 'nnlm',
  family: 'language-model',
  title:
    'A neural language model: the vectors of the words before, side by side, through a hidden layer to all words',
  sources: [
    'Bengio, Ducharme, Vincent & Jauvin (2003), A neural probabilistic language model, section 2 (without direct connections)',
  ],

  // H[f,k,m] is the matrix H[f,K·M] of the vectors one after the other.
  equations: `nnlm(E[V,M], H[F,K,M], d[F], U[V,F], b[V], context[N,K] in V) -> logp[N,V]
    a[n,f]    = d[f] + sum[k,m](H[f,k,m] * E[context[n,k],m])
    h[n,f]    = tanh(a[n,f])
    s[n,v]    = b[v] + sum[f](U[v,f] * h[n,f])
    logp[n,v] = log(exp(s[n,v]) / sum[w<V](exp(s[n,w])))`,
  algorithms: [
    `top[n<N]  = stop(max[v](s[n,v]))
     r[n,v]    = s[n,v] - top[n]
     logp[n,v] = r[n,v] - log(sum[w<V](exp(r[n,w])))`,
  ],
  sizes: { V: [1, 5], M: [1, 3], F: [1, 3], K: [1, 3], N: [1, 4] },

  laws: {
    C1: 'for every context the probabilities of all words sum to one, and none is above one',
    C2: 'the order of the context counts: with other words, or other weights, at a place the answer is another; where all places have the same weights it does not',
    C3: 'the log-likelihood of a corpus is the sum over its positions of the logarithm that the word observed there has: the log of a product that underflows, where one k for all positions gives another number',
    C4: 'without hidden weights it is softmax b, so b = log counts gives relative frequencies, and no other b a higher likelihood',
    C5: 'the gradient of b is what was observed less what was predicted, summed over the positions',
    C6: 'each context is answered alone',
    C7: 'it has VM + F(KM + 1) + V(F + 1) parameters',
  },
  examples: [
    {
      says: 'two words before, one hidden unit: the sum of the first word’s and minus the second word’s number',
      inputs: {
        E: [[0], [1], [2]],
        H: [[[1], [-1]]],
        d: [0],
        U: [[1], [0], [-1]],
        b: [0, 0, 0],
        context: [
          [1, 0],
          [0, 1],
        ],
      },
      outputs: {
        logp: [
          ['-0.52172827', '-1.28332243', '-2.04491658'],
          ['-2.04491658', '-1.28332243', '-0.52172827'],
        ],
      },
      row: '004/language-model.nnlm.architecture',
    },
    {
      says: 'scores far apart do not overflow',
      inputs: {
        E: [[0]],
        H: [[[0]]],
        d: [0],
        U: [[0]],
        b: [4096],
        context: [[0]],
      },
      outputs: { logp: [[0]] },
    },
  ],
  special: [
    {
      says: 'a huge hidden sum saturates the tanh, and huge scores stay finite',
      inputs: {
        E: [[4096], [0]],
        H: [[[4096]]],
        d: [0],
        U: [[4096], [0]],
        b: [0, 0],
        context: [[0]],
      },
      outputs: { logp: [[0, -4096]] },
    },
  ],
  variants: {
    'bag-of-words': {
      kind: 'convention',
      says: 'the same weights for every place of the context, so that its order is lost',
      edits: 'a[n,f] = d[f] + sum[k,m](H[f,0,m] * E[context[n,k],m])',
      who: 'CBOW, which sums the vectors',
      seen: ['004/language-model.nnlm.architecture'],
    },
    'context-reversed': {
      kind: 'convention',
      says: 'the nearest word first in the row of vectors',
      edits: 'a[n,f] = d[f] + sum[k,m](H[f,k,m] * E[context[n,K-1-k],m])',
      who: 'Bengio et al. (2003), whose x is (C(w_{t−1}), …, C(w_{t−n+1}))',
    },
    'sigmoid-hidden': {
      kind: 'mistake',
      says: 'the sigmoid in the place of tanh',
      edits: 'h[n,f] = sigmoid(a[n,f])',
    },
    'linear-hidden': {
      kind: 'mistake',
      says: 'a hidden layer without its tanh',
      edits: 'h[n,f] = a[n,f]',
    },
    'scores-not-normalised': {
      kind: 'mistake',
      says: 'the scores in the place of the log-probabilities',
      edits: 'logp[n,v] = s[n,v]',
    },
    'one-word-for-all-positions': {
      kind: 'mistake',
      says: 'the log-probability of word 0 at every place, as one k for all words reads',
      edits: 'logp[n,v<V] = s[n,0] - top[n] - log(sum[w<V](exp(s[n,w] - top[n])))',
      seen: ['004/language-model.nnlm.likelihood'],
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'logp[n,v] = s[n,v] - log(sum[w<V](exp(s[n,w])))',
      shows: 'numerically',
    },
    'vectors-not-learnt': {
      kind: 'convention',
      says: 'no gradient to the word vectors',
      edits: 'a[n,f] = d[f] + sum[k,m](H[f,k,m] * stop(E[context[n,k],m]))',
      shows: 'in the gradient',
      who: 'models on pretrained vectors',
    },
  },
  pitfalls: ['the vectors stand side by side: their order is part of the input, unlike in CBOW'],

  rows: {
    '004/language-model.nnlm.conditional': 'law C1',
    '004/language-model.nnlm.architecture': ['agreement', 'gradient', 'law C2', 'variant bag-of-words'],
    '004/language-model.nnlm.likelihood': ['law C3', 'variant one-word-for-all-positions'],
    '004/statistics.maximum-likelihood': 'law C4',
  },

  mathjs: `t(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    a(n, f) = d[f] + sum(map(range(1, K, true), p(k) = sum(map(range(1, M, true), q(m) = H[f, k, m] * E[context[n, k] + 1, m]))));
    s(n, v) = b[v] + sum(map(range(1, F, true), p(f) = U[v, f] * t(a(n, f))));
    logp = map(range(1, N, true), p(n) = map(range(1, V, true), q(v) = -log(sum(map(range(1, V, true), r(w) = exp(s(n, w) - s(n, v)))))))`,
});
