import { formula } from './lib/formula.ts';

export default formula({
  name: 'text-convolution',
  family: 'convolution',
  title: 'What each filter makes of every window of words, cut off below zero',
  sources: [
    'Kim (2014), Convolutional neural networks for sentence classification',
    'Collobert et al. (2011), Natural language processing (almost) from scratch',
  ],

  equations: `text_convolution(x[T,D], w[F,K,D], b[F]) -> y[P,F]
    P = T - K + 1
    z[p<P,f] = b[f] + sum[k<K,d](w[f,k,d] * x[p + k, d])
    y[p<P,f] = max(0, z[p,f])`,
  over: { batch: ['x'] },
  sizes: { T: [1, 6], D: [1, 3], F: [1, 3], K: [1, 3] },
  requires: ['T >= K'],

  laws: {
    C1: 'a response depends on the K words of its window alone, and is what the window gives as a text of its own',
    C2: 'T words have T − K + 1 windows, and without the first word the same responses one place earlier',
    C3: 'filters work side by side, each on its own',
    C4: 'with windows of one word it is a dense layer with ReLU at every word',
    C5: 'a bias that is far below zero shuts a filter, and no gradient passes it',
  },
  examples: [
    {
      says: 'sums of two neighbours less one, cut off below zero',
      inputs: { x: [[[1], [0], [2], [-3]]], w: [[[1], [1]]], b: [-1] },
      outputs: { y: [[[0], [1], [0]]] },
    },
    {
      says: 'a filter that looks for a change of sign in the second component',
      inputs: {
        x: [
          [
            [5, 1],
            [7, -2],
            [9, 4],
          ],
        ],
        w: [
          [
            [0, 1],
            [0, -1],
          ],
        ],
        b: [0],
      },
      outputs: { y: [[[3], [0]]] },
    },
  ],
  special: [
    {
      says: 'NaN stays in the windows that hold it',
      inputs: { x: [[[Number.NaN], [1], [2]]], w: [[[1], [1]]], b: [0] },
      outputs: { y: [[[Number.NaN], [3]]] },
    },
  ],
  variants: {
    'no-relu': { kind: 'convention', says: 'the responses as they are', edits: 'y[p<P,f] = z[p,f]' },
    tanh: {
      kind: 'convention',
      says: 'tanh in the place of ReLU',
      edits: 'y[p<P,f] = tanh(z[p,f])',
      who: 'Collobert et al. (2011)',
    },
    'flipped-filters': {
      kind: 'convention',
      says: 'filters turned round along the words: a true convolution',
      edits: 'z[p<P,f] = b[f] + sum[k<K,d](w[f,K-1-k,d] * x[p + k, d])',
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the bias left out',
      edits: 'z[p<P,f] = sum[k<K,d](w[f,k,d] * x[p + k, d])',
    },
    'first-component-only': {
      kind: 'mistake',
      says: 'the first component of each word’s vector alone',
      edits: 'z[p<P,f] = b[f] + sum[k<K](w[f,k,0] * x[p + k, 0])',
    },
    'first-window-only': {
      kind: 'mistake',
      says: 'the first window at every place',
      edits: 'z[p<P,f] = b[f] + sum[k<K,d](w[f,k,d] * x[k, d]|0)',
    },
    'gradient-through-shut-filters': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient that passes shut filters too',
      edits: 'y[p<P,f] = z[p,f] + stop(max(0, z[p,f]) - z[p,f])',
    },
  },
  pitfalls: ['a text shorter than its filters has no window: it must be padded'],
  rows: { '004/layer.conv.textcnn': ['law C1', 'law C2'] },

  mathjs: `r(f, p) = b[f] + sum(map(range(1, K, true), g(k) = sum(map(range(1, D, true), u(d) = w[f, k, d] * x[p + k - 1, d]))));
    y = map(range(1, T - K + 1, true), g(p) = map(range(1, F, true), e(f) = max(0, r(f, p))))`,
});
