import { formula } from './lib/formula.ts';

export default formula({
  name: 'chain-rule',
  family: 'language-model',
  title: 'The probability of three words as that of each given the words before it',
  sources: [
    'Kolmogorov (1933), Grundbegriffe der Wahrscheinlichkeitsrechnung, §4',
    'Jurafsky & Martin (2023), Speech and language processing, equation 3.3',
  ],

  // w[a,b,c] is how often words a, b, c come one after the other; p3[a,b,c] is P(c | a, b).
  equations: `chain_rule(w[A,B,C]) -> p1[A], p2[A,B], p3[A,B,C], joint[A,B,C]
    p1[a]        = sum[b,c](w[a,b,c]) / sum[i<A,b,c](w[i,b,c])
    p2[a,b]      = sum[c](w[a,b,c]) / sum[j<B,c](w[a,j,c])
    p3[a,b,c]    = w[a,b,c] / sum[k<C](w[a,b,k])
    joint[a,b,c] = p1[a] * p2[a,b] * p3[a,b,c]`,
  inputs: { w: 'positive' },
  sizes: { A: [1, 3], B: [1, 3], C: [1, 4] },

  laws: {
    C1: 'the product is the share of the three words in the table: nothing is assumed',
    C2: 'the probabilities of all texts of three words sum to one, and none is negative',
    C3: 'for every context the conditional probabilities of the next word sum to one',
    C4: 'all six orders in which the words may be given lead to the same joint probabilities',
    C5: 'a word that depends on the one before it alone has the same distribution whatever the first was, and a word that repeats the first has not',
    C6: 'with the words on both sides as context the product is no probability: for three words that mostly repeat each other all texts together get more than 3/2',
    C7: 'drawn word by word, each given those before it, a text comes as often as its joint probability says',
    C8: 'the gradient of joint adds up to zero along w',
  },
  examples: [
    {
      says: 'eight texts of two words, three of them twice as frequent or more',
      inputs: {
        w: [
          [
            [1, 3],
            [2, 2],
          ],
          [
            [4, 0.5],
            [2.5, 1],
          ],
        ],
      },
      outputs: {
        p1: [0.5, 0.5],
        p2: [
          [0.5, 0.5],
          [0.5625, 0.4375],
        ],
        p3: [
          [
            [0.25, 0.75],
            [0.5, 0.5],
          ],
          [
            ['0.88888889', '0.11111111'],
            ['0.71428571', '0.28571429'],
          ],
        ],
        joint: [
          [
            [0.0625, 0.1875],
            [0.125, 0.125],
          ],
          [
            [0.25, 0.03125],
            [0.15625, 0.0625],
          ],
        ],
      },
      row: '000/language-model.chain-rule',
    },
    {
      says: 'one text is certain',
      inputs: { w: [[[7]]] },
      outputs: { p1: [1], p2: [[1]], p3: [[[1]]], joint: [[[1]]] },
    },
  ],
  variants: {
    'as-if-independent': {
      kind: 'mistake',
      says: 'each word by its own frequency, without its context',
      edits: `q2[b<B]      = sum[a,c](w[a,b,c]) / sum[i<A,j<B,c](w[i,j,c])
        q3[c<C]      = sum[a,b](w[a,b,c]) / sum[i<A,b,k<C](w[i,b,k])
        joint[a,b,c] = p1[a] * q2[b] * q3[c]`,
    },
    'last-word-alone-as-context': {
      kind: 'mistake',
      says: 'the third word by the second alone, as in a bigram model',
      edits: `q3[b<B,c<C]  = sum[a](w[a,b,c]) / sum[i<A,k<C](w[i,b,k])
        joint[a,b,c] = p1[a] * p2[a,b] * q3[b,c]`,
    },
    'conditioned-the-wrong-way': {
      kind: 'mistake',
      says: 'the first word given the second where the second given the first belongs, which Bayes’ theorem turns into each other and the chain rule does not use',
      edits: 'p2[a,b] = sum[c](w[a,b,c]) / sum[i<A,c](w[i,b,c])',
      seen: ['000/language-model.chain-rule'],
    },
    'context-on-both-sides': {
      kind: 'mistake',
      says: 'each word given the other two, a pseudo-likelihood',
      edits:
        'joint[a,b,c] = w[a,b,c] / sum[i<A](w[i,b,c]) * w[a,b,c] / sum[j<B](w[a,j,c]) * w[a,b,c] / sum[k<C](w[a,b,k])',
      seen: ['000/language-model.context-assumption'],
    },
    'normalised-over-the-table': {
      kind: 'mistake',
      says: 'joint probabilities in the place of those given the first word',
      edits: 'p2[a,b] = sum[c](w[a,b,c]) / sum[i<A,j<B,c](w[i,j,c])',
    },
  },
  pitfalls: [
    'it is the product rule, not Bayes’ theorem',
    'only with contexts of earlier words is the product the probability of the text',
  ],

  rows: {
    '000/language-model.definition': 'law C2',
    '000/language-model.chain-rule': ['law C1', 'variant conditioned-the-wrong-way'],
    '000/language-model.context-assumption': ['law C5', 'law C6', 'variant context-on-both-sides'],
    '000/language-model.permutation.chain-rule-any-order': 'law C4',
    '003/language-model.conditional-distribution': ['law C3', 'law C1'],
    '003/identity.language-model.chain-rule': ['law C2', 'law C7'],
  },

  mathjs: `s2(a, b) = sum(map(range(1, C, true), f(c) = w[a, b, c]));
    s1(a) = sum(map(range(1, B, true), f(b) = s2(a, b)));
    all = sum(map(range(1, A, true), f(a) = s1(a)));
    p1 = map(range(1, A, true), f(a) = s1(a) / all);
    p2 = map(range(1, A, true), f(a) = map(range(1, B, true), g(b) = s2(a, b) / s1(a)));
    p3 = map(range(1, A, true), f(a) = map(range(1, B, true), g(b) = map(range(1, C, true), h(c) = w[a, b, c] / s2(a, b))));
    joint = map(range(1, A, true), f(a) = map(range(1, B, true), g(b) = map(range(1, C, true), h(c) = w[a, b, c] / all)))`,
});
