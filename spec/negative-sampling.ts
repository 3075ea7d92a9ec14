import { formula } from './lib/formula.ts';

export default formula({
  name: 'negative-sampling',
  family: 'embedding',
  title: 'The surprise at telling one word that is right from some that are not, each by a yes or no',
  sources: [
    'Mikolov et al. (2013), Distributed representations of words and phrases and their compositionality, equation 4',
    'Goldberg & Levy (2014), word2vec explained: deriving Mikolov et al.’s negative-sampling word-embedding method',
  ],

  equations: `negative_sampling(x[N,D], theta[V,D], target[N] in V, negatives[N,K] in V) -> loss[N]
    σ(z)    = 1 / (1 + exp(-z))
    s[n]    = sum[d](x[n,d] * theta[target[n],d])
    r[n,k]  = sum[d](x[n,d] * theta[negatives[n,k],d])
    loss[n] = -log(σ(s[n])) - sum[k](log(1 - σ(r[n,k])))`,
  // The second has the gradient of word2vec.c, σ less the label, which has lost its digits where they agree.
  algorithms: [
    'loss[n] = softplus(-s[n]) + sum[k](softplus(r[n,k]))',
    `yes(z)  = softplus(-stop(z)) + stop(sigmoid(z) - 1) * (z - stop(z))
     no(z)   = softplus(stop(z)) + stop(sigmoid(z)) * (z - stop(z))
     loss[n] = yes(s[n]) + sum[k](no(r[n,k]))`,
  ],
  sizes: { N: [1, 4], V: [1, 6], D: [1, 4], K: [1, 5] },

  laws: {
    C1: 'CBOW asks with the mean of its context’s vectors: the exponential of minus the loss is the product of K + 1 probabilities of a yes or no, σ(s) and 1 − σ(r)',
    C2: 'the loss falls with the score of the right word by 1 − σ(s) and rises with that of a negative by σ(r)',
    C3: 'the gradient of a row of θ is Σ (σ − [it is the right one]) x over its occurrences, that of x is Σ (σ − [u is the right one]) θ_u',
    C4: 'a step of θ against its gradient raises the score of the right word, lowers those of the negatives, and lowers the loss',
    C5: 'it is no distribution over words: with all others for negatives, Σ_w exp(−loss) is 0.1465 for the scores −1, −½, 0, ½, 1, and 5/32 for five scores of 0',
    C6: 'where a pair occurs n times, and its word among the negatives k·n_w·n_c/N times, the slope of the loss in its score is zero at PMI − log k, it falls below and rises above',
    C7: 'skip-gram asks for each word around with the same vector: the loss of a context is minus the log of the product over its words and their negatives',
    C8: 'words that are neither the right one nor among the negatives have no influence and no gradient',
  },
  examples: [
    {
      says: 'equal odds for all: K + 1 times log 2',
      inputs: { x: [[0, 0]], theta: [[1, 2]], target: [0], negatives: [[0, 0, 0]] },
      outputs: { loss: ['2.77258872'] },
    },
    {
      says: 'the right word scores 2, the negatives −1 and 3',
      inputs: {
        x: [[1, 1]],
        theta: [
          [1, 1],
          [-1, 0],
          [1, 2],
        ],
        target: [0],
        negatives: [[1, 2]],
      },
      outputs: { loss: ['3.48877705'] },
    },
    {
      says: 'a word drawn twice counts twice, also where it is the right one',
      inputs: { x: [[1]], theta: [[1], [0]], target: [0], negatives: [[0, 0]] },
      outputs: { loss: ['2.93978506'] },
    },
    {
      says: 'scores of ±1000 cost 1000 or nothing, without overflow',
      inputs: { x: [[1000], [-1000]], theta: [[1], [-1]], target: [0, 0], negatives: [[1], [1]] },
      outputs: { loss: [0, 2000] },
    },
  ],
  special: [
    {
      says: 'NaN in a word that is not asked about has no influence',
      inputs: { x: [[0]], theta: [[1], [Number.NaN], [2]], target: [0], negatives: [[2]] },
      outputs: { loss: ['1.38629436'] },
    },
  ],
  variants: {
    'log-of-the-sigmoid': {
      kind: 'mistake',
      says: 'the log of a computed sigmoid, which is −∞ where the sigmoid underflows',
      edits: 'loss[n] = -log(sigmoid(s[n])) - sum[k](log(sigmoid(-r[n,k])))',
      shows: 'numerically',
    },
    'positive-only': {
      kind: 'mistake',
      says: 'the right word alone, the negatives left out: one decision a prediction',
      edits: 'loss[n] = softplus(-s[n]) + 0 * sum[k](negatives[n,k])',
      seen: ['000/embedding.word2vec.negative-sampling.binary-count'],
    },
    'mean-of-the-negatives': {
      kind: 'convention',
      says: 'the mean over the negatives in the place of their sum',
      edits: 'loss[n] = softplus(-s[n]) + sum[k](softplus(r[n,k])) / K',
    },
    'negatives-not-negated': {
      kind: 'mistake',
      says: 'the negatives treated as the right word is',
      edits: 'loss[n] = softplus(-s[n]) + sum[k](softplus(-r[n,k]))',
    },
    'softmax-over-the-drawn': {
      kind: 'mistake',
      says: 'a softmax over the right word and the negatives, as if the product were a probability of words',
      edits: `m[n] = stop(max(s[n], max[k](r[n,k])))
        loss[n] = m[n] - s[n] + log(exp(s[n] - m[n]) + sum[k](exp(r[n,k] - m[n])))`,
      seen: ['000/embedding.word2vec.negative-sampling.not-normalised'],
    },
    'target-drawn-is-skipped': {
      kind: 'convention',
      says: 'a negative that is the right word left out',
      edits: 'loss[n] = softplus(-s[n]) + sum[k](negatives[n,k] == target[n] ? 0 : softplus(r[n,k]))',
      who: 'the original word2vec.c, gensim',
    },
    'importance-sampling': {
      kind: 'mistake',
      says: 'a softmax over the right word and drawn ones that weigh V/K each, the sampled softmax',
      edits: `m[n] = stop(max(s[n], max[k](r[n,k])))
        loss[n] = m[n] - s[n] + log(exp(s[n] - m[n]) + V / K * sum[k](exp(r[n,k] - m[n])))`,
      seen: ['001/claim.word2vec.two-optimisations'],
    },
    'no-gradient-to-x': {
      kind: 'mistake',
      says: 'no gradient to x from the negatives',
      edits: 'r[n,k] = sum[d](stop(x[n,d]) * theta[negatives[n,k],d])',
      shows: 'in the gradient',
    },
    'last-occurrence-only': {
      kind: 'mistake',
      says: 'a gradient to a repeated word from its last occurrence alone',
      edits: `later[n,k] = sum[j<K](j > k and negatives[n,j] == negatives[n,k] ? 1 : 0)
        r[n,k] = sum[d](x[n,d] * (later[n,k] > 0 ? stop(theta[negatives[n,k],d]) : theta[negatives[n,k],d]))`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the product of yes-or-no probabilities is not P(word | context): over all words it does not sum to one',
    'the two schemes of word2vec are hierarchical softmax and negative sampling; importance sampling is older and another',
  ],

  rows: {
    '000/embedding.word2vec.negative-sampling.cbow': ['agreement', 'law C1', 'law C3'],
    '000/embedding.word2vec.negative-sampling.skip-gram': ['agreement', 'law C7', 'law C3'],
    '000/embedding.word2vec.negative-sampling.not-normalised': ['law C5', 'variant softmax-over-the-drawn'],
    '000/embedding.word2vec.negative-sampling.binary-count': ['law C1', 'variant positive-only'],
    '000/embedding.word2vec.negative-sampling.interpretation': ['law C2', 'law C4'],
    '000/embedding.word2vec.sgns-pmi': 'law C6',
    '001/claim.word2vec.two-optimisations': [
      'agreement',
      'gradient',
      'law C8',
      'variant importance-sampling',
    ],
  },

  mathjs: `score(n, w) = sum(map(range(1, D, true), f(d) = x[n, d] * theta[w + 1, d]));
    loss = map(range(1, N, true), h(n) = log(1 + exp(-score(n, target[n]))) +
      sum(map(range(1, K, true), g(k) = log(1 + exp(score(n, negatives[n, k]))))))`,
});
