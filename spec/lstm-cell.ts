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
    C4: 'the cell grows by less than one a step',
    C5: 'with the forget gate shut the old cell state has no influence; with the input gate open as well the candidate, within ±1, takes its place',
    C6: 'with the forget gate open the step adds to the cell what does not depend on it',
    C7: 'the output gate has no influence on the cell; open, it lets tanh c1 through, and shut, nothing',
    C8: 'the gates read h, not c: the new cell state is linear in the old, and its slope, between 0 and 1, is the gradient',
    C9: 'with opposite input and forget gates the cell is a leaky unit: a mean of its state and the candidate',
    C10: 'one product of the weights side by side with input and state one after the other is the same',
    C11: 'dh1 reaches the old cell state through tanh c1, with slope o∘(1 − tanh² c1)∘f',
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
    {
      says: 'a cell outgrows ±1, its hidden state does not',
      inputs: {
        x: [[0]],
        h: [[0]],
        c: [[3]],
        W: [[[0]], [[0]], [[0]], [[0]]],
        U: [[[0]], [[0]], [[0]], [[0]]],
        b: [[800], [800], [800], [800]],
      },
      outputs: { h1: [['0.99932930']], c1: [['4.00000000']] },
      row: '004/layer.rnn.lstm.cell-bound',
    },
    {
      says: 'a cell that neither forgets nor reads keeps what it holds',
      inputs: {
        x: [[1], [-2]],
        h: [[0.5], [0.25]],
        c: [[0.75], [-5]],
        W: [[[0]], [[0]], [[1]], [[0]]],
        U: [[[0]], [[0]], [[1]], [[0]]],
        b: [[-800], [800], [0], [0]],
      },
      outputs: { h1: [['0.31757448'], ['-0.49995460']], c1: [['0.75000000'], ['-5.00000000']] },
      row: '004/layer.rnn.lstm.keep-limit',
    },
  ],
  special: [
    {
      says: 'huge sums open and shut the gates without overflow',
      inputs: {
        x: [[2 ** 100], [-(2 ** 100)]],
        h: [[0], [0]],
        c: [[0.5], [0.5]],
        W: [[[1]], [[1]], [[1]], [[1]]],
        U: [[[1]], [[1]], [[1]], [[1]]],
        b: [[0], [0], [0], [0]],
      },
      outputs: { h1: [['0.90514825'], [0]], c1: [[1.5], [0]] },
    },
    {
      says: 'NaN stays in its sample',
      inputs: {
        x: [[Number.NaN], [0]],
        h: [[0], [0]],
        c: [[1], [1]],
        W: [[[1]], [[1]], [[1]], [[1]]],
        U: [[[1]], [[1]], [[1]], [[1]]],
        b: [[0], [0], [0], [0]],
      },
      outputs: { h1: [[Number.NaN], ['0.23105858']], c1: [[Number.NaN], [0.5]] },
    },
  ],
  variants: {
    'gate-order-iofc': {
      kind: 'convention',
      says: 'gates packed in the order i o f g',
      edits: 'o[k] = σ(z[1,k])\n f[k] = σ(z[2,k])\n g[k] = tanh(z[3,k])',
      who: 'ONNX',
      seen: ['convention 81', 'R-RNN-02', 'S-31'],
    },
    'gate-order-igfo': {
      kind: 'convention',
      says: 'gates packed in the order i g f o',
      edits: 'g[k] = tanh(z[1,k])\n f[k] = σ(z[2,k])',
      who: 'TensorFlow 1 BasicLSTMCell with forget_bias=0',
      seen: ['convention 81', 'S-31'],
    },
    'gate-order-igfo-and-forget-bias-one': {
      kind: 'convention',
      says: 'gates packed in the order i g f o, and one added to the forget gate before its sigmoid',
      edits: 'g[k] = tanh(z[1,k])\n f[k] = σ(z[2,k] + 1)',
      who: 'TensorFlow 1 BasicLSTMCell, Haiku',
      seen: ['convention 81', 'convention 85'],
    },
    'forget-bias-one': {
      kind: 'convention',
      says: 'one added to the forget gate before its sigmoid',
      edits: 'f[k] = σ(z[1,k] + 1)',
      who: 'TensorFlow 1 BasicLSTMCell after its gates were reordered',
      seen: ['convention 85'],
    },
    'hard-sigmoid': {
      kind: 'convention',
      says: 'the hard sigmoid 0.2z + ½, cut off at 0 and 1, in the gates',
      edits: 'σ(z) = max(0, min(1, 0.2 * z + 0.5))',
      who: 'Keras 1, ONNX with activations=["HardSigmoid", "Tanh", "Tanh"]',
      seen: ['convention 86'],
    },
    'coupled-gates': {
      kind: 'convention',
      says: 'a forget gate coupled to the input gate, f = 1 − i',
      edits: 'f[k] = 1 - i[k]',
      who: 'ONNX with input_forget=1',
    },
    'sigmoid-candidate': {
      kind: 'convention',
      says: 'the logistic sigmoid in the place of tanh for the candidate',
      edits: 'g[k] = σ(z[2,k])',
      who: 'Goodfellow, Bengio & Courville (2016), equation 10.41',
      seen: ['001/convention.lstm.input-unit-activation'],
    },
    'input-and-forget-swapped': {
      kind: 'mistake',
      says: 'the input and the forget gate swapped',
      edits: 'i[k] = σ(z[1,k])\n f[k] = σ(z[0,k])',
      seen: ['S-31', 'R-RNN-01'],
    },
    'recurrent-weights-transposed': {
      kind: 'mistake',
      says: 'the recurrent weights transposed',
      edits: 'z[q,k] = sum[d](W[q,k,d] * x[d]) + sum[m](U[q,m,k] * h[m]) + b[q,k]',
      seen: ['convention 88'],
    },
    'one-bias-for-all-gates': {
      kind: 'mistake',
      says: 'the bias of the input gate for all gates',
      edits: 'z[q,k] = sum[d](W[q,k,d] * x[d]) + sum[m](U[q,k,m] * h[m]) + b[0,k]',
      seen: ['S-31'],
    },
    'no-output-tanh': {
      kind: 'mistake',
      says: 'the cell state itself in the output, without its tanh',
      edits: 'h1[k] = o[k] * c1[k]',
      seen: ['S-31'],
    },
    'bias-twice': {
      kind: 'mistake',
      says: 'the biases added twice, as input and as recurrent bias',
      edits: 'z[q,k] = sum[d](W[q,k,d] * x[d]) + sum[m](U[q,k,m] * h[m]) + 2 * b[q,k]',
      seen: ['convention 80'],
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the biases left out',
      edits: 'z[q,k] = sum[d](W[q,k,d] * x[d]) + sum[m](U[q,k,m] * h[m])',
    },
    'no-gradient-through-the-cell': {
      kind: 'mistake',
      says: 'no gradient from the new cell state to the old one',
      edits: 'c1[k] = f[k] * stop(c[k]) + i[k] * g[k]',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
    'gradient-of-the-cell-ignored': {
      kind: 'mistake',
      says: 'a gradient that ignores the one coming in through the new cell state',
      edits: `s[k]  = f[k] * c[k] + i[k] * g[k]
        c1[k] = stop(s[k])
        h1[k] = o[k] * tanh(s[k])`,
      shows: 'in the gradient',
      seen: ['R-RNN-11', 'S-33'],
    },
    'gradient-of-the-cell-alone': {
      kind: 'mistake',
      says: 'no gradient from the hidden state to the cell',
      edits: 'h1[k] = o[k] * tanh(stop(c1[k]))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the order of the gates is a convention, not mathematics: PyTorch i f g o, ONNX i o f g, TensorFlow 1 i g f o',
  ],

  rows: {
    '000/layer.lstm.cell': 'agreement',
    '000/layer.lstm.cell-state-gradient': 'law C8',
    '000/layer.lstm.no-forget-gate': 'law C6',
    '000/layer.lstm.forget-zero': 'law C5',
    '000/layer.lstm.gate-mask-preservation': 'law C2',
    '001/layer.rnn.lstm.context-dependent-self-loop': 'law C9',
    '001/layer.rnn.lstm.gate-form': 'agreement',
    '001/bound.lstm.gate-range': 'law C8',
    '001/convention.lstm.gates-read-output-not-state': 'law C8',
    '001/layer.rnn.lstm.state-update': 'agreement',
    '001/convention.lstm.input-unit-activation': 'variant sigmoid-candidate',
    '001/layer.rnn.lstm.output': 'law C7',
    '002/layer.rnn.lstm.row-vector-form': 'agreement',
    '002/claim.lstm.gate-roles': 'law C11',
    '002/limit.lstm.keep-memory': 'law C2',
    '002/limit.lstm.overwrite-memory': 'law C5',
    '002/claim.lstm.activation-choices': 'law C4',
    '003/layer.rnn.lstm.concatenated-form': 'law C10',
    '003/layer.rnn.lstm.forget-gate': 'law C5',
    '003/layer.rnn.lstm.input-gate': 'law C2',
    '003/layer.rnn.lstm.candidate': 'law C5',
    '003/layer.rnn.lstm.cell-update': 'law C4',
    '003/layer.rnn.lstm.output-gate': 'law C7',
    '003/identity.lstm.concat-equals-split': 'law C10',
    '003/identity.lstm.linear-cell-path': 'law C8',
    '004/layer.rnn.lstm.input-gate': 'agreement',
    '004/layer.rnn.lstm.forget-gate': 'agreement',
    '004/layer.rnn.lstm.output-gate': 'agreement',
    '004/layer.rnn.lstm.gate-range': 'law C8',
    '004/layer.rnn.lstm.candidate': 'law C5',
    '004/layer.rnn.lstm.candidate-range': 'law C5',
    '004/layer.rnn.lstm.cell': 'agreement',
    '004/layer.rnn.lstm.gate-roles': 'law C5',
    '004/layer.rnn.lstm.keep-limit': 'example a cell that neither forgets nor reads keeps what it holds',
    '004/gradient-flow.lstm.cell-path': 'law C8',
    '004/layer.rnn.lstm.cell-bound': 'law C4',
    '004/layer.rnn.lstm.hidden-state': 'law C7',
    '004/layer.rnn.lstm.hidden-range': 'law C1',
    '004/layer.rnn.lstm.output-limit-one': 'law C7',
    '004/layer.rnn.lstm.output-limit-zero': 'law C7',
    '004/layer.rnn.lstm.state-shape': 'agreement',
  },

  mathjs: `t(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    s(v) = 1 / (1 + exp(-v));
    z(q, k) = sum(map(range(1, D, true), f(d) = W[q, k, d] * x[d])) + sum(map(range(1, H, true), f(m) = U[q, k, m] * h[m])) + b[q, k];
    c1 = map(range(1, H, true), f(k) = s(z(2, k)) * c[k] + s(z(1, k)) * t(z(3, k)));
    h1 = map(range(1, H, true), f(k) = s(z(4, k)) * t(c1[k]))`,
});
