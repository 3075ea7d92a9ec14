import { formula } from './lib/formula.ts';

export default formula({
  name: 'feed-forward',
  family: 'transformer',
  title: 'Two affine layers with ReLU between, the same for every position of a sequence',
  sources: ['Vaswani et al. (2017), Attention is all you need, section 3.3'],

  equations: `feed_forward(x[T,D], W1[F,D], b1[F], W2[D,F], b2[D]) -> y[T,D]
    a[t,f] = sum[d](W1[f,d] * x[t,d]) + b1[f]
    y[t,o] = sum[f](W2[o,f] * max(0, a[t,f])) + b2[o]`,
  over: { batch: ['x'] },
  sizes: { T: [1, 4], D: [1, 4], F: [1, 5] },

  laws: {
    C1: 'every position is computed alone, by the same parameters: reordering the positions reorders the result',
    C2: 'there are 2DF + F + D parameters a layer, which serve sequences of every length',
    C3: 'with the hidden units of b1 all shut it is b2, with all open it is affine: W2(W1 x + b1) + b2',
    C4: 'reordering the hidden units, with their weights, changes nothing',
    C5: 'a hidden unit’s weights twice as large and its output weights half as large change nothing',
    C6: 'the gradients of the weights are the sums over all positions of all samples',
  },
  examples: [
    {
      says: 'relu(x) and relu(−x) side by side give the absolute value of each position',
      inputs: { x: [[[2], [-3]]], W1: [[1], [-1]], b1: [0, 0], W2: [[1, 1]], b2: [0] },
      outputs: { y: [[[2], [3]]] },
      row: '000/layer.transformer.ffn',
    },
    {
      says: 'biases before and after',
      inputs: { x: [[[1, 1]]], W1: [[1, 2]], b1: [-1], W2: [[3], [0]], b2: [0.5, -1] },
      outputs: { y: [[[6.5, -1]]] },
    },
  ],
  special: [
    {
      says: 'NaN stays in its position',
      inputs: { x: [[[Number.NaN], [1]]], W1: [[1]], b1: [0], W2: [[2]], b2: [1] },
      outputs: { y: [[[Number.NaN], [3]]] },
    },
  ],
  variants: {
    'no-relu': {
      kind: 'mistake',
      says: 'no activation between the layers, so that they are one affine map',
      edits: 'y[t,o] = sum[f](W2[o,f] * a[t,f]) + b2[o]',
    },
    'relu-at-the-end': {
      kind: 'mistake',
      says: 'the activation after the second layer as well',
      edits: 'y[t,o] = max(0, sum[f](W2[o,f] * max(0, a[t,f])) + b2[o])',
    },
    gelu: {
      kind: 'convention',
      says: 'GELU in the place of ReLU',
      edits: 'y[t,o] = sum[f](W2[o,f] * (a[t,f] / 2 * (1 + erf(a[t,f] / sqrt(2))))) + b2[o]',
      who: 'BERT, GPT',
    },
    'residual-inside': {
      kind: 'convention',
      says: 'its input added to the result, which is left to the block around it',
      edits: 'y[t,o] = x[t,o] + sum[f](W2[o,f] * max(0, a[t,f])) + b2[o]',
    },
    'first-position-only': {
      kind: 'mistake',
      says: 'the first position’s hidden units for every position',
      edits: 'y[t<T,o] = sum[f](W2[o,f] * max(0, a[0,f])) + b2[o]',
    },
    'no-biases': {
      kind: 'convention',
      says: 'no biases',
      edits: `a[t,f] = sum[d](W1[f,d] * x[t,d])
        y[t,o] = sum[f](W2[o,f] * max(0, a[t,f]))`,
      who: 'T5, LLaMA',
    },
    'gradient-through-shut-units': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient that passes shut hidden units too',
      edits: 'y[t,o] = sum[f](W2[o,f] * (a[t,f] + stop(max(0, a[t,f]) - a[t,f]))) + b2[o]',
    },
    'weight-gradient-of-the-last-position': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient of W1 from the last position alone, not added up over the positions',
      edits: 'a[t,f] = sum[d]((t == T - 1 ? W1[f,d] : stop(W1[f,d])) * x[t,d]) + b1[f]',
    },
  },
  rows: {
    '000/layer.transformer.ffn': ['agreement', 'gradient', 'law C1'],
    '000/layer.transformer.ffn-sharing': ['law C1', 'law C2'],
  },

  mathjs: `h(t, k) = max(0, sum(map(range(1, D, true), f(d) = W1[k, d] * x[t, d])) + b1[k]);
    out(t, o) = sum(map(range(1, F, true), f(k) = W2[o, k] * h(t, k))) + b2[o];
    y = map(range(1, T, true), f(t) = map(range(1, D, true), g(o) = out(t, o)))`,
});
