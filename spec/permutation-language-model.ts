import { formula } from './lib/formula.ts';

export default formula({
  name: 'permutation-language-model',
  family: 'language-model',
  title:
    'The mean over all orders of three words of the log-probability that each has, given those before it in the order',
  sources: [
    'Yang et al. (2019), XLNet: generalized autoregressive pretraining for language understanding, equation 3',
    'Uria, Murray & Larochelle (2014), A deep and tractable density estimator (orderless NADE)',
  ],

  // L[i,m] is the log-probability of word i where the words are known whose bits 1, 2, 4 stand in m.
  equations: `permutation_language_model(L[3,8]) -> J
    J = sum[i<3,j<3,k<3](i != j and j != k and i != k
          ? L[i,0] + L[j,i == 0 ? 1 : 2*i]|0 + L[k,(i == 0 ? 1 : 2*i) + (j == 0 ? 1 : 2*j)]|0 : 0) / 6`,

  laws: {
    C1: 'with the conditionals of one joint distribution every order gives the same, the log-probability of the text',
    C2: 'such conditionals make the sum of e^J over all texts one; any others make it at most one',
    C3: 'if the orders disagree it lies between the least and the largest of them',
    C4: 'a word counts as often with none as with both others known, and half as often with one that is told: weights 1/3, 1/6, 1/6, 1/3',
    C5: 'a log-probability of a word that is known already has no influence',
    C6: 'words that the text makes depend on each other get more than as if each were predicted with the others masked',
  },
  examples: [
    {
      says: 'two orders of thought: only with the first known is the second certain',
      inputs: {
        L: [
          [-1, 0, -1, 0, -1, 0, -1, 0],
          [-2, 0, 0, 0, -2, 0, 0, 0],
          [-4, -4, -4, -4, 0, 0, 0, 0],
        ],
      },
      outputs: { J: -6 },
    },
    {
      says: 'a certain text',
      inputs: {
        L: [
          [0, -9, 0, -9, 0, -9, 0, -9],
          [0, 0, -9, -9, 0, 0, -9, -9],
          [0, 0, 0, 0, -9, -9, -9, -9],
        ],
      },
      outputs: { J: 0 },
    },
  ],
  variants: {
    'from-left-to-right': {
      kind: 'convention',
      says: 'the order of the text alone: the autoregressive objective',
      edits: 'J = L[0,0] + L[1,1] + L[2,3]',
      who: 'GPT',
      seen: ['000/language-model.permutation'],
    },
    'each-masked-alone': {
      kind: 'mistake',
      says: 'each word given both others, a pseudo-likelihood',
      edits: 'J = L[0,6] + L[1,5] + L[2,3]',
    },
    'all-masked': {
      kind: 'convention',
      says: 'each word as if all were masked, independent of the others',
      edits: 'J = L[0,0] + L[1,0] + L[2,0]',
      who: 'BERT, for words that are masked together',
      seen: ['000/language-model.permutation'],
    },
    'sum-over-the-orders': {
      kind: 'mistake',
      says: 'the sum over all six orders, not their mean',
      edits: `J = sum[i<3,j<3,k<3](i != j and j != k and i != k
        ? L[i,0] + L[j,i == 0 ? 1 : 2*i]|0 + L[k,(i == 0 ? 1 : 2*i) + (j == 0 ? 1 : 2*j)]|0 : 0)`,
    },
    'cyclic-orders': {
      kind: 'mistake',
      says: 'the three cyclic orders alone',
      edits: 'J = (L[0,0] + L[1,1] + L[2,3] + L[1,0] + L[2,2] + L[0,6] + L[2,0] + L[0,4] + L[1,5]) / 3',
    },
  },
  pitfalls: ['the words stay where they are: the order is one of prediction, kept by the attention’s mask'],

  rows: {
    '000/language-model.permutation': [
      'agreement',
      'law C4',
      'law C6',
      'variant from-left-to-right',
      'variant all-masked',
    ],
    '000/language-model.permutation.chain-rule-any-order': 'law C1',
  },

  mathjs: `J = (2 * (L[1, 1] + L[2, 1] + L[3, 1]) + L[1, 3] + L[1, 5] + L[2, 2] + L[2, 5] + L[3, 2] + L[3, 3]
    + 2 * (L[1, 7] + L[2, 6] + L[3, 4])) / 6`,
});
