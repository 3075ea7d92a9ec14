import { formula } from './lib/formula.ts';

export default formula({
  name: 'head-similarity',
  family: 'attention',
  title: 'How alike the attention maps of heads are, as the cosines between them',
  sources: [
    'Michel, Levy & Neubig (2019), Are sixteen heads really better than one?',
    'Kovaleva et al. (2019), Revealing the dark secrets of BERT (cosine similarity of flattened attention maps)',
  ],

  equations: `head_similarity(A[H,N,M]) -> rho[H,H]
    size[i]  = sqrt(sum[n,m](A[i,n,m]^2))
    rho[i,j] = sum[n,m](A[i,n,m] * A[j,n,m]) / (size[i] * size[j])`,
  inputs: { A: 'distribution' },
  sizes: { H: [1, 4], N: [1, 4], M: [1, 4] },

  laws: {
    C1: 'a head is fully like itself, and the similarity is symmetric',
    C2: 'of maps with positive weights it is positive, and never more than one',
    C3: 'duplicates have exactly one, and stay alike whatever positive number they are multiplied with',
    C4: 'heads that look at different keys have nothing in common',
    C5: 'reordering the heads reorders rows and columns; reordering the keys of all heads changes nothing',
    C6: 'no gradient points along the map itself: its length does not count',
  },
  examples: [
    {
      says: 'two heads alike, the third on other keys',
      inputs: {
        A: [
          [
            [0.5, 0.5, 0],
            [1, 0, 0],
          ],
          [
            [0.5, 0.5, 0],
            [1, 0, 0],
          ],
          [
            [0, 0, 1],
            [0, 0, 1],
          ],
        ],
      },
      outputs: {
        rho: [
          ['1.00000000', '1.00000000', 0],
          ['1.00000000', '1.00000000', 0],
          [0, 0, '1.00000000'],
        ],
      },
      row: '003/claim.multi-head.redundancy',
    },
    {
      says: 'one key against an even spread over four: a half',
      inputs: { A: [[[1, 0, 0, 0]], [[0.25, 0.25, 0.25, 0.25]]] },
      outputs: {
        rho: [
          [1, 0.5],
          [0.5, 1],
        ],
      },
    },
  ],
  special: [
    {
      says: 'a map of zeros has no direction (0/0)',
      inputs: { A: [[[0]], [[1]]] },
      outputs: {
        rho: [
          [Number.NaN, Number.NaN],
          [Number.NaN, 1],
        ],
      },
    },
    {
      says: 'NaN stays with its head',
      inputs: { A: [[[Number.NaN]], [[1]]] },
      outputs: {
        rho: [
          [Number.NaN, Number.NaN],
          [Number.NaN, 1],
        ],
      },
    },
  ],
  variants: {
    'inner-product': {
      kind: 'mistake',
      says: 'the inner products, not divided by the sizes',
      edits: 'rho[i,j] = sum[n,m](A[i,n,m] * A[j,n,m])',
    },
    'squared-sizes': {
      kind: 'mistake',
      says: 'the inner product divided by the squares of the sizes',
      edits: 'rho[i,j] = sum[n,m](A[i,n,m] * A[j,n,m]) / (size[i]^2 * size[j]^2)',
    },
    'mean-over-queries': {
      kind: 'convention',
      says: 'the mean over the queries of the cosines of their rows',
      edits:
        'rho[i,j] = sum[n](sum[m](A[i,n,m] * A[j,n,m]) / (sqrt(sum[m](A[i,n,m]^2)) * sqrt(sum[m](A[j,n,m]^2)))) / N',
      who: 'comparisons query by query',
    },
    'sums-for-sizes': {
      kind: 'mistake',
      says: 'the sums of the weights for the sizes',
      edits: 'size[i] = sum[n,m](A[i,n,m])',
    },
    'first-query-only': {
      kind: 'mistake',
      says: 'the first query alone',
      edits: 'rho[i,j] = sum[m](A[i,0,m] * A[j,0,m]) / (sqrt(sum[m](A[i,0,m]^2)) * sqrt(sum[m](A[j,0,m]^2)))',
    },
    'size-held-constant': {
      kind: 'mistake',
      says: 'a gradient that holds the sizes constant',
      edits: 'size[i] = stop(sqrt(sum[n,m](A[i,n,m]^2)))',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['maps of equal rows are alike to begin with: of positive weights no cosine is zero or less'],

  rows: { '003/claim.multi-head.redundancy': ['agreement', 'law C1', 'law C2', 'law C3'] },

  mathjs: `s(i, j) = sum(map(range(1, N, true), f(n) = sum(map(range(1, M, true), g(m) = A[i, n, m] * A[j, n, m]))));
    rho = map(range(1, H, true), f(i) = map(range(1, H, true), g(j) = s(i, j) / sqrt(s(i, i) * s(j, j))))`,
});
