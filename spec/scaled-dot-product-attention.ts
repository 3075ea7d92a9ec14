import { formula } from './lib/formula.ts';
import softmax from './softmax.ts';

export default formula({
  name: 'scaled-dot-product-attention',
  family: 'attention',
  title: 'For each query the mean of the values, weighted by how well their keys fit',
  sources: [
    'Vaswani et al. (2017), Attention is all you need, equation 1',
    'https://pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html (a true mask lets through)',
  ],

  equations: `scaled_dot_product_attention(Q[N,D], K[M,D], V[M,E], mask[N,M] in 2) -> y[N,E]
    s[i,j] = mask[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : -∞
    p[i,j] = softmax(s[i,:])[j]
    y[i,e] = sum[j](p[i,j] * V[j,e])`,
  uses: [softmax],
  // The scale on the score, or its root on queries and keys, before their product.
  algorithms: [
    's[i,j] = mask[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : -∞',
    `c      = sqrt(1 / sqrt(D))
     s[i,j] = mask[i,j] == 1 ? sum[d]((c * Q[i,d]) * (c * K[j,d])) : -∞`,
  ],
  over: { batch: ['Q', 'K', 'V', 'mask'] },
  inputs: { mask: 'mask' },
  sizes: { N: [1, 4], M: [1, 5], D: [1, 5], E: [1, 4] },

  laws: {
    C1: 'an output lies between the least and the largest of the values that its query may see',
    C2: 'the weights, read off with the identity for V, are positive, sum to one over the keys, and weigh the values',
    C3: 'reordering keys and values together changes nothing',
    C4: 'each query is answered alone: reordering the queries reorders the answers',
    C5: 'a key and a value that are masked have no influence',
    C6: 'adding one vector to all keys changes nothing',
    C7: 'equal keys give the mean of the values that may be seen',
    C8: 'a query that may see one key alone gets its value',
    C9: 'with the past alone to be seen, a later key or value changes no earlier answer',
    C10: 'the gradient of the values is the cotangent weighted by the same weights, so over the keys it sums to the cotangents’ sum',
    C11: 'the gradient of the keys sums to zero, and Q·dQ = K·dK',
    C12: 'a masked key and its value get no gradient where no query may see them',
    C13: 'the scale is 1/√D: every feature four times is worth twice the query',
    C14: 'the gradient passes the softmax by diag(p) − ppᵀ: ds = p∘(dp − Σ p∘dp) with dp = dy·V, dQ = ds K/√D, dK = dsᵀ Q/√D',
    C15: 'nine weights 0.05, 0.1, 0.1, 0.05, 0.4 … sum to one and are largest for the river while the bank itself is masked; as soon as it may be seen it takes a share, and the nine keep their ratios and sum to less than one',
  },
  examples: [
    {
      says: 'weights ¼ ½ ¼ on (1, 0), (0, 1) and (1, 1)',
      inputs: {
        Q: [[[1]]],
        K: [[[0], [0.6931471824645996], [0]]],
        V: [
          [
            [1, 0],
            [0, 1],
            [1, 1],
          ],
        ],
        mask: [[[1, 1, 1]]],
      },
      outputs: { y: [[['0.500000', '0.750000']]] },
      row: '001/layer.attention.weighted-average-context',
    },
    {
      says: 'the scale is 1/√D: four ones with four ones score 2, not 4',
      inputs: {
        Q: [[[1, 1, 1, 1]]],
        K: [
          [
            [1, 1, 1, 1],
            [0, 0, 0, 0],
          ],
        ],
        V: [[[1], [0]]],
        mask: [[[1, 1]]],
      },
      outputs: { y: [[['0.88079708']]] },
    },
    {
      says: 'the masked key is out, however well it fits',
      inputs: {
        Q: [[[8]]],
        K: [[[1], [100]]],
        V: [[[3], [5]]],
        mask: [[[1, 0]]],
      },
      outputs: { y: [[[3]]] },
    },
    {
      says: 'a key that fits far better than the others takes all',
      inputs: {
        Q: [[[1]]],
        K: [[[0], [1000], [0]]],
        V: [[[7], [-2], [9]]],
        mask: [[[1, 1, 1]]],
      },
      outputs: { y: [[['-2.00000000']]] },
      row: '000/layer.attention.softmax-saturation',
    },
    {
      says: 'the masked key is out, however badly the others fit',
      inputs: {
        Q: [[[1]]],
        K: [[[-20000], [0]]],
        V: [[[3], [5]]],
        mask: [[[1, 0]]],
      },
      outputs: { y: [[[3]]] },
    },
    {
      says: 'scores of −60000 are as good as any others',
      inputs: {
        Q: [[[1]]],
        K: [[[-60000], [-60000]]],
        V: [[[1], [2]]],
        mask: [[[1, 1]]],
      },
      outputs: { y: [[[1.5]]] },
    },
  ],
  special: [
    {
      says: 'NaN stays with its query',
      inputs: {
        Q: [[[Number.NaN], [0]]],
        K: [[[1], [2]]],
        V: [[[1], [3]]],
        mask: [
          [
            [1, 1],
            [1, 1],
          ],
        ],
      },
      outputs: { y: [[[Number.NaN], [2]]] },
    },
    {
      says: 'NaN in a key reaches every query that may see it',
      inputs: {
        Q: [[[1], [0]]],
        K: [[[Number.NaN], [2]]],
        V: [[[1], [3]]],
        mask: [
          [
            [1, 1],
            [1, 1],
          ],
        ],
      },
      outputs: { y: [[[Number.NaN], [Number.NaN]]] },
    },
  ],
  variants: {
    'no-scale': {
      kind: 'convention',
      says: 'scores without the division by √D',
      edits: 's[i,j] = mask[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) : -∞',
      who: 'Luong et al. (2015), dot',
      seen: ['convention 99', '002/layer.attention.score.dot-product'],
    },
    'scale-by-D': {
      kind: 'mistake',
      says: 'scores divided by D instead of √D',
      edits: 's[i,j] = mask[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / D : -∞',
      seen: [
        'S-35',
        '003/layer.attention.scaled-dot-product',
        '003/layer.attention.single-query.weights',
        '003/claim.attention.unscaled-softmax-shape',
      ],
    },
    'scale-by-value-width': {
      kind: 'mistake',
      says: 'scores divided by the root of the width of the values',
      edits: 's[i,j] = mask[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(E) : -∞',
    },
    'mask-blocks': {
      kind: 'convention',
      says: 'a mask in which 1 blocks',
      edits: 's[i,j] = mask[i,j] == 1 ? -∞ : sum[d](Q[i,d] * K[j,d]) / sqrt(D)',
      who: 'PyTorch MultiheadAttention',
      seen: ['convention 97', 'R-ATT-20', 'S-36'],
    },
    'mask-ignored': {
      kind: 'mistake',
      says: 'no mask at all',
      edits: 's[i,j] = sum[d](Q[i,d] * K[j,d]) / sqrt(D)',
    },
    'mask-after-softmax': {
      kind: 'mistake',
      says: 'the mask multiplied onto the weights after the softmax',
      edits: `s[i,j] = sum[d](Q[i,d] * K[j,d]) / sqrt(D)
        y[i,e] = sum[j](mask[i,j] * p[i,j] * V[j,e])`,
      seen: ['S-36', 'R-ATT-14', 'R-ATT-18'],
    },
    'mask-by-zero': {
      kind: 'mistake',
      says: 'a score of 0 instead of −∞ where the mask blocks',
      edits: 's[i,j] = mask[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : 0',
    },
    'mask-by-a-finite-score': {
      kind: 'convention',
      says: 'a score of −10000 instead of −∞ where the mask blocks',
      edits: 's[i,j] = mask[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : -10000',
      who: 'BERT (2018)',
      seen: ['convention 98', 'R-ATT-17'],
    },
    'mask-of-the-first-query': {
      kind: 'mistake',
      says: 'the mask of the first query for all queries',
      edits: 's[i,j] = mask[0,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : -∞',
    },
    'mask-transposed': {
      kind: 'mistake',
      says: 'the mask with queries and keys exchanged',
      edits: 's[i,j] = mask[j,i]|1 == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : -∞',
      seen: ['R-ATT-16', 'R-ATT-17', 'S-36'],
    },
    'softmax-over-queries': {
      kind: 'mistake',
      says: 'weights that sum to one over the queries instead of the keys',
      edits: 'p[i,j] = softmax(s[:,j])[i]',
      seen: ['S-36', '003/identity.attention.row-softmax'],
    },
    'maximum-from-a-sentinel': {
      kind: 'mistake',
      says: 'a running maximum that starts at −50000 instead of −∞, and zeros where all scores are far below',
      edits: `t[i]   = max(-50000, max[j](s[i,j]))
        w[i,j] = exp(s[i,j] - t[i])
        p[i,j] = sum[l](w[i,l]) == 0 ? 0 : w[i,j] / sum[l](w[i,l])`,
      shows: 'numerically',
      seen: ['R-ATT-02'],
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'p[i,j] = exp(s[i,j]) / sum[l](exp(s[i,l]))',
      shows: 'numerically',
      seen: ['S-01'],
    },
    'diagonal-gradient': {
      kind: 'mistake',
      says: 'a gradient p(1−p) of the softmax alone, without the other scores',
      edits: `t[i]   = max[j](s[i,j])
        w[i,j] = exp(s[i,j] - t[i])
        p[i,j] = w[i,j] / (w[i,j] + stop(sum[l](w[i,l]) - w[i,j]))`,
      shows: 'in the gradient',
      seen: ['S-03', 'R-SMX-11'],
    },
    'no-gradient-through-the-weights': {
      kind: 'mistake',
      says: 'no gradient through the weights: none to queries and keys',
      edits: 'y[i,e] = sum[j](stop(p[i,j]) * V[j,e])',
      shows: 'in the gradient',
    },
    'gradient-without-the-scale': {
      kind: 'mistake',
      says: 'a gradient to queries and keys without the division by √D',
      edits: `a[i,j] = sum[d](Q[i,d] * K[j,d])
        s[i,j] = mask[i,j] == 1 ? stop(a[i,j] / sqrt(D)) + (a[i,j] - stop(a[i,j])) : -∞`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a query that may see nothing has no weights (0/0): some libraries answer NaN, some zeros, some the mean of all values',
    'a finite score in the place of −∞ lets masked keys in as soon as the others score as low',
    'whether 1 lets through or blocks differs within one library: PyTorch’s function lets through, its MultiheadAttention blocks',
  ],

  rows: {
    '000/layer.attention.distribution': 'law C2',
    '000/layer.attention.score.scaled-dot': 'law C13',
    '000/layer.attention.sdpa': 'agreement',
    '000/layer.attention.softmax-saturation': 'example a key that fits far better than the others takes all',
    '000/identity.softmax.jacobian': 'law C14',
    '000/layer.attention.qkv-dimensions': 'agreement',
    '000/layer.attention.decoder-mask': 'law C9',
    '001/layer.attention.weighted-average-context': 'law C1',
    '001/identity.attention.one-hot-recovers-last-state': 'law C8',
    '001/claim.attention.weight-is-contribution': 'law C10',
    '002/layer.attention.query-key-value-definition': 'law C3',
    '002/layer.attention.rnn.weights': 'law C2',
    '002/layer.attention.rnn.context-vector': 'law C7',
    '003/layer.attention.scaled-dot-product': 'agreement',
    '003/identity.attention.row-softmax': 'law C2',
    '003/example.attention.bank-weights': 'law C15',
    '003/layer.attention.single-query.weights': 'law C2',
    '003/layer.attention.single-query.output': 'law C4',
    '003/identity.attention.loop-equals-matrix': 'law C4',
  },

  mathjs: `s(i, j) = mask[i, j] == 1 ? sum(map(range(1, D, true), f(d) = Q[i, d] * K[j, d])) / sqrt(D) : -Infinity;
    top(i) = max(map(range(1, M, true), f(j) = s(i, j)));
    w(i, j) = mask[i, j] == 1 ? exp(s(i, j) - top(i)) : 0;
    t(i) = sum(map(range(1, M, true), f(j) = w(i, j)));
    y = map(range(1, N, true), f(i) = map(range(1, E, true), g(c) = sum(map(range(1, M, true), u(j) = w(i, j) * V[j, c])) / t(i)))`,
});
