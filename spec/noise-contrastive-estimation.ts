import { formula } from './lib/formula.ts';

export default formula({
  name: 'noise-contrastive-estimation',
  family: 'embedding',
  title:
    'The surprise at telling a word of the text from noise, by its score against what the noise gives it',
  sources: [
    'Gutmann & Hyvärinen (2010), Noise-contrastive estimation: a new estimation principle for unnormalized statistical models',
    'Mnih & Teh (2012), A fast and simple algorithm for training neural probabilistic language models',
    'Dyer (2014), Notes on noise contrastive estimation and negative sampling',
  ],

  equations: `noise_contrastive_estimation(s, noise[K], q, r[K]) -> loss
    yes   = exp(s) / (exp(s) + K * q)
    no[k] = K * r[k] / (exp(noise[k]) + K * r[k])
    loss  = -log(yes) - sum[k](log(no[k]))`,
  // The last has the gradient that the usual code has, σ less the label, which has lost its digits where they agree.
  algorithms: [
    `own      = s - log(K * q)
     other[k] = noise[k] - log(K * r[k])
     loss     = softplus(-own) + sum[k](softplus(other[k]))`,
    `own      = s - (log(K) + log(q))
     other[k] = noise[k] - (log(K) + log(r[k]))
     loss     = softplus(-own) + sum[k](softplus(other[k]))`,
    `own      = s - (log(K) + log(q))
     other[k] = noise[k] - (log(K) + log(r[k]))
     taken(z) = softplus(-stop(z)) + stop(sigmoid(z) - 1) * (z - stop(z))
     left(z)  = softplus(stop(z)) + stop(sigmoid(z)) * (z - stop(z))
     loss     = taken(own) + sum[k](left(other[k]))`,
  ],
  over: { batch: ['s', 'noise', 'q', 'r'] },
  inputs: { q: 'positive', r: 'positive' },
  constants: ['q', 'r'],

  laws: {
    C1: 'the odds of a word of the text are e^s against k·q: its probability is σ(s − log(k·q))',
    C2: 'where k·q is 1 it is negative sampling: log(1 + e^−s) for the word and log(1 + e^s) for each of the noise',
    C3: 'for a uniform q and k other than |V| the scores of negative sampling keep an offset of log(k/|V|)',
    C4: 'the expected gradient in the score of a word is (p − e^s)·kq/(e^s + kq): with more and more noise the maximum-likelihood gradient p_data − p_θ, from which it is at most |p − e^s|·e^s/(kq) away',
    C5: 'the loss falls with the score of the word and rises with those of the noise',
  },
  examples: [
    {
      says: 'k·q = 1: negative sampling, log 2 for each decision',
      inputs: { s: [0], noise: [[0, 0]], q: [0.5], r: [[0.5, 0.5]] },
      outputs: { loss: ['2.07944154'] },
    },
    {
      says: 'the same scores where the noise is eight times as thin: log 9/8 and log 9',
      inputs: { s: [0], noise: [[0]], q: [0.125], r: [[0.125]] },
      outputs: { loss: ['2.31500761'] },
      row: '000/embedding.word2vec.neg-vs-nce',
    },
    {
      says: 'each word is weighed with its own noise probability',
      inputs: { s: [1], noise: [[-1, 2]], q: [0.25], r: [[0.5, 0.25]] },
      outputs: { loss: ['3.24073299'] },
    },
    {
      says: 'scores of ±1000, without overflow',
      inputs: { s: [1000, -1000], noise: [[-1000], [1000]], q: [0.25, 1], r: [[0.5], [1]] },
      outputs: { loss: [0, 2000] },
    },
  ],
  special: [
    {
      says: 'a word whose score is −∞ costs ∞, noise of such a score nothing',
      inputs: { s: [-Infinity, 0], noise: [[-Infinity], [-Infinity]], q: [1, 1], r: [[1], [1]] },
      outputs: { loss: [Infinity, Math.LN2] },
    },
  ],
  variants: {
    'noise-term-dropped': {
      kind: 'convention',
      says: 'negative sampling: σ(s) without log(k·q)',
      edits: 'yes = 1 / (1 + exp(-s))\n no[k] = 1 / (1 + exp(noise[k]))',
      algorithm: 'own = s\n other[k] = noise[k]',
      who: 'word2vec',
      seen: ['000/embedding.word2vec.neg-vs-nce'],
    },
    'without-k': {
      kind: 'mistake',
      says: 'log q in the place of log(k·q)',
      edits: 'own = s - log(q)\n other[k] = noise[k] - log(r[k])',
    },
    'noise-term-added': {
      kind: 'mistake',
      says: 'log(k·q) added to the scores and not subtracted',
      edits: 'own = s + log(K * q)\n other[k] = noise[k] + log(K * r[k])',
    },
    'log-probabilities-expected': {
      kind: 'convention',
      says: 'the noise’s probabilities given as logarithms',
      edits: `yes = exp(s) / (exp(s) + K * exp(q))
        no[k] = K * exp(r[k]) / (exp(noise[k]) + K * exp(r[k]))`,
      algorithm: 'own = s - (log(K) + q)\n other[k] = noise[k] - (log(K) + r[k])',
    },
    'one-probability-for-all': {
      kind: 'mistake',
      says: 'the noise probability of the word for all of the noise',
      edits: 'other[k] = noise[k] - log(K * q)',
    },
    'mean-of-the-noise': {
      kind: 'mistake',
      says: 'the mean over the noise in the place of its sum',
      edits: 'loss = softplus(-own) + sum[k](softplus(other[k])) / K',
    },
    'log-of-the-probability': {
      kind: 'mistake',
      says: 'the log of the computed probabilities, which overflow',
      edits: `yes = exp(s) / (exp(s) + K * q)
        no[k] = K * r[k] / (exp(noise[k]) + K * r[k])
        loss = -log(yes) - sum[k](log(no[k]))`,
      shows: 'numerically',
    },
    'no-gradient-from-the-noise': {
      kind: 'mistake',
      says: 'no gradient to the scores of the noise',
      edits: 'other[k] = stop(noise[k]) - log(K * r[k])',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'negative sampling drops log(k·q) from the classifier, not from the sampler: its negatives are still drawn from a q that is not uniform',
    'the two are the same where k·q(w) is 1 for every word: a uniform q alone leaves log(k/|V|)',
  ],

  rows: {
    '000/embedding.word2vec.neg-vs-nce': ['law C1', 'law C2', 'law C3', 'variant noise-term-dropped'],
    '000/embedding.word2vec.nce-limit': 'law C4',
  },

  mathjs: `loss = log(1 + K * q * exp(-s)) +
    sum(map(range(1, K, true), f(k) = log(1 + exp(noise[k]) / (K * r[k]))))`,
});
