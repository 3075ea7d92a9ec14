import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'additive-smoothing',
  family: 'language-model',
  title: 'The probability of each word after each context, from counts, with lambda added to every count',
  sources: [
    'Jurafsky & Martin (2023), Speech and language processing, sections 3.1 and 3.6',
    'Lidstone (1920), Note on the general case of the Bayes–Laplace formula for inductive or a posteriori probabilities',
  ],

  equations: `additive_smoothing(count[C,V]; lambda) -> P[C,V]
    P[c,w] = (count[c,w] + lambda) / (sum[u<V](count[c,u]) + lambda * V)`,
  options: { lambda: real(1, [0, 0.125, 1, 2.5]) },
  inputs: { count: 'non-negative' },
  sizes: { C: [1, 4], V: [1, 5] },

  laws: {
    C1: 'the probabilities of every context sum to one, and none is negative',
    C2: 'without smoothing no other distributions give the text that was counted a higher likelihood: relative frequencies are the maximum-likelihood estimate',
    C3: 'without smoothing a pair that never came gets the probability zero, and with it every sentence in which it stands; smoothed, no sentence is impossible',
    C4: 'it is a mean of the relative frequencies and of 1/V, weighted with the counts of the context and lambda·V',
    C5: 'the text counted twice gives the same relative frequencies; smoothed, lambda must be doubled too',
    C6: 'a context that never came gets 1/V for every word',
    C7: 'the gradient of a row is orthogonal to its counts with lambda added',
  },
  examples: [
    {
      says: 'counts 3, 1 and 0: relative frequencies, and nothing for what never came',
      inputs: { count: [[3, 1, 0, 0]] },
      options: { lambda: 0 },
      outputs: { P: [[0.75, 0.25, 0, 0]] },
      row: '000/language-model.ngram.mle',
    },
    {
      says: 'the same with one added to each',
      inputs: { count: [[3, 1, 0, 0]] },
      options: { lambda: 1 },
      outputs: { P: [[0.5, 0.25, 0.125, 0.125]] },
      row: '000/language-model.ngram.unseen',
    },
    {
      says: 'four words, of which two came twice and one four times',
      inputs: { count: [[2, 2, 4, 0]] },
      options: { lambda: 0 },
      outputs: { P: [[0.25, 0.25, 0.5, 0]] },
      row: '004/statistics.maximum-likelihood',
    },
  ],
  special: [
    {
      says: 'a context that never came has no relative frequencies (0/0)',
      inputs: {
        count: [
          [0, 0],
          [1, 3],
        ],
      },
      options: { lambda: 0 },
      outputs: {
        P: [
          [Number.NaN, Number.NaN],
          [0.25, 0.75],
        ],
      },
    },
  ],
  variants: {
    'not-smoothed': {
      kind: 'mistake',
      says: 'relative frequencies, whatever lambda was asked for',
      force: { lambda: 0 },
      seen: ['000/language-model.ngram.unseen'],
    },
    'one-added': {
      kind: 'convention',
      says: 'one added to every count, whatever lambda was asked for',
      force: { lambda: 1 },
      who: 'Laplace’s rule of succession',
    },
    'lambda-missing-below': {
      kind: 'mistake',
      says: 'lambda added to the counts and not to their sum',
      edits: 'P[c,w] = (count[c,w] + lambda) / sum[u<V](count[c,u])',
    },
    'lambda-once-below': {
      kind: 'mistake',
      says: 'lambda added once to the sum of the counts, not for each word',
      edits: 'P[c,w] = (count[c,w] + lambda) / (sum[u<V](count[c,u]) + lambda)',
    },
    'over-the-whole-table': {
      kind: 'mistake',
      says: 'counts divided by all counts of the table: joint and not conditional probabilities',
      edits: 'P[c,w] = (count[c,w] + lambda) / (sum[r<C,u<V](count[r,u]) + lambda * C * V)',
    },
    'context-given-word': {
      kind: 'mistake',
      says: 'counts divided by those of the word in the place of those of its context',
      edits: 'P[c,w] = (count[c,w] + lambda) / (sum[r<C](count[r,w]) + lambda * C)',
    },
  },
  pitfalls: [
    'one unseen pair makes a whole sentence impossible: relative frequencies alone are no language model',
  ],

  rows: {
    '000/language-model.ngram.mle': ['agreement', 'law C1', 'law C2'],
    '000/language-model.ngram.unseen': [
      'law C3',
      'special a context that never came has no relative frequencies (0/0)',
    ],
    '004/statistics.maximum-likelihood': 'law C2',
  },

  mathjs: `total(c) = sum(map(range(1, V, true), f(u) = count[c, u] + lambda));
    P = map(range(1, C, true), f(c) = map(range(1, V, true), g(w) = (count[c, w] + lambda) / total(c)))`,
});
