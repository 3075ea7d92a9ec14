import { formula } from './lib/formula.ts';
import { int } from './lib/options.ts';

export default formula({
  name: 'n-gram-probability',
  family: 'language-model',
  title: 'The logarithm of a sentence’s probability, each word by the one or two before it, or by none',
  sources: [
    'Markov (1913), An example of statistical investigation of the text Eugene Onegin',
    'Jurafsky & Martin (2023), Speech and language processing, section 3.1',
  ],

  // The first words, which have too little before them, are given by the models of lower order.
  equations: `n_gram_probability(p1[V], p2[V,V], p3[V,V,V], s[T] in V; order) -> logp
    q[t<T] = order == 1 or t == 0 ? p1[s[t]]
           : order == 2 or t == 1 ? p2[s[t-1]|0,s[t]]|1
           : p3[s[t-2]|0,s[t-1]|0,s[t]]|1
    logp   = log(prod[t](q[t]))`,
  algorithms: ['logp = sum[t](log(q[t]))'],
  over: { batch: ['s'] },
  options: { order: int(1, 3, 2) },
  inputs: { p1: 'distribution', p2: 'distribution', p3: 'distribution' },
  sizes: { V: [1, 3], T: [1, 5] },

  laws: {
    C1: 'for every order the probabilities of all sentences of one length sum to one',
    C2: 'order 1 does not see the order of the words',
    C3: 'order 2 sums over all sentences that end in a word to p1 times a power of the matrix p2',
    C4: 'order 3 whose p3 does not depend on the second word before is order 2, and with p2 equal to p1 as well it is order 1',
    C5: 'with the conditionals of three words’ joint table order 3 gives every sentence its share; order 2 does where the third word does not depend on the first, and not where it does',
    C6: 'what a word adds depends on the order − 1 words before it: another word further back changes nothing, which the next order sees',
    C7: 'drawn word by word, each by the words before, a sentence comes as often as its probability says',
    C8: 'the logarithms of the words add up: cut in two, the second part given the words before the cut',
  },
  examples: [
    {
      says: 'a b a, by each order',
      inputs: {
        p1: [0.5, 0.5],
        p2: [
          [0.25, 0.75],
          [0.5, 0.5],
        ],
        p3: [
          [
            [0.5, 0.5],
            [0.125, 0.875],
          ],
          [
            [0.5, 0.5],
            [0.5, 0.5],
          ],
        ],
        s: [[0, 1, 0]],
      },
      options: { order: 2 },
      outputs: { logp: ['-1.67397643'] },
      row: '000/language-model.ngram.bigram',
    },
    {
      says: 'a b a by the two words before: ½ · ¾ · ⅛',
      inputs: {
        p1: [0.5, 0.5],
        p2: [
          [0.25, 0.75],
          [0.5, 0.5],
        ],
        p3: [
          [
            [0.5, 0.5],
            [0.125, 0.875],
          ],
          [
            [0.5, 0.5],
            [0.5, 0.5],
          ],
        ],
        s: [[0, 1, 0]],
      },
      options: { order: 3 },
      outputs: { logp: ['-3.06027079'] },
      row: '000/language-model.ngram.trigram',
    },
    {
      says: 'a sentence of 2000 words of probability ½ has no double that holds its probability',
      inputs: {
        p1: [0.5, 0.5],
        p2: [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
        p3: [
          [
            [0.5, 0.5],
            [0.5, 0.5],
          ],
          [
            [0.5, 0.5],
            [0.5, 0.5],
          ],
        ],
        s: [Array.from({ length: 2000 }, (_, t) => t % 2)],
      },
      options: { order: 1 },
      outputs: { logp: ['-1386.29436'] },
    },
  ],
  special: [
    {
      says: 'a word that never follows makes the sentence impossible',
      inputs: {
        p1: [0.5, 0.5],
        p2: [
          [1, 0],
          [0.5, 0.5],
        ],
        p3: [
          [
            [1, 0],
            [1, 0],
          ],
          [
            [1, 0],
            [1, 0],
          ],
        ],
        s: [[0, 1, 0]],
      },
      options: { order: 2 },
      outputs: { logp: [-Infinity] },
    },
  ],
  variants: {
    'no-first-word': {
      kind: 'mistake',
      says: 'nothing for the first word, as a product from the second word on has it',
      edits: `q[t<T] = t == 0 ? 1 : order == 1 ? p1[s[t]]
        : order == 2 or t == 1 ? p2[s[t-1]|0,s[t]]|1
        : p3[s[t-2]|0,s[t-1]|0,s[t]]|1`,
      seen: ['000/language-model.ngram.bigram', '000/language-model.ngram.trigram'],
    },
    'context-in-reverse': {
      kind: 'mistake',
      says: 'the two words before in reverse order',
      edits: `q[t<T] = order == 1 or t == 0 ? p1[s[t]]
        : order == 2 or t == 1 ? p2[s[t-1]|0,s[t]]|1
        : p3[s[t-1]|0,s[t-2]|0,s[t]]|1`,
      seen: ['000/language-model.ngram.trigram'],
    },
    'word-given-the-next': {
      kind: 'mistake',
      says: 'each word and the one before in each other’s place',
      edits: `q[t<T] = order == 1 or t == 0 ? p1[s[t]]
        : order == 2 or t == 1 ? p2[s[t],s[t-1]|0]|1
        : p3[s[t-2]|0,s[t-1]|0,s[t]]|1`,
    },
    'one-order-lower': {
      kind: 'mistake',
      says: 'the two words before by the one before alone',
      edits: 'q[t<T] = order == 1 or t == 0 ? p1[s[t]] : p2[s[t-1]|0,s[t]]|1',
    },
    'product-underflows': {
      kind: 'mistake',
      says: 'the product of the probabilities before its logarithm, which is lost where it becomes too small',
      edits: 'logp = log(prod[t](q[t]))',
      shows: 'numerically',
    },
    'mean-over-the-words': {
      kind: 'convention',
      says: 'the mean over the words in the place of the sum',
      edits: 'logp = sum[t](log(q[t])) / T',
      who: 'what perplexity is the exponential of, with its sign turned',
    },
  },
  pitfalls: ['the first words need a model of their own, or a mark for the beginning of a sentence'],

  rows: {
    '000/language-model.definition': 'law C1',
    '000/language-model.ngram.unigram': ['agreement', 'law C2'],
    '000/language-model.ngram.bigram': ['agreement', 'law C3', 'law C5', 'variant no-first-word'],
    '000/language-model.ngram.trigram': ['agreement', 'law C4', 'law C5', 'variant context-in-reverse'],
    '003/identity.language-model.chain-rule': ['law C1', 'law C7'],
    '004/language-model.ngram.markov': 'law C6',
  },

  mathjs: `q(t) = order == 1 or t == 1 ? p1[s[t] + 1] : (order == 2 or t == 2 ? p2[s[t - 1] + 1, s[t] + 1] : p3[s[t - 2] + 1, s[t - 1] + 1, s[t] + 1]);
    logp = sum(map(range(1, T, true), f(t) = log(q(t))))`,
});
