import { formula } from './lib/formula.ts';

export default formula({
  name: 'dot-score',
  family: 'attention',
  title: 'How well keys fit a query, as inner products',
  sources: [
    'Luong, Pham & Manning (2015), Effective approaches to attention-based neural machine translation',
  ],

  equations: `dot_score(q[D], K[M,D]) -> s[M]
    s[j] = sum[d](q[d] * K[j,d])`,
  over: { batch: ['q', 'K'] },

  laws: {
    C1: 'query and key may change places',
    C2: 'the score is linear in the query and in the keys',
    C3: 'reordering the keys reorders the scores',
    C4: 'a score is at most the product of the lengths',
    C5: 'over all keys of ±1 the mean of the squared score is the squared length of the query',
    C6: 'q·dq, K·dK and s·ds are the same number',
    C7: 'over all queries and keys of ±1 it has the mean 0 and the variance D, and divided by √D the variance 1; of a query with itself the mean D and no variance',
  },
  examples: [
    {
      says: 'four ones with four ones make 4, without a scale',
      inputs: { q: [[1, 1, 1, 1]], K: [[[1, 1, 1, 1]]] },
      outputs: { s: [[4]] },
    },
    {
      says: 'a longer key can fit a token better than the token itself',
      inputs: {
        q: [[1, 0]],
        K: [
          [
            [1, 0],
            [2, 0],
          ],
        ],
      },
      outputs: { s: [[1, 2]] },
      row: '000/layer.attention.shared-qk-self-score',
    },
    {
      says: 'one score a key, of either sign',
      inputs: {
        q: [[1, -2, 3]],
        K: [
          [
            [4, 5, 6],
            [0, 1, 0],
          ],
        ],
      },
      outputs: { s: [[12, -2]] },
    },
  ],
  special: [
    {
      says: 'an infinite key has an infinite score',
      inputs: { q: [[2, 1]], K: [[[Number.NEGATIVE_INFINITY, 3]]] },
      outputs: { s: [[Number.NEGATIVE_INFINITY]] },
    },
    {
      says: 'NaN stays with its key',
      inputs: { q: [[2]], K: [[[Number.NaN], [1]]] },
      outputs: { s: [[Number.NaN, 2]] },
    },
  ],
  variants: {
    scaled: {
      kind: 'convention',
      says: 'the score divided by √D',
      edits: 's[j] = sum[d](q[d] * K[j,d]) / sqrt(D)',
      who: 'Vaswani et al. (2017)',
      seen: ['convention 99', '000/layer.attention.score.scaled-dot'],
    },
    mean: {
      kind: 'mistake',
      says: 'the score divided by D',
      edits: 's[j] = sum[d](q[d] * K[j,d]) / D',
      seen: ['S-35', '003/statistics.attention.dot-product-variance'],
    },
    cosine: {
      kind: 'convention',
      says: 'the cosine of query and key',
      edits: 's[j] = sum[d](q[d] * K[j,d]) / (sqrt(sum[d](q[d]^2)) * sqrt(sum[d](K[j,d]^2)))',
      who: 'Graves et al. (2014), Neural Turing machines, before its sharpening',
    },
    'first-key-for-all': {
      kind: 'mistake',
      says: 'the score of the first key for every key',
      edits: 's[j<M] = sum[d](q[d] * K[0,d])',
    },
    'absolute-value': {
      kind: 'mistake',
      says: 'the score without its sign',
      edits: 's[j] = abs(sum[d](q[d] * K[j,d]))',
    },
    'query-gradient-of-the-last-key': {
      kind: 'mistake',
      says: 'a gradient to the query from the last key alone, not added up over the keys',
      edits: 's[j] = sum[d]((j == M - 1 ? q[d] : stop(q[d])) * K[j,d])',
      shows: 'in the gradient',
    },
    'no-gradient-to-the-keys': {
      kind: 'mistake',
      says: 'no gradient to the keys',
      edits: 's[j] = sum[d](q[d] * stop(K[j,d]))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the score grows like √D for independent components: a softmax over it saturates unless it is scaled',
    'with tied queries and keys a token need not score itself highest: only if all have the same length',
  ],

  rows: {
    '000/statistics.dot-product.variance': 'law C7',
    '000/layer.attention.score.dot': 'agreement',
    '000/layer.attention.score.scaled-dot': 'variant scaled',
    '000/layer.attention.shared-qk-self-score':
      'example a longer key can fit a token better than the token itself',
    '002/layer.attention.score.dot-product': 'law C2',
    '003/statistics.attention.dot-product-variance': 'law C5',
  },

  mathjs: 's = map(range(1, M, true), f(j) = sum(map(range(1, D, true), g(d) = K[j, d] * q[d])))',
});
