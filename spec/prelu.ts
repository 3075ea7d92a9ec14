import { formula } from './lib/formula.ts';

export default formula({
  name: 'prelu',
  family: 'activation',
  title: 'A rectifier whose negative side has a slope learned for each channel',
  sources: [
    'He, Zhang, Ren & Sun (2015), Delving deep into rectifiers',
    'https://pytorch.org/docs/stable/generated/torch.nn.PReLU.html',
  ],

  equations: `prelu(x[C], a[C]) -> y[C]
    y[c] = max(0, x[c]) + a[c] * min(0, x[c])`,
  over: { batch: ['x'] },

  laws: {
    C1: 'slopes of 0, 1 and −1 give the positive part, the number itself and its absolute value',
    C2: 'a positive factor may be drawn out of the input',
    C3: 'it is the larger of x and a·x where a ≤ 1, and the smaller where a ≥ 1',
    C4: 'the gradient by the input is 1 or the slope; by the slope it is the sum of the negative inputs',
    C5: 'a small step of the slopes against their gradient lowers a squared loss',
  },
  examples: [
    {
      says: 'each channel has its own slope',
      inputs: {
        x: [
          [-1, -1, 2],
          [-4, 3, -2],
        ],
        a: [0.25, 2, -0.5],
      },
      outputs: {
        y: [
          [-0.25, -2, 2],
          [-1, 3, 1],
        ],
      },
    },
    {
      says: 'slopes of −1 give the distance from 50 of a feature map',
      inputs: {
        x: [
          [-46, -39, -32],
          [-32, -13, -3],
          [-14, 17, 27],
        ],
        a: [-1, -1, -1],
      },
      outputs: {
        y: [
          [46, 39, 32],
          [32, 13, 3],
          [14, 17, 27],
        ],
      },
      printed: {
        y: [
          [46, 40, 34],
          [28, 13, 3],
          [10, 17, 27],
        ],
      },
      row: '003/example.activation.abs-50',
    },
  ],
  special: [
    {
      says: 'both ends are infinite',
      inputs: { x: [[-Infinity, Infinity]], a: [0.25, 0.25] },
      outputs: { y: [[-Infinity, Infinity]] },
    },
    { says: 'NaN stays NaN', inputs: { x: [[Number.NaN]], a: [0.25] }, outputs: { y: [[Number.NaN]] } },
  ],
  variants: {
    'larger-of-two': {
      kind: 'mistake',
      says: 'the larger of x and a·x, which swaps the sides where a slope exceeds 1',
      edits: 'y[c] = max(a[c] * x[c], x[c])',
      seen: ['convention 3'],
    },
    'one-slope-for-all': {
      kind: 'mistake',
      says: 'the slope of the first channel in all channels',
      edits: 'y[c] = max(0, x[c]) + a[0] * min(0, x[c])',
    },
    'channels-reversed': {
      kind: 'mistake',
      says: 'the slopes read from the last channel to the first',
      edits: 'y[c] = max(0, x[c]) + a[C-1-c] * min(0, x[c])',
    },
    'slope-subtracted': {
      kind: 'mistake',
      says: 'max(0, x) − a·min(0, x)',
      edits: 'y[c] = max(0, x[c]) - a[c] * min(0, x[c])',
    },
    'sides-swapped': {
      kind: 'mistake',
      says: 'the slope on the positive side',
      edits: 'y[c] = min(0, x[c]) + a[c] * max(0, x[c])',
    },
    'slope-at-most-one': {
      kind: 'mistake',
      says: 'slopes cut off at 0 and 1',
      edits: 'y[c] = max(0, x[c]) + max(0, min(1, a[c])) * min(0, x[c])',
    },
    'slope-not-learned': {
      kind: 'mistake',
      says: 'no gradient to the slopes',
      edits: 'y[c] = max(0, x[c]) + stop(a[c]) * min(0, x[c])',
      shows: 'in the gradient',
    },
    'slope-gradient-of-all-inputs': {
      kind: 'mistake',
      says: 'a gradient to the slopes from the positive inputs too',
      edits: 'y[c] = max(0, x[c]) + stop(a[c]) * min(0, x[c]) + (a[c] - stop(a[c])) * stop(x[c])',
      shows: 'in the gradient',
    },
    'dead-gradient': {
      kind: 'mistake',
      says: 'no gradient to negative inputs',
      edits: 'y[c] = max(0, x[c]) + a[c] * stop(min(0, x[c]))',
      shows: 'in the gradient',
    },
    'slope-one-at-zero': {
      kind: 'convention',
      admitted: 'at the kink every number between the one-sided slopes is a subgradient',
      says: 'the slope 1 at zero',
      edits: 'y[c] = x[c] >= 0 ? x[c] : a[c] * x[c]',
      who: 'JAX, by its leaky_relu',
      shows: 'in the gradient',
      seen: ['convention 5'],
    },
    'slope-a-at-zero': {
      kind: 'convention',
      admitted: 'at the kink every number between the one-sided slopes is a subgradient',
      says: 'the slope a at zero',
      edits: 'y[c] = x[c] > 0 ? x[c] : a[c] * x[c]',
      who: 'PyTorch',
      shows: 'in the gradient',
      seen: ['convention 5'],
    },
  },
  pitfalls: [
    'a learned slope may leave [0, 1], so max(a·x, x) will not do',
    'the gradient of a slope is summed over the batch and over every other axis that shares it',
  ],

  rows: {
    '000/activation.prelu': 'gradient',
    '001/activation.generalised-relu': 'law C3',
    '001/activation.generalised-relu.derivative': 'law C4',
    '001/activation.absolute-value-rectification': 'law C1',
    '001/activation.prelu': 'law C5',
    '003/activation.shifted-absolute-value': 'law C1',
    '003/example.activation.abs-50': 'example slopes of −1 give the distance from 50 of a feature map',
    '004/activation.identity': 'law C1',
  },

  mathjs: 'y = map(range(1, C, true), f(c) = x[c] > 0 ? x[c] : a[c] * x[c])',
});
