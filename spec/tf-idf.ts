import { formula } from './lib/formula.ts';

export default formula({
  name: 'tf-idf',
  family: 'embedding',
  title:
    'How much a term says about a document: its share of it, times the logarithm of how rare it is among all',
  sources: [
    'Spärck Jones (1972), A statistical interpretation of term specificity and its application in retrieval',
    'Salton & Buckley (1988), Term-weighting approaches in automatic text retrieval',
  ],

  // A document without terms has no weights, and so has a term that is in no document.
  equations: `tf_idf(n[T,D]) -> w[T,D]
    total[j] = sum[i<T](n[i,j])
    df[i]    = sum[j<D](n[i,j] > 0 ? 1 : 0)
    w[i,j]   = n[i,j] > 0 ? n[i,j] / total[j] * log(D / df[i]) : 0`,
  inputs: { n: 'non-negative' },
  constants: ['n'],
  sizes: { T: [1, 5], D: [1, 5] },

  laws: {
    C1: 'no weight is negative, and a term that is in every document has none',
    C2: 'of two terms that come equally often in a document the one in fewer documents weighs more',
    C3: 'a document twice as long with the same shares has the same weights',
    C4: 'every document written down twice changes nothing: the rarity is relative',
    C5: 'with the quotient of the logarithm turned round every weight changes its sign, and none is above zero',
    C6: 'the weights of a document add up to what its terms’ rarities are on average',
  },
  examples: [
    {
      says: 'four documents: a term in all, in two, and in one',
      inputs: {
        n: [
          [1, 1, 1, 1],
          [1, 1, 0, 0],
          [2, 0, 0, 0],
        ],
      },
      outputs: {
        w: [
          [0, 0, 0, 0],
          ['0.17328680', '0.34657359', 0, 0],
          ['0.69314718', 0, 0, 0],
        ],
      },
      row: '000/embedding.tf-idf',
    },
    {
      says: 'two documents of one term each: the weight is log 2, the idf of one in two',
      inputs: {
        n: [
          [1, 0],
          [0, 1],
        ],
      },
      outputs: {
        w: [
          ['0.6931', 0],
          [0, '0.6931'],
        ],
      },
    },
  ],
  special: [
    {
      says: 'a document without terms and a term without documents have no weights',
      inputs: {
        n: [
          [2, 0],
          [0, 0],
        ],
      },
      outputs: {
        w: [
          ['0.6931', 0],
          [0, 0],
        ],
      },
    },
  ],
  variants: {
    'reciprocal-of-the-rarity': {
      kind: 'mistake',
      says: 'the logarithm of df over N, which makes every weight negative or zero',
      edits: 'w[i,j] = n[i,j] > 0 ? n[i,j] / total[j] * log(df[i] / D) : 0',
      seen: ['000/embedding.tf-idf'],
    },
    'df-as-the-total': {
      kind: 'mistake',
      says: 'the sum of all document frequencies for the number of documents, as df without an index can be read',
      edits: 'w[i,j] = n[i,j] > 0 ? n[i,j] / total[j] * log(sum[k<T](df[k]) / df[i]) : 0',
      seen: ['000/embedding.tf-idf'],
    },
    'tf-minus-idf': {
      kind: 'mistake',
      says: 'the difference of the two factors, as a hyphen set as a minus sign reads',
      edits: 'w[i,j] = n[i,j] > 0 ? n[i,j] / total[j] - log(D / df[i]) : 0',
      seen: ['000/embedding.tf-idf'],
    },
    'raw-counts': {
      kind: 'convention',
      says: 'the count in the place of the share of the document',
      edits: 'w[i,j] = n[i,j] > 0 ? n[i,j] * log(D / df[i]) : 0',
      who: 'Salton & Buckley (1988); scikit-learn before its normalisation',
    },
    'smoothed-rarity': {
      kind: 'convention',
      says: 'log((1 + N)/(1 + df)) + 1 for the rarity',
      edits: 'w[i,j] = n[i,j] > 0 ? n[i,j] / total[j] * (log((1 + D) / (1 + df[i])) + 1) : 0',
      who: 'scikit-learn with smooth_idf',
    },
    'base-ten': {
      kind: 'convention',
      says: 'the logarithm to the base 10',
      edits: 'w[i,j] = n[i,j] > 0 ? n[i,j] / total[j] * log(D / df[i]) / log(10) : 0',
    },
    'share-of-the-term': {
      kind: 'mistake',
      says: 'the count over those of the term in all documents',
      edits: 'w[i,j] = n[i,j] > 0 ? n[i,j] / sum[k<D](n[i,k]) * log(D / df[i]) : 0',
    },
  },
  pitfalls: [
    'there is no one tf-idf: libraries differ in the count, in the logarithm and in a final normalisation',
  ],

  rows: {
    '000/embedding.tf-idf': [
      'agreement',
      'law C1',
      'law C2',
      'law C3',
      'variant reciprocal-of-the-rarity',
      'variant df-as-the-total',
      'variant tf-minus-idf',
    ],
  },

  mathjs: `total(j) = sum(map(range(1, T, true), f(i) = n[i, j]));
    df(i) = sum(map(range(1, D, true), g(j) = n[i, j] > 0 ? 1 : 0));
    w = map(range(1, T, true), p(i) = map(range(1, D, true), q(j) = n[i, j] > 0 ? n[i, j] / total(j) * (log(D) - log(df(i))) : 0))`,
});
