import { formula } from './lib/formula.ts';

export default formula({
  name: 'independent-product',
  family: 'language-model',
  title: 'A table of joint probabilities as it would be if its rows and columns were independent',
  sources: [
    'Pearson (1900), On the criterion that a given system of deviations …, as the expected numbers of a contingency table',
    'Yang et al. (2019), XLNet: generalized autoregressive pretraining, section 2.1 (the independence that masked language models assume)',
  ],

  equations: `independent_product(P[A,B]) -> Q[A,B]
    row[a]    = sum[b](P[a,b])
    column[b] = sum[a](P[a,b])
    total     = sum[a](row[a])
    Q[a,b]    = row[a] * column[b] / total`,
  inputs: { P: 'positive' },

  laws: {
    C1: 'rows, columns and the whole keep their sums',
    C2: 'a table of products comes back as it was, and no other does: a difference P[a,b]·P[c,d] − P[a,d]·P[c,b] is left nowhere',
    C3: 'the mutual information Σ P log(P/Q) is never negative, and zero for a table of products',
    C4: 'rows and columns in another order come out in that order',
    C5: 'numbers in the place of probabilities give the numbers expected: all of them times c, times c',
  },
  examples: [
    {
      says: 'New York and Los Angeles, each ½: New Angeles and Los York get ¼ each, and were impossible',
      inputs: {
        P: [
          [0.5, 0],
          [0, 0.5],
        ],
      },
      outputs: {
        Q: [
          [0.25, 0.25],
          [0.25, 0.25],
        ],
      },
      row: '000/language-model.bert.independence',
    },
    {
      says: 'two independent words come back as they were',
      inputs: {
        P: [
          [0.375, 0.125],
          [0.375, 0.125],
        ],
      },
      outputs: {
        Q: [
          [0.375, 0.125],
          [0.375, 0.125],
        ],
      },
      row: '000/language-model.bert.independence',
    },
    {
      says: 'numbers of a table: 10 of 40 expected in the first cell',
      inputs: {
        P: [
          [15, 5],
          [5, 15],
        ],
      },
      outputs: {
        Q: [
          [10, 10],
          [10, 10],
        ],
      },
    },
  ],
  special: [
    {
      says: 'a row that never comes gets nothing',
      inputs: {
        P: [
          [0, 0],
          [1, 3],
        ],
      },
      outputs: {
        Q: [
          [0, 0],
          [1, 3],
        ],
      },
    },
  ],
  variants: {
    joint: {
      kind: 'mistake',
      says: 'the joint probabilities themselves',
      edits: 'Q[a,b] = P[a,b]',
    },
    'not-divided': {
      kind: 'mistake',
      says: 'products of the sums, not divided by that of the whole table',
      edits: 'Q[a,b] = row[a] * column[b]',
    },
    'rows-alone': {
      kind: 'mistake',
      says: 'the sums of the rows spread evenly over the columns',
      edits: 'Q[a,b<B] = row[a] / B',
    },
    'columns-alone': {
      kind: 'mistake',
      says: 'the sums of the columns spread evenly over the rows',
      edits: 'Q[a<A,b] = column[b] / A',
    },
    'root-of-the-total': {
      kind: 'mistake',
      says: 'products divided by the root of the sum of the whole table',
      edits: 'Q[a,b] = row[a] * column[b] / sqrt(total)',
    },
    'total-held-constant': {
      kind: 'mistake',
      says: 'no gradient through the sum of the whole table',
      edits: 'Q[a,b] = row[a] * column[b] / stop(total)',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['that each word is right on its own does not make the two right together: New Angeles'],

  rows: {
    '000/language-model.bert.independence': ['law C2', 'law C3'],
  },

  mathjs: `r(i) = sum(map(range(1, B, true), f(j) = P[i, j]));
    c(j) = sum(map(range(1, A, true), f(i) = P[i, j]));
    t = sum(P);
    Q = map(range(1, A, true), f(i) = map(range(1, B, true), g(j) = r(i) * c(j) / t))`,
});
