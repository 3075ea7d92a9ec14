import { formula } from './lib/formula.ts';

export default formula({
  name: 'bilinear-score',
  family: 'attention',
  title: 'How well keys fit a query, by a learned bilinear form',
  sources: [
    'Luong, Pham & Manning (2015), Effective approaches to attention-based neural machine translation (“general”)',
  ],

  equations: `bilinear_score(q[A], K[M,F], W[A,F]) -> s[M]
    s[j] = sum[a,f](q[a] * W[a,f] * K[j,f])`,
  over: { batch: ['q', 'K'] },

  laws: {
    C1: 'with the identity for W it is the dot product',
    C2: 'query and keys may change places if W is transposed, so for a symmetric W they may anyway',
    C3: 'W = PᵀR scores the projections Pq and Rk by their dot product',
    C4: 'W = PᵀP gives symmetric scores, none negative of a token with itself, and doubling P quadruples them',
    C5: 'reordering the keys reorders the scores',
    C6: 'q·dq, K·dK, W·dW and s·ds are the same number',
  },
  examples: [
    {
      says: 'with an asymmetric W query and key cannot change places: 1 this way round …',
      inputs: {
        q: [[1, 0]],
        K: [[[0, 1]]],
        W: [
          [0, 1],
          [0, 0],
        ],
      },
      outputs: { s: [[1]] },
      row: '000/layer.attention.bilinear-asymmetry',
    },
    {
      says: '… and 0 the other way round',
      inputs: {
        q: [[0, 1]],
        K: [[[1, 0]]],
        W: [
          [0, 1],
          [0, 0],
        ],
      },
      outputs: { s: [[0]] },
      row: '000/layer.attention.bilinear-asymmetry',
    },
    {
      says: 'query and keys may differ in width',
      inputs: {
        q: [[1, 2]],
        K: [
          [
            [1, 0, -1],
            [2, 1, 0],
          ],
        ],
        W: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      outputs: { s: [[-6, 30]] },
    },
  ],
  special: [
    {
      says: 'NaN stays with its key',
      inputs: { q: [[2]], K: [[[Number.NaN], [1]]], W: [[3]] },
      outputs: { s: [[Number.NaN, 6]] },
    },
  ],
  variants: {
    'weights-by-key': {
      kind: 'mistake',
      says: 'the weights read in the order [key, query]',
      edits: 's[j] = sum[a,f](q[a] * W[(f*A + a) div F, (f*A + a) mod F]|0 * K[j,f])',
      seen: ['000/layer.attention.bilinear-asymmetry'],
    },
    scaled: {
      kind: 'convention',
      says: 'the score divided by the root of the width of the keys',
      edits: 's[j] = sum[a,f](q[a] * W[a,f] * K[j,f]) / sqrt(F)',
      who: 'Vaswani et al. (2017), with W the product of both projections',
      seen: ['convention 99'],
    },
    tanh: {
      kind: 'convention',
      says: 'the tanh of the score',
      edits: 's[j] = tanh(sum[a,f](q[a] * W[a,f] * K[j,f]))',
      who: 'AllenNLP BilinearAttention with an activation',
    },
    'diagonal-alone': {
      kind: 'mistake',
      says: 'the diagonal of W alone',
      edits: 's[j] = sum[a,f](a == f ? q[a] * W[a,f] * K[j,f] : 0)',
    },
    'query-gradient-of-the-last-key': {
      kind: 'mistake',
      says: 'a gradient to the query from the last key alone, not added up over the keys',
      edits: 's[j] = sum[a,f]((j == M - 1 ? q[a] : stop(q[a])) * W[a,f] * K[j,f])',
      shows: 'in the gradient',
    },
    'weight-gradient-of-the-last-key': {
      kind: 'mistake',
      says: 'a gradient to the weights from the last key alone, not added up over the keys',
      edits: 's[j] = sum[a,f](q[a] * (j == M - 1 ? W[a,f] : stop(W[a,f])) * K[j,f])',
      shows: 'in the gradient',
    },
    'no-gradient-to-the-keys': {
      kind: 'mistake',
      says: 'no gradient to the keys',
      edits: 's[j] = sum[a,f](q[a] * W[a,f] * stop(K[j,f]))',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['Wᵀ for W is seen only where W is not symmetric, and raises no error where W is square'],

  rows: {
    '000/layer.attention.score.bilinear': 'law C1',
    '000/layer.attention.bilinear-asymmetry': 'law C2',
    '000/layer.attention.shared-qkv-quadratic': 'law C4',
    '003/layer.attention.single-query.score': 'law C3',
  },

  mathjs: `u(f) = sum(map(range(1, A, true), g(a) = W[a, f] * q[a]));
    s = map(range(1, M, true), g(j) = sum(map(range(1, F, true), v(f) = u(f) * K[j, f])))`,
});
