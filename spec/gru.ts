import { formula } from './lib/formula.ts';

const CANDIDATE_SUM = 'sum[d](W[2,k,d] * x[t,d])';

export default formula({
  name: 'gru',
  family: 'recurrent',
  title: 'Gated recurrent units over a sequence',
  sources: [
    'Cho et al. (2014), Learning phrase representations using RNN encoder–decoder for statistical machine translation (the reset before the product, z keeps the old state)',
    'https://onnx.ai/onnx/operators/onnx__GRU.html (linear_before_reset)',
  ],

  equations: `gru(x[T,D], h0[H], W[3,H,D], U[3,H,H], b[3,H]) -> h[T,H]
    σ(v)   = 1 / (1 + exp(-v))
    p[t<T,k<H] = t == 0 ? h0[k] : h[t-1,k]
    r[t,k] = σ(sum[d](W[0,k,d] * x[t,d]) + sum[m](U[0,k,m] * p[t,m]) + b[0,k])
    z[t,k] = σ(sum[d](W[1,k,d] * x[t,d]) + sum[m](U[1,k,m] * p[t,m]) + b[1,k])
    n[t,k] = tanh(sum[d](W[2,k,d] * x[t,d]) + sum[m](U[2,k,m] * (r[t,m] * p[t,m])) + b[2,k])
    h[t,k] = z[t,k] * p[t,k] + (1 - z[t,k]) * n[t,k]`,
  algorithms: [
    'σ(v) = sigmoid(v)',
    `σ(v)   = sigmoid(v)
     h[t,k] = n[t,k] + z[t,k] * (p[t,k] - n[t,k])`,
  ],
  over: { batch: ['x', 'h0'] },
  sizes: { T: [1, 4], D: [1, 3], H: [1, 3] },

  laws: {
    C1: 'the states of the first steps do not change when later inputs change or are cut off',
    C2: 'two runs with the state handed on are one run, and a single step is the formula gru-cell',
    C3: 'there are 3(dh + h² + h) parameters, for sequences of every length: ¾ of an LSTM’s; 74,112 of 98,816 for 64 inputs and 128 units, 96 of 128 for 3 and 4, and 3h more with two biases',
    C4: 'a state that starts within ±1 stays there',
  },
  examples: [
    {
      says: 'gates half open at zero: the state is halved at every step',
      inputs: {
        x: [[[0], [0], [0]]],
        h0: [[0.5]],
        W: [[[0]], [[0]], [[0]]],
        U: [[[0]], [[0]], [[0]]],
        b: [[0], [0], [0]],
      },
      outputs: { h: [[[0.25], [0.125], [0.0625]]] },
    },
    {
      says: 'an open update gate copies the state through any input',
      inputs: {
        x: [[[1], [-2]]],
        h0: [[0.75]],
        W: [[[1]], [[0]], [[1]]],
        U: [[[1]], [[0]], [[1]]],
        b: [[0], [800], [0]],
      },
      outputs: { h: [[['0.750000000'], ['0.750000000']]] },
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
        W: [[[1]], [[1]], [[1]]],
        U: [[[1]], [[1]], [[1]]],
        b: [[0], [0], [0]],
      },
      outputs: {
        h: [
          [[0], [Number.NaN], [Number.NaN]],
          [[0], [0], [0]],
        ],
      },
    },
  ],
  variants: {
    'update-gate-keeps-the-new': {
      kind: 'convention',
      says: 'an update gate that lets the candidate in, (1 − z)∘h + z∘n',
      edits: 'h[t,k] = (1 - z[t,k]) * p[t,k] + z[t,k] * n[t,k]',
      who: 'Chung et al. (2014)',
      seen: ['convention 82'],
    },
    'reset-after': {
      kind: 'convention',
      says: 'the reset gate after the product with the recurrent weights',
      edits: `n[t,k] = tanh(${CANDIDATE_SUM} + r[t,k] * sum[m](U[2,k,m] * p[t,m]) + b[2,k])`,
      who: 'PyTorch and cuDNN, with a recurrent bias of zero',
      seen: ['convention 83'],
    },
    'gate-order-zrn': {
      kind: 'convention',
      says: 'gates packed in the order z r n',
      edits: `n[t,k] = tanh(${CANDIDATE_SUM} + sum[m](U[2,k,m] * (z[t,m] * p[t,m])) + b[2,k])
        h[t,k] = r[t,k] * p[t,k] + (1 - r[t,k]) * n[t,k]`,
      who: 'ONNX, Keras',
    },
    'state-not-handed-on': {
      kind: 'mistake',
      says: 'every step begun from h0',
      edits: 'p[t<T,k<H] = h0[k]',
    },
    'initial-state-ignored': {
      kind: 'mistake',
      says: 'a start from zero, whatever h0 is',
      edits: 'p[t<T,k<H] = t == 0 ? 0 : h[t-1,k]',
    },
    'no-reset': {
      kind: 'mistake',
      says: 'the reset gate left out',
      edits: `n[t,k] = tanh(${CANDIDATE_SUM} + sum[m](U[2,k,m] * p[t,m]) + b[2,k])`,
    },
    'no-candidate-bias': {
      kind: 'mistake',
      says: 'the bias of the candidate left out',
      edits: `n[t,k] = tanh(${CANDIDATE_SUM} + sum[m](U[2,k,m] * (r[t,m] * p[t,m])))`,
    },
    'sequence-reversed': {
      kind: 'mistake',
      says: 'the candidate reading the sequence from its end',
      edits: 'n[t<T,k] = tanh(sum[d](W[2,k,d] * x[T-1-t,d]) + sum[m](U[2,k,m] * (r[t,m] * p[t,m])) + b[2,k])',
    },
    'no-gradient-through-time': {
      kind: 'mistake',
      says: 'no gradient from a step to the one before',
      edits: 'p[t<T,k<H] = t == 0 ? h0[k] : stop(h[t-1,k])',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
  },
  pitfalls: [
    'weights move between frameworks only with their conventions: the order of the gates, what the update gate keeps, and where the reset acts',
  ],

  rows: {
    '000/counting.gru.parameters': 'law C3',
    '003/count.gru.parameters': 'law C3',
    '004/counting.gru.parameters': 'law C3',
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    s(v) = 1 / (1 + exp(-v));
    a(q, t, k) = sum(map(range(1, D, true), g(d) = W[q, k, d] * x[t, d])) + b[q, k];
    u(q, k, p) = sum(map(range(1, H, true), g(m) = U[q, k, m] * p[m]));
    gate(q, t, p) = map(range(1, H, true), g(k) = s(a(q, t, k) + u(q, k, p)));
    cand(t, p) = map(range(1, H, true), g(k) = th(a(3, t, k) + u(3, k, gate(1, t, p) .* p)));
    mix(p, n, z) = map(range(1, H, true), g(k) = n[k] + z[k] * (p[k] - n[k]));
    next(t, p) = mix(p, cand(t, p), gate(2, t, p));
    state(t) = t == 0 ? h0 : next(t, state(t - 1));
    h = map(range(1, T, true), g(t) = state(t))`,
});
