import { formula } from './lib/formula.ts';

export default formula({
  name: 'concat-features',
  family: 'linear',
  title: 'The features of two matrices side by side, row by row',
  sources: [
    'Vaswani et al. (2017), Attention is all you need, section 3.2.2 (Concat of heads)',
    'https://pytorch.org/docs/stable/generated/torch.cat.html (dim = -1)',
  ],

  equations: `concat_features(A[N,P], B[N,Q]) -> y[N,P+Q]
    y[n<N,c<P+Q] = c < P ? A[n,c]|0 : B[n,c-P]|0`,

  laws: {
    C1: 'there are as many rows as before and the widths add up; the left slice is A, the right one B',
    C2: 'of three matrices it does not matter which two are joined first',
    C3: 'the gradients of A and B are the slices of the one that comes in',
    C4: 'a product with weights side by side is the sum of the products with each part',
  },
  examples: [
    {
      says: 'from left to right, along the features',
      inputs: {
        A: [
          [1, 2],
          [3, 4],
        ],
        B: [[5], [6]],
      },
      outputs: {
        y: [
          [1, 2, 5],
          [3, 4, 6],
        ],
      },
      row: '003/identity.concat.feature-axis',
    },
    {
      says: 'two rows stay two rows',
      inputs: { A: [[1], [2]], B: [[3], [4]] },
      outputs: {
        y: [
          [1, 3],
          [2, 4],
        ],
      },
    },
  ],
  special: [
    {
      says: 'NaN and ∞ stay in their place',
      inputs: { A: [[Number.NaN]], B: [[Infinity]] },
      outputs: { y: [[Number.NaN, Infinity]] },
    },
  ],
  variants: {
    'right-to-left': {
      kind: 'mistake',
      says: 'the second matrix on the left',
      edits: 'y[n<N,c<P+Q] = c < Q ? B[n,c]|0 : A[n,c-Q]|0',
    },
    'rows-below': {
      kind: 'mistake',
      says: 'the rows of the second matrix below those of the first, read into the shape of the result',
      edits:
        'y[n<N,c<P+Q] = n*(P + Q) + c < N*P ? A[(n*(P + Q) + c) div P, (n*(P + Q) + c) mod P]|0 : B[(n*(P + Q) + c - N*P) div Q, (n*(P + Q) + c - N*P) mod Q]|0',
      seen: ['003/identity.concat.feature-axis'],
    },
    'dealt-out': {
      kind: 'mistake',
      says: 'the features of equally wide matrices in turn',
      edits:
        'y[n<N,c<P+Q] = P == Q ? (c mod 2 == 0 ? A[n,c div 2]|0 : B[n,c div 2]|0) : c < P ? A[n,c]|0 : B[n,c-P]|0',
    },
    'gradient-to-the-left-alone': {
      kind: 'mistake',
      says: 'no gradient to the second matrix',
      edits: 'y[n<N,c<P+Q] = c < P ? A[n,c]|0 : stop(B[n,c-P]|0)',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['along the other axis it needs equal widths and gives other shapes'],

  rows: { '003/identity.concat.feature-axis': ['law C1', 'variant rows-below'] },

  mathjs:
    'y = map(range(1, N, true), f(n) = map(range(1, P + Q, true), g(c) = c <= P ? A[n, min(c, P)] : B[n, max(c - P, 1)]))',
});
