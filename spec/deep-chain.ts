import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'deep-chain',
  family: 'training',
  title: 'A network one unit wide: what depth does to a gradient',
  sources: [
    'Hochreiter (1991), Untersuchungen zu dynamischen neuronalen Netzen',
    'Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward neural networks',
    'Nielsen (2015), Neural networks and deep learning, chapter 5',
  ],

  equations: `deep_chain(x, w[L], b[L]; activation) -> o
    σ(z)     = 1 / (1 + exp(-z))
    y[t<L+1] = t == 0 ? x : activation == 'sigmoid' ? σ(w[t-1] * y[t-1] + b[t-1]) : max(0, w[t-1] * y[t-1] + b[t-1])
    o        = y[L]`,
  algorithms: ['σ(z) = sigmoid(z)'],
  over: { batch: ['x'] },
  options: { activation: choice('sigmoid', 'relu') },
  sizes: { L: [1, 5] },

  laws: {
    C1: 'the slope of the output is Π wₗσ′(netₗ), no more than (max|w|/4)^L',
    C2: 'with sums held at zero the slope is (w/4)^L: over ten layers 9.54e-7 for w = 1, 1 for w = 4 and 1024 for w = 8, so deeper means smaller only below 4',
    C3: 'with all |w| < 4 every further layer makes the slope smaller',
    C4: 'rectified units that are all active multiply by Π wₗ: by 2^L exactly, and the output too, for w = 2',
    C5: 'two chains, the output of one the input of the other, are one',
    C6: 'a rectified unit that is not active lets nothing through, forward or back',
  },
  examples: [
    {
      says: 'two units: σ(2σ(0) − 1) = ½',
      inputs: { x: [0, 3], w: [1, 2], b: [0, -1] },
      outputs: { o: [0.5, '0.712006'] },
    },
    {
      says: 'ten rectified units of weight 2 make 1024 of 1',
      inputs: { x: [1, -1], w: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2], b: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
      options: { activation: 'relu' },
      outputs: { o: [1024, 0] },
      row: '004/gradient-flow.relu.exploding-possible',
    },
  ],
  special: [
    {
      says: 'saturated units do not overflow, and NaN stays in its sample',
      inputs: { x: [1000, -1000, Number.NaN], w: [1, 1000], b: [0, 0] },
      outputs: { o: ['1.000000000', 0.5, Number.NaN] },
    },
  ],
  variants: {
    'always-sigmoid': {
      kind: 'mistake',
      says: 'sigmoids, whatever was asked for',
      force: { activation: 'sigmoid' },
    },
    'linear-units': {
      kind: 'mistake',
      says: 'no activation at all',
      edits: 'y[t<L+1] = t == 0 ? x : w[t-1] * y[t-1] + b[t-1]',
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the biases left out',
      edits: "y[t<L+1] = t == 0 ? x : activation == 'sigmoid' ? σ(w[t-1] * y[t-1]) : max(0, w[t-1] * y[t-1])",
    },
    'first-weight': {
      kind: 'mistake',
      says: 'the weight of the first unit for all of them',
      edits:
        "y[t<L+1] = t == 0 ? x : activation == 'sigmoid' ? σ(w[0] * y[t-1] + b[t-1]) : max(0, w[0] * y[t-1] + b[t-1])",
    },
    'one-unit-too-few': {
      kind: 'mistake',
      says: 'the output of the last unit but one',
      edits: 'o = y[L-1]',
    },
    'slopes-left-out': {
      kind: 'mistake',
      says: 'a gradient Πw without the slopes of the sigmoids',
      edits: `n[t<L]   = w[t] * y[t] + b[t]
        y[t<L+1] = t == 0 ? x : activation == 'sigmoid' ? stop(σ(n[t-1]) - n[t-1]) + n[t-1] : max(0, n[t-1])`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'depth alone makes no gradient small: it is the product of weight and slope, above or below 1',
    'rectified units have the slope 1, and their weights multiply unchecked',
  ],

  rows: {
    '004/gradient-flow.vanishing.depth-claim': ['law C1', 'law C2', 'law C3'],
    '004/gradient-flow.relu.exploding-possible': ['law C4', 'law C6'],
  },

  mathjs: `s(v) = 1 / (1 + exp(-v));
    g(v) = equalText(activation, "sigmoid") ? s(v) : max(0, v);
    y(l) = l == 0 ? x : g(w[l] * y(l - 1) + b[l]);
    o = y(L)`,
});
