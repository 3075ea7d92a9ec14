import { formula } from './lib/formula.ts';
import softmax from './softmax.ts';

export default formula({
  name: 'classifier-head',
  family: 'linear',
  title: 'Two dense layers with ReLU and a third with softmax: from features to a distribution over classes',
  sources: [
    'Krizhevsky, Sutskever & Hinton (2012), ImageNet classification with deep convolutional neural networks',
  ],

  equations: `classifier_head(x[D], W[H,D], a[H], U[G,H], b[G], V[C,G], c[C]) -> y[C]
    first[h]  = max(a[h] + sum[d](W[h,d] * x[d]), 0)
    second[g] = max(b[g] + sum[h](U[g,h] * first[h]), 0)
    s[j] = c[j] + sum[g](V[j,g] * second[g])
    y[j] = softmax(s[:])[j]`,
  uses: [softmax],
  algorithms: ['s[j] = c[j] + sum[g](V[j,g] * second[g])'],
  over: { batch: ['x'] },
  sizes: { D: [1, 4], H: [1, 4], G: [1, 4], C: [2, 5] },

  laws: {
    C1: 'each sample gets a distribution: one share a class, none negative, summing to one',
    C2: 'a constant added to all biases of the last layer changes nothing',
    C3: 'reordering the classes reorders the shares',
    C4: 'where ReLU lets all through it is one dense layer with softmax, of the products of the weights',
    C5: 'a head of 8, 4 and 6 numbers, scaled down from 1024, 512 and 1000, gives 6 shares that sum to one',
  },
  examples: [
    {
      says: 'one feature, followed by hand',
      inputs: {
        x: [[2], [-1]],
        W: [[1], [-1]],
        a: [0, 0],
        U: [[0.5, 2]],
        b: [0],
        V: [[1], [0]],
        c: [0, 0],
      },
      outputs: {
        y: [
          ['0.73105858', '0.26894142'],
          ['0.88079708', '0.11920292'],
        ],
      },
    },
    {
      says: 'silent layers leave the biases',
      inputs: { x: [[1]], W: [[-1]], a: [0], U: [[1]], b: [-1], V: [[3], [4]], c: [0, 0] },
      outputs: { y: [[0.5, 0.5]] },
    },
  ],
  special: [
    {
      says: 'NaN stays in its sample',
      inputs: { x: [[Number.NaN], [0]], W: [[1]], a: [0], U: [[1]], b: [0], V: [[1], [1]], c: [0, 0] },
      outputs: {
        y: [
          [Number.NaN, Number.NaN],
          [0.5, 0.5],
        ],
      },
    },
  ],
  variants: {
    'second-layer-linear': {
      kind: 'mistake',
      says: 'the second layer without its ReLU',
      edits: 'second[g] = b[g] + sum[h](U[g,h] * first[h])',
    },
    'scores-rectified': {
      kind: 'mistake',
      says: 'a ReLU on the scores as well, before the softmax',
      edits: 's[j] = max(c[j] + sum[g](V[j,g] * second[g]), 0)',
    },
    'sigmoid-for-each-class': {
      kind: 'convention',
      says: 'a sigmoid for each class in the place of softmax',
      edits: 'y[j] = sigmoid(s[j])',
      who: 'classification with several labels at once',
    },
    'no-bias-in-the-first-layer': {
      kind: 'mistake',
      says: 'the biases of the first layer left out',
      edits: 'first[h] = max(sum[d](W[h,d] * x[d]), 0)',
    },
    'no-gradient-to-the-first-layer': {
      kind: 'mistake',
      says: 'no gradient beyond the second layer',
      edits: 'second[g] = max(b[g] + sum[h](U[g,h] * stop(first[h])), 0)',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['the last layer has no ReLU: its scores may be negative'],

  rows: { '003/convention.cnn.softmax-head': ['agreement', 'law C1', 'law C5'] },

  mathjs: `r(v) = v > 0 ? v : 0;
    first(h) = r(a[h] + sum(map(range(1, D, true), g(d) = W[h, d] * x[d])));
    second(k) = r(b[k] + sum(map(range(1, H, true), g(h) = U[k, h] * first(h))));
    s = map(range(1, C, true), g(j) = c[j] + sum(map(range(1, G, true), u(k) = V[j, k] * second(k))));
    e = map(s, g(v) = exp(v - max(s)));
    y = e / sum(e)`,
});
