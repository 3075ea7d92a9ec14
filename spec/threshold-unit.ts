import { formula } from './lib/formula.ts';

export default formula({
  name: 'threshold-unit',
  family: 'linear',
  title: 'Units that are on where their weighted sum is positive',
  sources: [
    'McCulloch & Pitts (1943), A logical calculus of the ideas immanent in nervous activity',
    'Rosenblatt (1958), The perceptron: a probabilistic model for information storage and organization in the brain',
    'Minsky & Papert (1969), Perceptrons',
  ],

  equations: `threshold_unit(x[D], W[K,D], b[K]) -> y[K]
    y[k] = sum[d](W[k,d] * x[d]) + b[k] > 0 ? 1.0 : 0.0`,
  over: { batch: ['x'] },
  sizes: { D: [1, 4], K: [1, 4] },

  laws: {
    C1: 'every unit is on or off, and off where its sum is zero',
    C2: 'no single unit is exclusive-or: of all weights and biases in eighths between −1 and 1, and of others drawn, none is right for more than three of four inputs',
    C3: 'two hidden units, x₁ + x₂ > ½ and x₁ + x₂ > 3/2, and one that is on for the first alone, are exclusive-or',
    C4: 'a positive factor on weights and bias changes nothing; with the sign turned a unit is on where it was off, but for sums of zero',
    C5: 'nothing has a gradient',
  },
  examples: [
    {
      says: 'and, or, not both: four inputs',
      inputs: {
        x: [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        W: [
          [1, 1],
          [1, 1],
          [-1, -1],
        ],
        b: [-1.5, -0.5, 1.5],
      },
      outputs: {
        y: [
          [0, 0, 1],
          [0, 1, 1],
          [0, 1, 1],
          [1, 1, 0],
        ],
      },
    },
    {
      says: 'a sum of zero does not reach the threshold',
      inputs: { x: [[2]], W: [[1], [1]], b: [-2, -1.5] },
      outputs: { y: [[0, 1]] },
    },
  ],
  variants: {
    'on-at-zero': {
      kind: 'convention',
      says: 'units that are on where their sum is zero',
      edits: 'y[k] = sum[d](W[k,d] * x[d]) + b[k] >= 0 ? 1.0 : 0.0',
      who: 'the Heaviside function with H(0) = 1',
    },
    'plus-or-minus-one': {
      kind: 'convention',
      says: '−1 for units that are off',
      edits: 'y[k] = sum[d](W[k,d] * x[d]) + b[k] > 0 ? 1.0 : -1.0',
      who: 'Rosenblatt (1958), Mitchell (1997)',
    },
    'threshold-subtracted': {
      kind: 'convention',
      says: 'a threshold that is subtracted, in the place of a bias',
      edits: 'y[k] = sum[d](W[k,d] * x[d]) - b[k] > 0 ? 1.0 : 0.0',
      who: 'McCulloch & Pitts (1943)',
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the biases left out',
      edits: 'y[k] = sum[d](W[k,d] * x[d]) > 0 ? 1.0 : 0.0',
    },
    'straight-through': {
      kind: 'convention',
      says: 'the gradient of the sum itself',
      edits: `s[k] = sum[d](W[k,d] * x[d]) + b[k]
        y[k] = stop((s[k] > 0 ? 1.0 : 0.0) - s[k]) + s[k]`,
      who: 'Bengio, Léonard & Courville (2013), binarised networks',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['its slope is zero wherever it has one: descent cannot train it'],

  rows: { '004/layer.linear.perceptron-xor': ['law C2', 'law C3'] },

  mathjs: `y = map(range(1, K, true), f(k) = sum(map(range(1, D, true), g(d) = W[k, d] * x[d])) + b[k] > 0 ? 1.0 : 0.0)`,
});
