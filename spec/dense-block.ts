import { formula } from './lib/formula.ts';

export default formula({
  name: 'dense-block',
  family: 'residual',
  title: 'Layers that each read the input and the features of all earlier layers, side by side',
  sources: [
    'Huang, Liu, van der Maaten & Weinberger (2017), Densely connected convolutional networks, equation 2',
  ],

  // The channels of one pixel: s[l] holds the input and the K features of each of the first l layers, and zeros after them.
  equations: `dense_block(x[C], W[L,K,C+L*K], b[L,K]) -> y[C+L*K]
    s[l<L+1,c<C+L*K] = l == 0 ? x[c]|0 : (c >= C + (l-1)*K and c < C + l*K ? max(0, a[l-1, c - C - (l-1)*K]|0) : s[l-1,c])
    a[l<L,k<K] = b[l,k] + sum[c<C+L*K](c < C + l*K ? W[l,k,c] * s[l,c] : 0)
    y[c<C+L*K] = s[L,c]`,
  over: { batch: ['x'] },
  sizes: { C: [1, 3], L: [1, 4], K: [1, 2] },

  laws: {
    C1: 'the first channels of the result are the input, and fewer layers give the beginning of what more give',
    C2: 'the features of layer l are ReLU of an affine map of all that stands before them, the concatenation [x_0 … x_{l−1}]',
    C3: 'moving one set of features moves through a single layer every later one and none before: L(L + 1)/2 connections',
    C4: 'layer l = 1 … L reads k0 + k(l − 1) channels: so many columns of its weights have a gradient, and the others may hold anything',
    C5: 'the result has k0 + k·L channels: 64 and 6 layers of 32 make 256',
    C6: 'the input gets its gradient from the result and from every layer directly: dx = dy_0 + Σ W_lᵀ da_l',
  },
  examples: [
    {
      says: 'the second layer adds up 1, its first feature 2 and a bias',
      inputs: {
        x: [[1]],
        W: [[[2, 0, 0]], [[3, 4, 0]]],
        b: [[0], [-1]],
      },
      outputs: { y: [[1, 2, 10]] },
    },
    {
      says: 'the third layer reads the second too, not the input and the first alone',
      inputs: {
        x: [[1]],
        W: [[[1, 0, 0, 0]], [[1, 1, 0, 0]], [[1, 1, 1, 0]]],
        b: [[0], [0], [0]],
      },
      outputs: { y: [[1, 1, 2, 4]] },
      printed: { y: [[1, 1, 2, 2]] },
      row: '002/residual.densenet.concat',
    },
    {
      says: 'a negative input is kept as it is, a negative feature is cut off',
      inputs: { x: [[-3, 1]], W: [[[1, 1, 0]]], b: [[0]] },
      outputs: { y: [[-3, 1, 0]] },
    },
  ],
  special: [
    {
      says: 'NaN stays in its sample',
      inputs: { x: [[Number.NaN], [1]], W: [[[1, 0]]], b: [[0]] },
      outputs: {
        y: [
          [Number.NaN, Number.NaN],
          [1, 1],
        ],
      },
    },
    {
      says: 'weights of channels that are still to come are not read',
      inputs: { x: [[1]], W: [[[1, Number.NaN]]], b: [[0]] },
      outputs: { y: [[1, 1]] },
    },
  ],
  variants: {
    'input-and-first-layer-only': {
      kind: 'mistake',
      says: 'layers that read no further than the first, as “x_0 to layer l_1” has it',
      edits: 'a[l<L,k<K] = b[l,k] + sum[c<C+L*K](c < C + l*K and c < C + K ? W[l,k,c] * s[l,c] : 0)',
      seen: ['002/residual.densenet.concat'],
    },
    'layer-below-only': {
      kind: 'mistake',
      says: 'each layer reading the layer below alone, as in a plain network',
      edits:
        'a[l<L,k<K] = b[l,k] + sum[c<C+L*K](c < C + l*K and (l == 0 or c >= C + (l-1)*K) ? W[l,k,c] * s[l,c] : 0)',
    },
    'without-the-input': {
      kind: 'mistake',
      says: 'layers after the first that do not read the input',
      edits: 'a[l<L,k<K] = b[l,k] + sum[c<C+L*K](c < C + l*K and (l == 0 or c >= C) ? W[l,k,c] * s[l,c] : 0)',
    },
    'input-only': {
      kind: 'mistake',
      says: 'layers that read the input and none of the others',
      edits: 'a[l<L,k<K] = b[l,k] + sum[c<C+L*K](c < C ? W[l,k,c] * s[l,c] : 0)',
    },
    'pre-activation': {
      kind: 'convention',
      says: 'ReLU on what a layer reads and not on what it gives',
      edits: `s[l<L+1,c<C+L*K] = l == 0 ? x[c]|0 : (c >= C + (l-1)*K and c < C + l*K ? a[l-1, c - C - (l-1)*K]|0 : s[l-1,c])
        a[l<L,k<K] = b[l,k] + sum[c<C+L*K](c < C + l*K ? W[l,k,c] * max(0, s[l,c]) : 0)`,
      who: 'Huang et al. (2017): batch normalisation and ReLU before each convolution',
    },
    'without-activation': {
      kind: 'mistake',
      says: 'affine layers without ReLU',
      edits:
        's[l<L+1,c<C+L*K] = l == 0 ? x[c]|0 : (c >= C + (l-1)*K and c < C + l*K ? a[l-1, c - C - (l-1)*K]|0 : s[l-1,c])',
    },
    'input-activated': {
      kind: 'mistake',
      says: 'ReLU on the input too',
      edits:
        's[l<L+1,c<C+L*K] = l == 0 ? max(0, x[c]|0) : (c >= C + (l-1)*K and c < C + l*K ? max(0, a[l-1, c - C - (l-1)*K]|0) : s[l-1,c])',
    },
    'without-bias': {
      kind: 'mistake',
      says: 'layers without their biases',
      edits: 'a[l<L,k<K] = sum[c<C+L*K](c < C + l*K ? W[l,k,c] * s[l,c] : 0)',
    },
    'no-gradient-between-layers': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient through what a layer reads',
      edits: 'a[l<L,k<K] = b[l,k] + sum[c<C+L*K](c < C + l*K ? W[l,k,c] * stop(s[l,c]) : 0)',
    },
    'no-direct-gradient-to-the-input': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient from later layers to the input directly, only through the first',
      edits:
        'a[l<L,k<K] = b[l,k] + sum[c<C+L*K](c < C + l*K ? W[l,k,c] * (c < C and l > 0 ? stop(s[l,c]) : s[l,c]) : 0)',
    },
    'gradient-through-shut-units': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient that passes shut units too',
      edits: `open(z) = z + stop(max(0, z) - z)
        s[l<L+1,c<C+L*K] = l == 0 ? x[c]|0 : (c >= C + (l-1)*K and c < C + l*K ? open(a[l-1, c - C - (l-1)*K]|0) : s[l-1,c])`,
    },
  },
  pitfalls: [
    'what the layers before gave is put side by side, not added up as in a residual network',
    'W has one width for all layers here: layer l reads its first C + l·K columns (l from 0), and the gradient of the rest is zero',
  ],
  rows: {
    '002/residual.densenet.concat': [
      'agreement',
      'law C1',
      'law C2',
      'law C6',
      'variant input-and-first-layer-only',
    ],
    '002/count.densenet.channels': ['law C3', 'law C4', 'law C5'],
  },

  mathjs: `part(l, k, r) = b[l, k] + sum(map(range(1, C + (l - 1) * K, true), f(c) = W[l, k, c] * r[c]));
    feature(l, k, r) = max(0, part(l, k, r));
    upto(l) = l == 0 ? x : concat(upto(l - 1), more(l, upto(l - 1)));
    more(l, r) = map(range(1, K, true), f(k) = feature(l, k, r));
    y = upto(L)`,
});
