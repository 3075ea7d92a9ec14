import { formula } from './lib/formula.ts';

const SUMS = 'z[t,q,k] = sum[d](W[q,k,d] * x[t,d]) + sum[m](U[q,k,m] * (t == 0 ? h0[m] : h[t-1,m]))';

export default formula({
  name: 'lstm',
  family: 'recurrent',
  title: 'A long short-term memory over a sequence',
  sources: [
    'Hochreiter & Schmidhuber (1997), Long short-term memory; Gers et al. (2000) for the forget gate',
    'https://pytorch.org/docs/stable/generated/torch.nn.LSTM.html (gate order i f g o)',
  ],

  equations: `lstm(x[T,D], h0[H], c0[H], W[4,H,D], U[4,H,H], b[4,H]) -> h[T,H], c1[H]
    σ(v)     = 1 / (1 + exp(-v))
    z[t,q,k] = sum[d](W[q,k,d] * x[t,d]) + sum[m](U[q,k,m] * (t == 0 ? h0[m] : h[t-1,m])) + b[q,k]
    c[t,k]   = σ(z[t,1,k]) * (t == 0 ? c0[k] : c[t-1,k]) + σ(z[t,0,k]) * tanh(z[t,2,k])
    h[t,k]   = σ(z[t,3,k]) * tanh(c[t,k])
    c1[k]    = c[T-1,k]`,
  algorithms: ['σ(v) = sigmoid(v)'],
  over: { batch: ['x', 'h0', 'c0'] },
  sizes: { T: [1, 4], D: [1, 3], H: [1, 3] },

  laws: {
    C1: 'the states of the first steps do not change when later inputs change or are cut off',
    C2: 'it is the cell line by line, at every step with the h and c of the step before; a single step is the formula lstm-cell',
    C3: 'two runs with h and c handed on are one run',
    C4: 'there are 4(nd + n² + n) parameters, for sequences of every length: four times a simple network’s and 4/3 of a GRU’s; 98,816, 24,704 and 74,112 for 64 inputs and 128 units, 128, 32 and 96 for 3 and 4',
    C5: 'a path through a gate has a factor σ′ ≤ ¼ and a weight: h0 reaches c1 with at most ¼|U||g| by the input gate and ¼|U||c0| by the forget gate, and h with at most ¼|U| by the output gate; the candidate’s path has no such factor, and its tanh′ is 1 at zero',
    C6: 'along the cell alone, without recurrent weights, c0 reaches c1 by the product of the forget gates, which is between 0 and 1 and cannot explode',
    C7: 'slots 0 to 3 of W, U and b are W_i, W_f, W_C and W_o with their biases: c1 = σ(b_f)c0 + σ(b_i)tanh(b_C) and h = σ(b_o)tanh(c1) where nothing comes in, with σ in (0,1) and tanh in (−1,1)',
    C8: 'trained by gradient descent from a random start to give back the flagged one of three symbols, one unit recalls it, its mean input gate higher by 0.1 at flagged steps than at others and its mean forget gate lower, in three of four starts',
    C9: 'nothing in the equations ties the gates to the importance of an input or to each other: for any input both may be open, both shut, or either one',
  },
  examples: [
    {
      says: 'two steps of one unit, the cell adding up',
      inputs: {
        x: [[[1], [-0.5]]],
        h0: [[0]],
        c0: [[0]],
        W: [[[1]], [[0.5]], [[2]], [[-1]]],
        U: [[[0.5]], [[-1]], [[1]], [[0.25]]],
        b: [[0], [1], [0], [0.5]],
      },
      outputs: { h: [[['0.229310971'], ['0.132195651']]], c1: [['0.180038509']] },
    },
    {
      says: 'an open forget gate and a shut input gate carry the cell over three steps',
      inputs: {
        x: [[[1], [-2], [3]]],
        h0: [[0.5]],
        c0: [[0.75]],
        W: [[[0]], [[0]], [[1]], [[0]]],
        U: [[[0]], [[0]], [[1]], [[0]]],
        b: [[-800], [800], [0], [0]],
      },
      outputs: { h: [[['0.31757448'], ['0.31757448'], ['0.31757448']]], c1: [['0.75000000']] },
    },
  ],
  special: [
    {
      says: 'NaN reaches its own step and the later ones of its sequence',
      inputs: {
        x: [
          [[0], [Number.NaN], [0]],
          [[0], [0], [0]],
        ],
        h0: [[0], [0]],
        c0: [[0], [0]],
        W: [[[1]], [[1]], [[1]], [[1]]],
        U: [[[1]], [[1]], [[1]], [[1]]],
        b: [[0], [0], [0], [0]],
      },
      outputs: {
        h: [
          [[0], [Number.NaN], [Number.NaN]],
          [[0], [0], [0]],
        ],
        c1: [[Number.NaN], [0]],
      },
    },
    {
      says: 'huge sums open and shut the gates without overflow',
      inputs: {
        x: [[[2 ** 100], [2 ** 100]]],
        h0: [[0]],
        c0: [[0.5]],
        W: [[[1]], [[1]], [[1]], [[1]]],
        U: [[[0]], [[0]], [[0]], [[0]]],
        b: [[0], [0], [0], [0]],
      },
      outputs: { h: [[['0.90514825'], ['0.98661430']]], c1: [[2.5]] },
    },
  ],
  variants: {
    'gate-order-iofc': {
      kind: 'convention',
      says: 'gates packed in the order i o f g',
      edits: `c[t,k] = σ(z[t,2,k]) * (t == 0 ? c0[k] : c[t-1,k]) + σ(z[t,0,k]) * tanh(z[t,3,k])
        h[t,k] = σ(z[t,1,k]) * tanh(c[t,k])`,
      who: 'ONNX',
      seen: ['convention 81', 'R-RNN-02', 'S-31'],
    },
    'gate-order-igfo': {
      kind: 'convention',
      says: 'gates packed in the order i g f o',
      edits: 'c[t,k] = σ(z[t,2,k]) * (t == 0 ? c0[k] : c[t-1,k]) + σ(z[t,0,k]) * tanh(z[t,1,k])',
      who: 'TensorFlow 1 BasicLSTMCell with forget_bias=0',
      seen: ['convention 81', 'S-31'],
    },
    'coupled-gates': {
      kind: 'convention',
      says: 'a forget gate coupled to the input gate, f = 1 − i',
      edits: 'c[t,k] = (1 - σ(z[t,0,k])) * (t == 0 ? c0[k] : c[t-1,k]) + σ(z[t,0,k]) * tanh(z[t,2,k])',
      who: 'ONNX with input_forget=1',
      seen: ['002/claim.lstm.learned-gate-behaviour'],
    },
    'hidden-state-not-handed-on': {
      kind: 'mistake',
      says: 'every step’s gates computed from h0',
      edits: 'z[t<T,q,k] = sum[d](W[q,k,d] * x[t,d]) + sum[m](U[q,k,m] * h0[m]) + b[q,k]',
    },
    'cell-not-handed-on': {
      kind: 'mistake',
      says: 'every step begun from c0',
      edits: 'c[t,k] = σ(z[t,1,k]) * c0[k] + σ(z[t,0,k]) * tanh(z[t,2,k])',
    },
    'cell-in-the-gates': {
      kind: 'mistake',
      says: 'the cell state handed to the gates in the place of the hidden state',
      edits: 'z[t,q,k] = sum[d](W[q,k,d] * x[t,d]) + sum[m](U[q,k,m] * (t == 0 ? c0[m] : c[t-1,m])) + b[q,k]',
    },
    'initial-states-swapped': {
      kind: 'mistake',
      says: 'h0 and c0 swapped',
      edits: `z[t,q,k] = sum[d](W[q,k,d] * x[t,d]) + sum[m](U[q,k,m] * (t == 0 ? c0[m] : h[t-1,m])) + b[q,k]
        c[t,k] = σ(z[t,1,k]) * (t == 0 ? h0[k] : c[t-1,k]) + σ(z[t,0,k]) * tanh(z[t,2,k])`,
    },
    'hidden-state-for-the-cell': {
      kind: 'mistake',
      says: 'the last hidden state in the place of the last cell state',
      edits: 'c1[k] = h[T-1,k]',
    },
    'initial-states-ignored': {
      kind: 'mistake',
      says: 'a start from zero, whatever h0 and c0 are',
      edits: `z[t,q,k] = sum[d](W[q,k,d] * x[t,d]) + sum[m](U[q,k,m] * (t == 0 ? 0 : h[t-1,m])) + b[q,k]
        c[t,k] = σ(z[t,1,k]) * (t == 0 ? 0 : c[t-1,k]) + σ(z[t,0,k]) * tanh(z[t,2,k])`,
    },
    'sequence-reversed': {
      kind: 'mistake',
      says: 'the sequence read from its end',
      edits:
        'z[t<T,q,k] = sum[d](W[q,k,d] * x[T-1-t,d]) + sum[m](U[q,k,m] * (t == 0 ? h0[m] : h[t-1,m])) + b[q,k]',
    },
    'input-and-forget-swapped': {
      kind: 'mistake',
      says: 'the input and the forget gate swapped',
      edits: 'c[t,k] = σ(z[t,0,k]) * (t == 0 ? c0[k] : c[t-1,k]) + σ(z[t,1,k]) * tanh(z[t,2,k])',
      seen: ['S-31', 'R-RNN-01'],
    },
    'no-output-tanh': {
      kind: 'mistake',
      says: 'the cell state itself in the output, without its tanh',
      edits: 'h[t,k] = σ(z[t,3,k]) * c[t,k]',
      seen: ['S-31'],
    },
    'no-bias': { kind: 'mistake', says: 'the biases left out', edits: SUMS },
    'bias-twice': {
      kind: 'mistake',
      says: 'the biases added twice, as input and as recurrent bias',
      edits: `${SUMS} + 2 * b[q,k]`,
      seen: ['convention 80'],
    },
    'no-gradient-through-the-hidden-state': {
      kind: 'mistake',
      says: 'no gradient from a step’s gates to the hidden state before',
      edits:
        'z[t,q,k] = sum[d](W[q,k,d] * x[t,d]) + sum[m](U[q,k,m] * (t == 0 ? h0[m] : stop(h[t-1,m]))) + b[q,k]',
      shows: 'in the gradient',
    },
    'no-gradient-through-the-cell': {
      kind: 'mistake',
      says: 'no gradient from a cell state to the one before',
      edits: 'c[t,k] = σ(z[t,1,k]) * (t == 0 ? c0[k] : stop(c[t-1,k])) + σ(z[t,0,k]) * tanh(z[t,2,k])',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
    'gradient-of-the-last-cell-ignored': {
      kind: 'mistake',
      says: 'a gradient that ignores the one coming in through the last cell state',
      edits: 'c1[k] = stop(c[T-1,k])',
      shows: 'in the gradient',
      seen: ['R-RNN-11'],
    },
  },
  pitfalls: [
    'both h and c are handed on between runs; handing on h alone starts the memory anew',
    'the order of the gates is a convention, not mathematics: PyTorch i f g o, ONNX i o f g, TensorFlow 1 i g f o',
    'frameworks with an input and a recurrent bias hold 4n more parameters',
  ],

  rows: {
    '000/counting.lstm.parameters': 'law C4',
    '001/count.lstm.independent-gate-parameters': 'law C4',
    '003/count.lstm.cost': 'law C4',
    '004/counting.lstm.parameters': 'law C4',
    '003/convention.lstm.symbols': ['law C7', 'variant gate-order-iofc'],
    '000/layer.lstm.explosion-rarer': ['law C5', 'law C6'],
    '002/claim.lstm.learned-gate-behaviour': ['law C8', 'law C9'],
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    s(v) = 1 / (1 + exp(-v));
    z(q, k, t, p) = sum(map(range(1, D, true), g(d) = W[q, k, d] * x[t, d])) + sum(map(range(1, H, true), g(m) = U[q, k, m] * p[1, m])) + b[q, k];
    cell(k, t, p) = s(z(2, k, t, p)) * p[2, k] + s(z(1, k, t, p)) * th(z(3, k, t, p));
    cells(t, p) = map(range(1, H, true), g(k) = cell(k, t, p));
    out(t, p, e) = map(range(1, H, true), g(k) = s(z(4, k, t, p)) * th(e[k]));
    pair(t, p, e) = [out(t, p, e), e];
    next(t, p) = pair(t, p, cells(t, p));
    state(t) = t == 0 ? [h0, c0] : next(t, state(t - 1));
    row(p, n) = map(range(1, H, true), g(k) = p[n, k]);
    h = map(range(1, T, true), g(t) = row(state(t), 1));
    c1 = row(state(T), 2)`,
});
