import { formula } from './lib/formula.ts';
import softmax from './softmax.ts';

export default formula({
  name: 'text-cnn',
  family: 'convolution',
  title: 'A text classified by the strongest response that each filter has to any of its word windows',
  sources: [
    'Kim (2014), Convolutional neural networks for sentence classification',
    'Collobert et al. (2011), Natural language processing (almost) from scratch (max over time)',
  ],

  equations: `text_cnn(x[T,D], w[F,K,D], b[F], V[C,F], c[C]) -> y[C]
    P = T - K + 1
    z[f,p<P] = max(b[f] + sum[k<K,d](w[f,k,d] * x[p + k, d]), 0)
    m[f]     = max[p<P](z[f,p])
    s[j]     = c[j] + sum[f](V[j,f] * m[f])
    y[j]     = softmax(s[:])[j]`,
  uses: [softmax],
  algorithms: ['s[j] = c[j] + sum[f](V[j,f] * m[f])'],
  over: { batch: ['x'] },
  sizes: { T: [1, 6], D: [1, 3], F: [1, 3], K: [1, 3], C: [2, 4] },
  requires: ['T >= K'],

  laws: {
    C1: 'the result is a distribution over the classes for a text of any length, with the same weights',
    C2: 'a text has T − K + 1 windows, and what is pooled is the largest of what each gives as a text of its own',
    C3: 'a text moved between words of zeros gives the same result',
    C4: 'with windows of one word the order of the words does not matter',
    C5: 'reordering the filters, with the weights of their outputs, changes nothing',
    C6: 'the gradient of a filter comes from the window with its largest response alone',
  },
  examples: [
    {
      says: 'the strongest of three windows of two words decides',
      inputs: {
        x: [[[1], [0], [2], [1]]],
        w: [[[1], [1]]],
        b: [-1],
        V: [[1], [0]],
        c: [0, 0],
      },
      outputs: { y: [['0.88079708', '0.11920292']] },
      row: '004/layer.conv.textcnn',
    },
    {
      says: 'a filter that fits no window is silent, and the biases decide',
      inputs: {
        x: [[[-1], [-2], [-1]]],
        w: [[[1], [1]]],
        b: [0],
        V: [[5], [-5]],
        c: [1, 0],
      },
      outputs: { y: [['0.73105858', '0.26894142']] },
    },
  ],
  special: [
    {
      says: 'NaN reaches its text and no other',
      inputs: {
        x: [
          [[Number.NaN], [1]],
          [[1], [1]],
        ],
        w: [[[1]]],
        b: [0],
        V: [[1], [1]],
        c: [0, 0],
      },
      outputs: {
        y: [
          [Number.NaN, Number.NaN],
          [0.5, 0.5],
        ],
      },
    },
  ],
  variants: {
    'mean-over-time': {
      kind: 'mistake',
      says: 'the mean over the windows in the place of the largest',
      edits: 'm[f] = sum[p<P](z[f,p]) / P',
    },
    'no-relu': {
      kind: 'mistake',
      says: 'responses that may be negative, without ReLU',
      edits: 'z[f,p<P] = b[f] + sum[k<K,d](w[f,k,d] * x[p + k, d])',
    },
    tanh: {
      kind: 'convention',
      says: 'tanh in the place of ReLU',
      edits: 'z[f,p<P] = tanh(b[f] + sum[k<K,d](w[f,k,d] * x[p + k, d]))',
      who: 'Kim (2014), equation 2, gives it as an example',
    },
    'flipped-kernel': {
      kind: 'mistake',
      says: 'the words of a filter in reverse: a true convolution',
      edits: 'z[f,p<P] = max(b[f] + sum[k<K,d](w[f,K-1-k,d] * x[p + k, d]), 0)',
      seen: ['convention 50'],
    },
    'last-window-forgotten': {
      kind: 'mistake',
      says: 'the last window left out where there are several',
      edits: 'm[f] = max[p<P](p < P - 1 or P == 1 ? z[f,p] : -∞)',
    },
    'padded-windows': {
      kind: 'convention',
      says: 'as many windows as words, those at the end filled with zeros',
      edits: 'P = T\n z[f,p<P] = max(b[f] + sum[k<K,d](w[f,k,d] * x[p + k, d]|0), 0)',
      who: 'implementations with padding, which short texts need',
    },
    'no-bias-of-the-filters': {
      kind: 'mistake',
      says: 'the biases of the filters left out',
      edits: 'z[f,p<P] = max(sum[k<K,d](w[f,k,d] * x[p + k, d]), 0)',
    },
    'gradient-through-every-window': {
      kind: 'mistake',
      says: 'a gradient through the mean of all windows',
      edits: 'm[f] = stop(max[p<P](z[f,p])) + sum[p<P](z[f,p] - stop(z[f,p])) / P',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a text shorter than its filters has no window: it must be padded',
    'a filter spans whole word vectors: it slides along the words alone',
  ],

  rows: { '004/layer.conv.textcnn': ['agreement', 'gradient', 'law C1', 'law C2'] },

  mathjs: `r(f, p) = b[f] + sum(map(range(1, K, true), g(k) = sum(map(range(1, D, true), u(d) = w[f, k, d] * x[p + k - 1, d]))));
    z(f, p) = r(f, p) > 0 ? r(f, p) : 0;
    m(f) = max(map(range(1, T - K + 1, true), g(p) = z(f, p)));
    s = map(range(1, C, true), g(j) = c[j] + sum(map(range(1, F, true), u(f) = V[j, f] * m(f))));
    e = map(s, g(v) = exp(v - max(s)));
    y = e / sum(e)`,
});
