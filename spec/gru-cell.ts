import { formula } from './lib/formula.ts';

export default formula({
  name: 'gru-cell',
  family: 'recurrent',
  title: 'One step of a gated recurrent unit',
  sources: [
    'Cho et al. (2014), Learning phrase representations using RNN encoder–decoder for statistical machine translation (the reset before the product, z keeps the old state)',
    'Chung et al. (2014), Empirical evaluation of gated recurrent neural networks on sequence modeling (z keeps the new state)',
    'https://onnx.ai/onnx/operators/onnx__GRU.html (linear_before_reset)',
  ],

  equations: `gru_cell(x[D], h[H], W[3,H,D], U[3,H,H], b[3,H]) -> h1[H]
    σ(t)  = 1 / (1 + exp(-t))
    r[k]  = σ(sum[d](W[0,k,d] * x[d]) + sum[m](U[0,k,m] * h[m]) + b[0,k])
    z[k]  = σ(sum[d](W[1,k,d] * x[d]) + sum[m](U[1,k,m] * h[m]) + b[1,k])
    n[k]  = tanh(sum[d](W[2,k,d] * x[d]) + sum[m](U[2,k,m] * (r[m] * h[m])) + b[2,k])
    h1[k] = z[k] * h[k] + (1 - z[k]) * n[k]`,
  algorithms: [
    'σ(t) = sigmoid(t)',
    `σ(t)  = sigmoid(t)
     h1[k] = n[k] + z[k] * (h[k] - n[k])`,
  ],
  over: { batch: ['x', 'h'] },

  laws: {
    C1: 'the new state lies between the old one and the candidate',
    C2: 'with the update gate open the state is copied, and so is its gradient',
    C3: 'with the update gate shut and the reset gate open it is a simple recurrent network',
    C4: 'with the update and the reset gate shut the old state has no influence',
    C5: 'the two conventions for the update gate are each other with its weights negated',
    C6: 'a state within ±1 stays within ±1',
    C7: 'for the candidate a unit whose reset gate is shut is a unit whose old state is zero',
    C8: 'with the reset gate open, one product of the weights side by side with input and state one after the other is the same',
  },
  examples: [
    {
      says: 'all gates half open at zero: the state is halved',
      inputs: {
        x: [[0]],
        h: [[0.5]],
        W: [[[0]], [[0]], [[0]]],
        U: [[[0]], [[0]], [[0]]],
        b: [[0], [0], [0]],
      },
      outputs: { h1: [[0.25]] },
    },
    {
      says: 'the gates are read in the order r z n',
      inputs: {
        x: [[0]],
        h: [[1]],
        W: [[[0]], [[0]], [[0]]],
        U: [[[0]], [[0]], [[1]]],
        b: [[1], [2], [-1]],
      },
      outputs: { h1: [['0.84948968']] },
    },
    {
      says: 'the reset gate acts before the product with the recurrent weights: r = (1, 0), h = (1, 2) and a swap give tanh of (0, 1), not of (2, 0)',
      inputs: {
        x: [[0]],
        h: [[1, 2]],
        W: [
          [[0], [0]],
          [[0], [0]],
          [[0], [0]],
        ],
        U: [
          [
            [0, 0],
            [0, 0],
          ],
          [
            [0, 0],
            [0, 0],
          ],
          [
            [0, 1],
            [1, 0],
          ],
        ],
        b: [
          [800, -800],
          [-800, -800],
          [0, 0],
        ],
      },
      outputs: { h1: [['0.00000000', '0.76159416']] },
      row: '004/layer.rnn.gru.candidate',
    },
    {
      says: 'an open update gate keeps the old state',
      inputs: {
        x: [[1]],
        h: [[-3]],
        W: [[[1]], [[0]], [[1]]],
        U: [[[1]], [[0]], [[1]]],
        b: [[0], [800], [0]],
      },
      outputs: { h1: [['-3.00000000']] },
      row: '004/layer.rnn.gru.update-limit-one',
    },
  ],
  special: [
    {
      says: 'huge sums open and shut the gates without overflow',
      inputs: {
        x: [[2 ** 100], [-(2 ** 100)]],
        h: [[0.5], [0.5]],
        W: [[[1]], [[1]], [[1]]],
        U: [[[1]], [[1]], [[1]]],
        b: [[0], [0], [0]],
      },
      outputs: { h1: [[0.5], [-1]] },
    },
    {
      says: 'NaN stays in its sample',
      inputs: {
        x: [[Number.NaN], [0]],
        h: [[0.5], [0.5]],
        W: [[[1]], [[1]], [[1]]],
        U: [[[0]], [[0]], [[0]]],
        b: [[0], [0], [0]],
      },
      outputs: { h1: [[Number.NaN], [0.25]] },
    },
  ],
  variants: {
    'reset-after': {
      kind: 'convention',
      says: 'the reset gate applied after the product with the recurrent weights',
      edits: 'n[k] = tanh(sum[d](W[2,k,d] * x[d]) + r[k] * sum[m](U[2,k,m] * h[m]) + b[2,k])',
      who: 'PyTorch, cuDNN, Keras by default, ONNX with linear_before_reset=1',
      seen: ['convention 83', 'R-RNN-07', 'R-RNN-13', 'S-32', '004/layer.rnn.gru.candidate'],
    },
    'reset-after-with-bias': {
      kind: 'convention',
      says: 'the reset gate applied after the product and to the bias as well',
      edits: 'n[k] = tanh(sum[d](W[2,k,d] * x[d]) + r[k] * (sum[m](U[2,k,m] * h[m]) + b[2,k]))',
      who: "a bias loaded as PyTorch's b_hn or Flax's bias of the recurrent candidate",
      seen: ['convention 80', 'convention 83'],
    },
    'update-gate-keeps-new': {
      kind: 'convention',
      says: 'an update gate that keeps the new state instead of the old one',
      edits: 'h1[k] = (1 - z[k]) * h[k] + z[k] * n[k]',
      who: 'Chung et al. (2014)',
      seen: [
        'convention 84',
        'S-32',
        '000/layer.gru.cell',
        '004/layer.rnn.gru.hidden-state',
        '003/layer.rnn.gru',
      ],
    },
    'gate-order-zrn': {
      kind: 'convention',
      says: 'gates packed in the order z r n',
      edits: `r[k] = σ(sum[d](W[1,k,d] * x[d]) + sum[m](U[1,k,m] * h[m]) + b[1,k])
        z[k] = σ(sum[d](W[0,k,d] * x[d]) + sum[m](U[0,k,m] * h[m]) + b[0,k])`,
      who: 'ONNX, Keras',
      seen: ['convention 82'],
    },
    'hard-sigmoid': {
      kind: 'convention',
      says: 'the hard sigmoid 0.2t + ½, cut off at 0 and 1, in the gates',
      edits: 'σ(t) = max(0, min(1, 0.2 * t + 0.5))',
      who: 'Keras 1, ONNX with activations=["HardSigmoid", "Tanh"]',
      seen: ['convention 86'],
    },
    'no-reset': {
      kind: 'mistake',
      says: 'the reset gate left out',
      edits: 'n[k] = tanh(sum[d](W[2,k,d] * x[d]) + sum[m](U[2,k,m] * h[m]) + b[2,k])',
    },
    'recurrent-weights-transposed': {
      kind: 'mistake',
      says: 'the recurrent weights transposed',
      edits: `r[k] = σ(sum[d](W[0,k,d] * x[d]) + sum[m](U[0,m,k] * h[m]) + b[0,k])
        z[k] = σ(sum[d](W[1,k,d] * x[d]) + sum[m](U[1,m,k] * h[m]) + b[1,k])
        n[k] = tanh(sum[d](W[2,k,d] * x[d]) + sum[m](U[2,m,k] * (r[m] * h[m])) + b[2,k])`,
      seen: ['convention 88'],
    },
    'bias-twice': {
      kind: 'mistake',
      says: 'the biases added twice, as input and as recurrent bias',
      edits: `r[k] = σ(sum[d](W[0,k,d] * x[d]) + sum[m](U[0,k,m] * h[m]) + 2 * b[0,k])
        z[k] = σ(sum[d](W[1,k,d] * x[d]) + sum[m](U[1,k,m] * h[m]) + 2 * b[1,k])
        n[k] = tanh(sum[d](W[2,k,d] * x[d]) + sum[m](U[2,k,m] * (r[m] * h[m])) + 2 * b[2,k])`,
      seen: ['convention 80'],
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the biases left out',
      edits: `r[k] = σ(sum[d](W[0,k,d] * x[d]) + sum[m](U[0,k,m] * h[m]))
        z[k] = σ(sum[d](W[1,k,d] * x[d]) + sum[m](U[1,k,m] * h[m]))
        n[k] = tanh(sum[d](W[2,k,d] * x[d]) + sum[m](U[2,k,m] * (r[m] * h[m])))`,
      seen: ['R-RNN-06'],
    },
    'no-candidate-tanh': {
      kind: 'mistake',
      says: 'a candidate without its tanh',
      edits: 'n[k] = sum[d](W[2,k,d] * x[d]) + sum[m](U[2,k,m] * (r[m] * h[m])) + b[2,k]',
    },
    'no-gradient-through-the-reset': {
      kind: 'mistake',
      says: 'no gradient through the reset gate',
      edits: 'n[k] = tanh(sum[d](W[2,k,d] * x[d]) + sum[m](U[2,k,m] * (stop(r[m]) * h[m])) + b[2,k])',
      shows: 'in the gradient',
    },
    'no-gradient-through-the-update': {
      kind: 'mistake',
      says: 'no gradient through the update gate',
      edits: 'h1[k] = stop(z[k]) * h[k] + (1 - stop(z[k])) * n[k]',
      shows: 'in the gradient',
    },
    'no-gradient-along-the-state': {
      kind: 'mistake',
      says: 'a gradient to the old state without the part that the update gate copies',
      edits: 'h1[k] = z[k] * stop(h[k]) + (1 - z[k]) * n[k]',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
  },
  pitfalls: [
    'with the reset before or after the product the weights are not interchangeable: PyTorch and cuDNN cannot run a model trained with the other form',
    'which state the update gate keeps differs between papers; the two are each other with the gate’s weights negated',
    'the order of the gates is a convention: PyTorch r z n, ONNX and Keras z r n',
  ],

  rows: {
    '000/layer.gru.cell': 'variant update-gate-keeps-new',
    '000/layer.gru.degenerate-rnn': 'law C3',
    '000/layer.gru.copy': 'law C2',
    '000/layer.gru.reset-zero': 'law C4',
    '003/layer.rnn.gru': 'agreement',
    '003/identity.gru.update-gate-conventions': 'law C5',
    '003/limit.gru.update-gate': 'law C2',
    '003/limit.gru.reset-gate': 'law C4',
    '003/convention.gru.no-cell-state': 'law C5',
    '004/layer.rnn.gru.reset-gate': 'agreement',
    '004/layer.rnn.gru.update-gate': 'agreement',
    '004/layer.rnn.gru.gate-range': 'law C1',
    '004/layer.rnn.gru.candidate': 'law C7',
    '004/layer.rnn.gru.candidate-range': 'law C6',
    '004/identity.gru-concatenation': 'law C8',
    '004/layer.rnn.gru.reset-limit-zero': 'law C4',
    '004/layer.rnn.gru.reset-limit-one': 'law C3',
    '004/layer.rnn.gru.hidden-state': 'agreement',
    '004/layer.rnn.gru.update-limit-one': 'example an open update gate keeps the old state',
    '004/layer.rnn.gru.update-limit-zero': 'law C3',
    '004/identity.gru-rnn-reduction': 'law C3',
    '004/layer.rnn.gru.convex-combination': 'law C1',
    '004/gradient-flow.gru.state-path': 'law C2',
  },

  mathjs: `t(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    s(v) = 1 / (1 + exp(-v));
    a(q, k) = sum(map(range(1, D, true), f(d) = W[q, k, d] * x[d])) + b[q, k];
    r(k) = s(a(1, k) + sum(map(range(1, H, true), f(m) = U[1, k, m] * h[m])));
    z(k) = s(a(2, k) + sum(map(range(1, H, true), f(m) = U[2, k, m] * h[m])));
    g(k) = t(a(3, k) + sum(map(range(1, H, true), f(m) = U[3, k, m] * r(m) * h[m])));
    h1 = map(range(1, H, true), f(k) = g(k) + z(k) * (h[k] - g(k)))`,
});
