import { formula } from './lib/formula.ts';
import { int } from './lib/options.ts';

export default formula({
  name: 'toeplitz-matrix',
  family: 'convolution',
  title:
    'A one-dimensional convolution as the matrix that it is: the kernel once in every row, one place further each',
  sources: ['Goodfellow, Bengio & Courville (2016), Deep learning, section 9.1'],

  equations: `toeplitz_matrix(w[K]; length) -> A[P,length]
    P = length - K + 1
    A[p<P,j<length] = j >= p and j - p < K ? w[j-p]|0 : 0`,
  options: { length: int(1, 7, 5) },
  sizes: { K: [1, 4] },
  requires: ['K <= length'],

  laws: {
    C1: 'times a vector it is the cross-correlation of the vector with the kernel',
    C2: 'it is constant along its diagonals, and zero beside K of them',
    C3: 'every row adds up to the sum of the kernel, and there are length − K + 1 of them',
    C4: 'the gradient of the kernel adds up what arrives along each diagonal: its weights are shared by all rows',
  },
  examples: [
    {
      says: 'the kernel 1, 2 on four places',
      inputs: { w: [1, 2] },
      options: { length: 4 },
      outputs: {
        A: [
          [1, 2, 0, 0],
          [0, 1, 2, 0],
          [0, 0, 1, 2],
        ],
      },
    },
    {
      says: 'a kernel as long as the row stands there once',
      inputs: { w: [3, 4, 5] },
      options: { length: 3 },
      outputs: { A: [[3, 4, 5]] },
    },
  ],
  variants: {
    'flipped-kernel': {
      kind: 'convention',
      says: 'the kernel turned round: a true convolution',
      edits: 'A[p<P,j<length] = j >= p and j - p < K ? w[K-1-j+p]|0 : 0',
    },
    'running-round': {
      kind: 'mistake',
      says: 'the kernel one place further in every row, begun again where it runs over the end',
      edits:
        'A[p<P,j<length] = (j - p - 1 + length) mod length < K ? w[(j - p - 1 + length) mod length]|0 : 0',
    },
    'one-place-late': {
      kind: 'mistake',
      says: 'the kernel one place further in every row',
      edits: 'A[p<P,j<length] = j >= p + 1 and j - p - 1 < K ? w[j-p-1]|0 : 0',
    },
    'not-moved': {
      kind: 'mistake',
      says: 'the kernel at the beginning of every row',
      edits: 'A[p<P,j<length] = j < K ? w[j]|0 : 0',
    },
    'gradient-of-the-first-row': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient of the kernel from the first row alone',
      edits: 'A[p<P,j<length] = j >= p and j - p < K ? (p == 0 ? w[j-p]|0 : stop(w[j-p]|0)) : 0',
    },
  },

  mathjs: `P = length - K + 1;
    A = map(range(1, P, true), f(p) = map(range(1, length, true), g(j) = (j >= p and j - p < K) ? w[j - p + 1] : bignumber(0)))`,
});
