import { formula } from './lib/formula.ts';

export default formula({
  name: 'rnn-cell',
  family: 'recurrent',
  title: 'One step of a simple recurrent network',
  sources: [
    'Elman (1990), Finding structure in time',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, equations 10.8 and 10.9',
    'https://pytorch.org/docs/stable/generated/torch.nn.RNNCell.html',
  ],

  equations: `rnn_cell(x[D], h[H], W[H,D], U[H,H], b[H]) -> h1[H]
    z[k]  = sum[d](W[k,d] * x[d]) + sum[m](U[k,m] * h[m]) + b[k]
    h1[k] = tanh(z[k])`,
  // The slope is 1 − h₁²; or (1 − h₁)(1 + h₁), or by the exponential, which round more often and keep the digits far out.
  algorithms: [
    'h1[k] = tanh(z[k])',
    'h1[k] = stop(tanh(z[k])) + stop((1 - tanh(z[k])) * (1 + tanh(z[k]))) * (z[k] - stop(z[k]))',
    'h1[k] = stop(tanh(z[k])) + stop(4 * exp(-2 * abs(z[k])) / (1 + exp(-2 * abs(z[k])))^2) * (z[k] - stop(z[k]))',
  ],
  over: { batch: ['x', 'h'] },

  laws: {
    C1: 'the new state stays within ±1',
    C2: 'negating the input, the state and the bias negates the new state',
    C3: 'one product of the weights side by side with input and state one after the other is the same',
    C4: 'without recurrent weights the old state has no influence',
    C5: 'the gradient is δ = (1 − h1²)∘dh1, and goes back as Uᵀδ to the state, Wᵀδ to the input, δxᵀ, δhᵀ and δ to the parameters',
    C6: 'going back one step the gradient grows at most by the norm of U',
    C7: 'at the origin the gradient goes back by Uᵀ, exactly',
  },
  examples: [
    {
      says: 'zero parameters give a zero state',
      inputs: { x: [[3, -2]], h: [[1]], W: [[0, 0]], U: [[0]], b: [0] },
      outputs: { h1: [[0]] },
      row: '000/layer.rnn.vanilla',
    },
    {
      says: 'input, state and bias are added up before the tanh',
      inputs: { x: [[1, 2]], h: [[2]], W: [[0.5, -0.25]], U: [[0.125]], b: [0.5] },
      outputs: { h1: [['0.63514895']] },
    },
    {
      says: 'the first unit reaches the second through the second row of U',
      inputs: {
        x: [[0]],
        h: [[1, 0]],
        W: [[0], [0]],
        U: [
          [0, 0],
          [1, 0],
        ],
        b: [0, 0],
      },
      outputs: { h1: [[0, '0.76159416']] },
    },
    {
      says: 'without a bias',
      inputs: { x: [[2]], h: [[1]], W: [[0.5]], U: [[-2]], b: [0] },
      outputs: { h1: [['-0.76159416']] },
      row: '002/layer.rnn.vanilla.bias-free',
    },
  ],
  special: [
    {
      says: 'a huge sum saturates, without overflow',
      inputs: { x: [[2 ** 100], [-(2 ** 100)]], h: [[0], [0]], W: [[1]], U: [[1]], b: [0.5] },
      outputs: { h1: [[1], [-1]] },
    },
    {
      says: 'an infinite input saturates',
      inputs: { x: [[Infinity], [-Infinity]], h: [[0], [0]], W: [[1]], U: [[1]], b: [0.5] },
      outputs: { h1: [[1], [-1]] },
    },
    {
      says: 'NaN stays in its sample',
      inputs: { x: [[Number.NaN], [1]], h: [[0], [0]], W: [[1]], U: [[1]], b: [0] },
      outputs: { h1: [[Number.NaN], ['0.76159416']] },
    },
  ],
  variants: {
    relu: {
      kind: 'convention',
      says: 'ReLU in the place of tanh',
      edits: 'h1[k] = max(z[k], 0)',
      who: "PyTorch RNNCell with nonlinearity='relu'",
      seen: ['convention 90', '002/convention.rnn.activation-choice-text'],
    },
    sigmoid: {
      kind: 'convention',
      says: 'the logistic sigmoid in the place of tanh',
      edits: 'h1[k] = sigmoid(z[k])',
      who: 'ONNX RNN with activations=["Sigmoid"]',
      seen: ['convention 90', '003/layer.rnn.vanilla.linear-output'],
    },
    'no-activation': {
      kind: 'mistake',
      says: 'the sum itself, without its tanh',
      edits: 'h1[k] = z[k]',
      seen: ['001/claim.rnn.hidden-transition-linear'],
    },
    'recurrent-weights-transposed': {
      kind: 'mistake',
      says: 'the recurrent weights transposed',
      edits: 'z[k] = sum[d](W[k,d] * x[d]) + sum[m](U[m,k] * h[m]) + b[k]',
      seen: ['convention 88'],
    },
    'input-weights-by-input': {
      kind: 'mistake',
      says: 'the input weights read in the order [input, unit]',
      edits: `z[k] = sum[d](W[(d*H + k) div D, (d*H + k) mod D]|0 * x[d]) + sum[m](U[k,m] * h[m]) + b[k]`,
      seen: ['convention 45'],
    },
    'no-recurrence': {
      kind: 'mistake',
      says: 'the old state left out',
      edits: 'z[k] = sum[d](W[k,d] * x[d]) + b[k]',
      seen: ['004/identity.rnn-mlp-reduction'],
    },
    'bias-twice': {
      kind: 'mistake',
      says: 'the bias added twice, as input and as recurrent bias',
      edits: 'z[k] = sum[d](W[k,d] * x[d]) + sum[m](U[k,m] * h[m]) + 2 * b[k]',
      seen: ['convention 80'],
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the bias left out',
      edits: 'z[k] = sum[d](W[k,d] * x[d]) + sum[m](U[k,m] * h[m])',
      seen: ['002/layer.rnn.vanilla.bias-free'],
    },
    'tanh-by-exponentials': {
      kind: 'mistake',
      says: 'tanh as a quotient of raw exponentials',
      edits: 'h1[k] = (exp(z[k]) - exp(-z[k])) / (exp(z[k]) + exp(-z[k]))',
      shows: 'numerically',
    },
    'slope-of-the-output': {
      kind: 'mistake',
      says: 'a gradient with the slope of tanh taken at h1 instead of at the sum',
      edits: `t[k]  = stop(tanh(z[k]))
        h1[k] = t[k] + stop(1 - tanh(t[k])^2) * (z[k] - stop(z[k]))`,
      shows: 'in the gradient',
      seen: ['S-33'],
    },
    'no-slope': {
      kind: 'mistake',
      says: 'a gradient without the slope of tanh',
      edits: 'h1[k] = stop(tanh(z[k])) + (z[k] - stop(z[k]))',
      shows: 'in the gradient',
      seen: ['001/claim.rnn.hidden-transition-linear'],
    },
    'no-gradient-to-the-state': {
      kind: 'mistake',
      says: 'no gradient to the old state',
      edits: 'z[k] = sum[d](W[k,d] * x[d]) + sum[m](U[k,m] * stop(h[m])) + b[k]',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
    'back-through-U-untransposed': {
      kind: 'mistake',
      says: 'a gradient to the old state through U instead of Uᵀ',
      edits: `z[k] = sum[d](W[k,d] * x[d]) + sum[m](U[k,m] * stop(h[m]))
                + sum[m](stop(U[m,k]) * (h[m] - stop(h[m]))) + b[k]`,
      shows: 'in the gradient',
      seen: ['convention 89', '003/gradient.rnn.jacobian-product.denominator-layout'],
    },
  },
  pitfalls: [
    'Uᵀ goes back, not U: a symmetric or 1×1 U hides the difference',
    'frameworks with two bias vectors add them; a port that loads one bias into both counts it twice',
  ],

  rows: {
    '000/layer.rnn.vanilla': 'agreement',
    '000/identity.rnn.concat-split': 'law C3',
    '000/layer.rnn.bptt-general': 'law C5',
    '000/layer.rnn.gradient-vanishing': 'law C6',
    '000/layer.rnn.gradient-explosion': 'law C7',
    '001/bound.rnn.tanh-hidden-state': 'law C1',
    '001/claim.rnn.hidden-transition-linear': 'law C5',
    '001/limit.rnn.long-term-gradient': 'law C6',
    '002/layer.rnn.vanilla.bias-free': 'example without a bias',
    '002/convention.rnn.activation-choice-text': 'variant relu',
    '002/claim.bptt.no-long-range': 'law C6',
    '003/identity.rnn.output-depends-on-input-and-state': 'agreement',
    '003/gradient.rnn.jacobian-product.denominator-layout': 'law C5',
    '004/layer.rnn.hidden-state': 'agreement',
    '004/identity.rnn-mlp-reduction': 'law C4',
    '004/gradient-flow.rnn.exploding-vanishing': 'law C6',
    '004/layer.rnn.bidirectional.forward': 'agreement',
  },

  mathjs: `t(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    z(k) = sum(map(range(1, D, true), f(d) = W[k, d] * x[d])) + sum(map(range(1, H, true), f(m) = U[k, m] * h[m])) + b[k];
    h1 = map(range(1, H, true), f(k) = t(z(k)))`,
});
