import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';
import softmax from './softmax.ts';

export default formula({
  name: 'causal-attention',
  family: 'attention',
  title:
    'For each query the mean of the values up to its place that are no padding, weighted by how well their keys fit',
  sources: [
    'Vaswani et al. (2017), Attention is all you need, sections 3.2.1 and 3.2.3',
    'https://pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html (is_causal: aligned at the top left)',
    'https://pytorch.org/docs/stable/generated/torch.nn.attention.bias.CausalBias.html (both alignments)',
    'Dao (2023), FlashAttention-2 (from 2.1 on aligned at the bottom right, a row without keys is zero)',
  ],

  equations: `causal_attention(Q[N,D], K[M,D], V[M,E], seen[M] in 2; align) -> y[N,E]
    may[i<N,j<M] = seen[j] == 1 and j <= i + (align == 'bottom-right' ? M - N : 0) ? 1 : 0
    s[i,j] = may[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : -∞
    p[i,j] = sum[l](may[i,l]) == 0 ? 0 : softmax(s[i,:])[j]
    y[i,e] = sum[j](p[i,j] * V[j,e])`,
  uses: [softmax],
  // The scale on the score, or its root on queries and keys, before their product.
  algorithms: [
    's[i,j] = may[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : -∞',
    `c      = sqrt(1 / sqrt(D))
     s[i,j] = may[i,j] == 1 ? sum[d]((c * Q[i,d]) * (c * K[j,d])) : -∞`,
  ],
  over: { batch: ['Q', 'K', 'V', 'seen'] },
  options: { align: choice('top-left', 'bottom-right') },
  inputs: { seen: 'mask' },
  sizes: { N: [1, 4], M: [1, 5], D: [1, 4], E: [1, 3] },

  laws: {
    C1: 'the weights, read off with the identity for V, are positive and sum to one over the keys up to the query’s place that are no padding, and all others are zero',
    C2: 'a key and a value change no answer of an earlier query',
    C3: 'padding has no influence, wherever it stands',
    C4: 'a sequence can be cut: its first queries with its first keys get what they get in the whole',
    C5: 'step by step: the last query alone, aligned at the bottom right, gets what it gets among all',
    C6: 'equal keys give the running mean of the values',
    C7: 'a query that may see nothing gets zeros, and no gradient',
    C8: 'a cotangent at one query gives no gradient to later keys and values, nor to padding',
    C9: 'the gradient of the keys sums to zero, and Q·dQ = K·dK',
  },
  examples: [
    {
      says: 'the first query sees the first key alone, the second both, the third all',
      inputs: {
        Q: [[[1], [1], [1]]],
        K: [[[0], [0], [0]]],
        V: [[[3], [5], [10]]],
        seen: [[1, 1, 1]],
      },
      outputs: { y: [[[3], [4], [6]]] },
    },
    {
      says: 'padding at the end is left out',
      inputs: {
        Q: [[[1], [1], [1]]],
        K: [[[0], [0], [100]]],
        V: [[[3], [5], [10]]],
        seen: [[1, 1, 0]],
      },
      outputs: { y: [[[3], [4], [4]]] },
    },
    {
      says: 'padding at the start leaves the first query nothing to see: zeros, not NaN and not the mean',
      inputs: {
        Q: [[[1], [1], [1]]],
        K: [[[0], [0], [0]]],
        V: [[[3], [5], [10]]],
        seen: [[0, 1, 1]],
      },
      outputs: { y: [[[0], [5], [7.5]]] },
    },
    {
      says: 'one query and three keys, aligned at the top left: it sees the first',
      inputs: { Q: [[[1]]], K: [[[0], [0], [0]]], V: [[[3], [5], [10]]], seen: [[1, 1, 1]] },
      outputs: { y: [[[3]]] },
    },
    {
      says: 'one query and three keys, aligned at the bottom right: it sees all',
      inputs: { Q: [[[1]]], K: [[[0], [0], [0]]], V: [[[3], [5], [10]]], seen: [[1, 1, 1]] },
      options: { align: 'bottom-right' },
      outputs: { y: [[[6]]] },
    },
    {
      says: 'three queries and one key, aligned at the bottom right: only the last sees it',
      inputs: { Q: [[[1], [1], [1]]], K: [[[0]]], V: [[[3]]], seen: [[1]] },
      options: { align: 'bottom-right' },
      outputs: { y: [[[0], [0], [3]]] },
    },
    {
      says: 'the scale is 1/√D: four ones with four ones score 2, not 4',
      inputs: {
        Q: [
          [
            [0, 0, 0, 0],
            [1, 1, 1, 1],
          ],
        ],
        K: [
          [
            [1, 1, 1, 1],
            [0, 0, 0, 0],
          ],
        ],
        V: [[[1], [0]]],
        seen: [[1, 1]],
      },
      outputs: { y: [[[1], ['0.88079708']]] },
    },
    {
      says: 'the later key is out, however badly the earlier one fits',
      inputs: { Q: [[[1], [1]]], K: [[[-20000], [0]]], V: [[[3], [5]]], seen: [[1, 1]] },
      outputs: { y: [[[3], [5]]] },
    },
  ],
  special: [
    {
      says: 'NaN in a key reaches the queries that may see it and no earlier ones',
      inputs: {
        Q: [[[1], [1]]],
        K: [[[0], [Number.NaN]]],
        V: [[[3], [5]]],
        seen: [[1, 1]],
      },
      outputs: { y: [[[3], [Number.NaN]]] },
    },
    {
      says: 'NaN in the only key that may be seen is no key that may not',
      inputs: {
        Q: [[[1], [1]]],
        K: [[[Number.NaN], [0]]],
        V: [[[3], [5]]],
        seen: [[1, 0]],
      },
      outputs: { y: [[[Number.NaN], [Number.NaN]]] },
    },
  ],
  variants: {
    'always-top-left': {
      kind: 'mistake',
      says: 'the mask aligned at the top left, whatever was asked for: one new query sees the first key alone',
      force: { align: 'top-left' },
      who: 'PyTorch’s is_causal',
      seen: ['convention 100', 'R-ATT-05', 'R-ATT-08', 'R-ATT-09'],
    },
    'always-bottom-right': {
      kind: 'mistake',
      says: 'the mask aligned at the bottom right, whatever was asked for',
      force: { align: 'bottom-right' },
      who: 'FlashAttention from 2.1 on, MLX',
      seen: ['convention 100', 'R-ATT-06'],
    },
    'not-causal': {
      kind: 'mistake',
      says: 'no causal mask: every query sees the future',
      edits: 'may[i<N,j<M] = seen[j] == 1 ? 1 : 0',
      seen: ['S-36'],
    },
    'padding-ignored': {
      kind: 'mistake',
      says: 'no padding mask',
      edits: "may[i<N,j<M] = j <= i + (align == 'bottom-right' ? M - N : 0) ? 1 : 0",
    },
    'own-token-masked': {
      kind: 'mistake',
      says: 'a causal mask off by one that hides the query’s own place',
      edits: "may[i<N,j<M] = seen[j] == 1 and j < i + (align == 'bottom-right' ? M - N : 0) ? 1 : 0",
      seen: ['S-36'],
    },
    'next-token-visible': {
      kind: 'mistake',
      says: 'a causal mask off by one that lets the next place through',
      edits: "may[i<N,j<M] = seen[j] == 1 and j <= i + 1 + (align == 'bottom-right' ? M - N : 0) ? 1 : 0",
      seen: ['S-36'],
    },
    'future-in-place-of-the-past': {
      kind: 'mistake',
      says: 'the other triangle: every query sees its own place and the future',
      edits: "may[i<N,j<M] = seen[j] == 1 and j >= i + (align == 'bottom-right' ? M - N : 0) ? 1 : 0",
      seen: ['S-36'],
    },
    'either-mask-lets-through': {
      kind: 'mistake',
      says: 'the masks joined by or: what one of them lets through is seen',
      edits: "may[i<N,j<M] = seen[j] == 1 or j <= i + (align == 'bottom-right' ? M - N : 0) ? 1 : 0",
    },
    'padding-mask-blocks': {
      kind: 'convention',
      says: 'a padding mask in which 1 blocks',
      edits: "may[i<N,j<M] = seen[j] == 0 and j <= i + (align == 'bottom-right' ? M - N : 0) ? 1 : 0",
      who: 'PyTorch MultiheadAttention’s key_padding_mask',
      seen: ['convention 97', 'R-ATT-20', 'S-36'],
    },
    'padding-mask-on-the-queries': {
      kind: 'mistake',
      says: 'the padding mask laid on the queries instead of the keys',
      edits: "may[i<N,j<M] = seen[i]|1 == 1 and j <= i + (align == 'bottom-right' ? M - N : 0) ? 1 : 0",
      seen: ['R-ATT-16', 'R-ATT-17', 'S-36'],
    },
    'padded-queries-zeroed': {
      kind: 'convention',
      says: 'zeros for the queries that are padding themselves, too',
      edits: 'y[i,e] = seen[i]|1 == 0 ? 0 : sum[j](p[i,j] * V[j,e])',
      who: 'kernels for packed sequences of unequal length',
    },
    'nothing-to-see-is-nan': {
      kind: 'convention',
      says: 'NaN for a query that may see nothing (0/0)',
      edits: 'p[i,j] = softmax(s[i,:])[j]',
      who: 'the definition, and PyTorch’s softmax over −∞',
      shows: 'numerically',
      seen: ['convention 11', 'R-ATT-04', 'R-ATT-09'],
    },
    'nothing-to-see-is-the-mean': {
      kind: 'convention',
      says: 'the mean of all values, padding and future included, for a query that may see nothing',
      edits: 'p[i,j] = sum[l](may[i,l]) == 0 ? 1 / M : softmax(s[i,:])[j]',
      who: 'Keras and Flax, whose masked scores are finite',
      seen: ['convention 11', 'convention 98', 'R-ATT-01'],
    },
    'mask-by-a-finite-score': {
      kind: 'convention',
      says: 'a score of −10000 instead of −∞ where a mask blocks',
      edits: `s[i,j] = may[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : -10000
        p[i,j] = softmax(s[i,:])[j]`,
      who: 'BERT (2018)',
      seen: ['convention 98', 'R-ATT-17'],
    },
    'mask-after-softmax': {
      kind: 'mistake',
      says: 'the mask multiplied onto the weights after the softmax',
      edits: `s[i,j] = sum[d](Q[i,d] * K[j,d]) / sqrt(D)
        p[i,j] = may[i,j] * softmax(s[i,:])[j]`,
      seen: ['S-36', 'R-ATT-14', 'R-ATT-18'],
    },
    'mask-by-zero': {
      kind: 'mistake',
      says: 'a score of 0 instead of −∞ where a mask blocks',
      edits: 's[i,j] = may[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / sqrt(D) : 0',
    },
    'no-scale': {
      kind: 'convention',
      says: 'scores without the division by √D',
      edits: 's[i,j] = may[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) : -∞',
      who: 'Luong et al. (2015), dot',
      seen: ['convention 99'],
    },
    'scale-by-D': {
      kind: 'mistake',
      says: 'scores divided by D instead of √D',
      edits: 's[i,j] = may[i,j] == 1 ? sum[d](Q[i,d] * K[j,d]) / D : -∞',
      seen: ['S-35'],
    },
    'maximum-from-a-sentinel': {
      kind: 'mistake',
      says: 'a running maximum that starts at −50000 instead of −∞',
      edits: `t[i]   = max(-50000, max[j](s[i,j]))
        w[i,j] = exp(s[i,j] - t[i])
        p[i,j] = sum[l](may[i,l]) == 0 ? 0 : w[i,j] / sum[l](w[i,l])`,
      shows: 'numerically',
      seen: ['R-ATT-02'],
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
        s[i,j] = may[i,j] == 1 ? stop(a[i,j] / sqrt(D)) + (a[i,j] - stop(a[i,j])) : -∞`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'as many queries as keys hide how the mask is aligned: try one query against a cache of keys',
    'padding at the left together with the causal mask leaves rows without a key: NaN, zeros or a mean, as the library has it',
    'a random mask hardly ever hides the whole row: write that case down',
  ],

  mathjs: `may(i, j) = seen[j] == 1 and j <= i + (equalText(align, "bottom-right") ? M - N : 0);
    score(i, j) = sum(map(range(1, D, true), f(d) = Q[i, d] * K[j, d])) / sqrt(D);
    top(i) = max(map(range(1, M, true), f(j) = may(i, j) ? score(i, j) : -Infinity));
    total(i, g) = sum(map(range(1, M, true), h(j) = may(i, j) ? exp(score(i, j) - top(i)) * g(j) : 0));
    count(i) = sum(map(range(1, M, true), h(j) = may(i, j) ? 1 : 0));
    y = map(range(1, N, true), a(i) = map(range(1, E, true), b(c) = count(i) == 0 ? 0 : total(i, g(j) = V[j, c]) / total(i, g(j) = 1)))`,
});
