import { formula } from './lib/formula.ts';

export default formula({
  name: 'lstm-cell',
  family: 'recurrent',
  title: 'One step of a long short-term memory',
  sources: [
    'Hochreiter & Schmidhuber (1997), Long short-term memory; Gers et al. (2000) for the forget gate',
    'https://pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html (gate order i f g o)',
  ],

  equations: `lstm_cell(x[D], h[H], c[H], W[4,H,D], U[4,H,H], b[4,H]) -> h1[H], c1[H]
    σ(z)   = 1 / (1 + exp(-z))
    z[q,k] = sum[d](W[q,k,d] * x[d]) + sum[m](U[q,k,m] * h[m]) + b[q,k]
    i[k]   = σ(z[0,k])
    f[k]   = σ(z[1,k])
    g[k]   = tanh(z[2,k])
    o[k]   = σ(z[3,k])
    c1[k]  = f[k] * c[k] + i[k] * g[k]
    h1[k]  = o[k] * tanh(c1[k])`,
  algorithms: ['σ(z) = sigmoid(z)'],
  over: { batch: ['x', 'h', 'c'] },

  laws: {
    C1: 'the hidden state stays within ±1',
    C2: 'with the input gate shut and the forget gate open, the cell keeps its state',
    C3: 'with all gates shut nothing gets out',
  },
  examples: [
    {
      says: 'the four gates are read in the order i f g o',
      inputs: {
        x: [[0]],
        h: [[0]],
        c: [[1]],
        W: [[[0]], [[0]], [[0]], [[0]]],
        U: [[[0]], [[0]], [[0]], [[0]]],
        b: [[1], [2], [3], [-1]],
      },
      outputs: { h1: [['0.24821']], c1: [['1.60824']] },
    },
  ],
  variants: {
    'gate-order-iofc': {
      kind: 'convention',
      says: 'gates packed in the order i o f g',
      edits: 'o[k] = σ(z[1,k])\n f[k] = σ(z[2,k])\n g[k] = tanh(z[3,k])',
      who: 'ONNX',
      seen: ['convention 81'],
    },
    'gate-order-igfo': {
      kind: 'convention',
      says: 'gates packed in the order i g f o',
      edits: 'g[k] = tanh(z[1,k])\n f[k] = σ(z[2,k])',
      who: 'TensorFlow 1 BasicLSTMCell, Haiku',
      seen: ['convention 81'],
    },
    'forget-bias-one': {
      kind: 'convention',
      says: 'one added to the forget gate before its sigmoid',
      edits: 'f[k] = σ(z[1,k] + 1)',
      who: 'TensorFlow 1 BasicLSTMCell',
    },
    'input-and-forget-swapped': {
      kind: 'mistake',
      says: 'the input and the forget gate swapped',
      edits: 'i[k] = σ(z[1,k])\n f[k] = σ(z[0,k])',
      seen: ['S-31'],
    },
    'recurrent-weights-transposed': {
      kind: 'mistake',
      says: 'the recurrent weights transposed',
      edits: 'z[q,k] = sum[d](W[q,k,d] * x[d]) + sum[m](U[q,m,k] * h[m]) + b[q,k]',
    },
    'no-output-tanh': {
      kind: 'mistake',
      says: 'the cell state itself in the output, without its tanh',
      edits: 'h1[k] = o[k] * c1[k]',
      seen: ['S-31'],
    },
    'bias-twice': {
      kind: 'mistake',
      says: 'the bias added twice',
      edits: 'z[q,k] = sum[d](W[q,k,d] * x[d]) + sum[m](U[q,k,m] * h[m]) + 2 * b[q,k]',
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the bias left out',
      edits: 'z[q,k] = sum[d](W[q,k,d] * x[d]) + sum[m](U[q,k,m] * h[m])',
    },
    'no-gradient-through-the-cell': {
      kind: 'mistake',
      says: 'no gradient from the new cell state to the old one',
      edits: 'c1[k] = f[k] * stop(c[k]) + i[k] * g[k]',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
  },
  pitfalls: [
    'the order of the gates is a convention, not mathematics: PyTorch i f g o, ONNX i o f g, TensorFlow 1 i g f o',
  ],

  mathjs: `s(v) = 1 / (1 + exp(-v));
    z(q, k) = sum(map(range(1, D, true), f(d) = W[q, k, d] * x[d])) + sum(map(range(1, H, true), f(m) = U[q, k, m] * h[m])) + b[q, k];
    c1 = map(range(1, H, true), f(k) = s(z(2, k)) * c[k] + s(z(1, k)) * tanh(z(3, k)));
    h1 = map(range(1, H, true), f(k) = s(z(4, k)) * tanh(c1[k]))`,
});
