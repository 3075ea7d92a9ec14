import { formula } from './lib/formula.ts';

export default formula({
  name: 'rnn',
  family: 'recurrent',
  title: 'A simple recurrent network over a sequence, with a linear output at every step',
  sources: [
    'Elman (1990), Finding structure in time',
    'Werbos (1990), Backpropagation through time: what it does and how to do it',
    'Pascanu, Mikolov & Bengio (2013), On the difficulty of training recurrent neural networks',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, equations 10.8 to 10.14',
  ],

  equations: `rnn(x[T,D], h0[H], W[H,D], U[H,H], b[H], V[Q,H], c[Q]) -> h[T,H], o[T,Q]
    a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[m](U[k,m] * (t == 0 ? h0[m] : h[t-1,m])) + b[k]
    h[t,k] = tanh(a[t,k])
    o[t,q] = sum[k](V[q,k] * h[t,k]) + c[q]`,
  over: { batch: ['x', 'h0'] },
  sizes: { T: [1, 4], D: [1, 3], H: [1, 3], Q: [1, 3] },

  laws: {
    C1: 'states and outputs of the first steps do not change when later inputs change or are cut off',
    C2: 'an input has a gradient from its own step and from all later ones, and none from an earlier one',
    C3: 'two runs with the state handed on are one run',
    C4: 'the loop is the nested expression tanh(W x_T + U tanh(… tanh(W x_1 + U h0 + b) …) + b), line by line',
    C5: 'half the squared distance of the last state from a target has the slope h_T − target there',
    C6: 'the gradient of each step’s loss is the sum of ordered products of Jacobians diag(1 − h²)U, expanded or nested; that of all losses is the sum over the steps',
    C7: 'a shared weight’s gradient is the sum of its copies’ in T separate cells: T evaluations forward, each waiting for the state before, and T back over the states that were kept',
    C8: 'the Jacobian of a state with respect to one n steps earlier has a norm of at most ‖U‖ⁿ; a norm above one is necessary for growth and does not suffice',
    C9: 'of one unit’s equal inputs each weighs |U(1 − h²)| times the next: under ½ the last outweighs all others, above 1 the first outweighs the last',
    C10: 'around the origin T steps are Uᵀ applied T times: with U = QΛQ⁻¹ they are QΛᵀQ⁻¹, and [[1,1],[0,1]] grows although its eigenvalues are one',
    C11: 'fifty steps of diag(1.1, 0.9) around the origin multiply by 117.3909 and 0.00515378',
    C12: 'the softmax of the outputs sums to one at each step, and −log of its share is the loss by log-softmax, which later inputs do not change',
    C13: 'there are DH + H² + H parameters of the states and HQ + Q of the outputs, which serve sequences of every length',
    C14: 'the oldest summand of the gradient has 2T factors: one from the loss, T slopes of tanh, T − 1 times U',
    C15: 'with the logistic sigmoid in place of tanh it is this network with U/4, W/2 and (b + U1/2)/2, its states ½ + h/2; so there ‖U‖ < 4 is enough to make gradients vanish',
    C16: 'one step is a feed-forward layer; one output after T inputs is the last of T outputs; T inputs give T outputs, each V h + c of its own state',
    C17: 'the last of three states of one unit has the slope 0.4858931 in its input weight, of which 0.4826771 comes from the last step, −0.0832533 from the second and 0.0864693 from the first',
  },
  examples: [
    {
      says: 'three steps of one unit, from rest',
      inputs: {
        x: [[[1], [-0.5], [2]]],
        h0: [[0]],
        W: [[0.5]],
        U: [[0.75]],
        b: [0.125],
        V: [[2]],
        c: [-1],
      },
      outputs: {
        h: [[['0.554599722'], ['0.283008767'], ['0.871011733']]],
        o: [[['0.109199445'], ['-0.433982467'], ['0.742023466']]],
      },
      row: '000/layer.rnn.unrolled-3',
    },
    {
      says: 'the first unit hands its input on to the second one step later',
      inputs: {
        x: [[[1], [0], [0]]],
        h0: [[0, 0]],
        W: [[1], [0]],
        U: [
          [0, 0],
          [1, 0],
        ],
        b: [0, 0],
        V: [[0, 1]],
        c: [0],
      },
      outputs: {
        h: [
          [
            ['0.761594156', 0],
            [0, '0.642014992'],
            [0, 0],
          ],
        ],
        o: [[[0], ['0.642014992'], [0]]],
      },
    },
    {
      says: 'one to one: a single step is a feed-forward layer that reads x and h0',
      inputs: { x: [[[0.5]]], h0: [[2]], W: [[1]], U: [[0.25]], b: [0], V: [[1]], c: [0.5] },
      outputs: { h: [[['0.761594156']]], o: [[['1.261594156']]] },
      row: '003/layer.rnn.taxonomy',
    },
    {
      says: 'one to many: what the first input leaves goes on giving outputs',
      inputs: {
        x: [
          [[1], [0], [0]],
          [[0], [0], [0]],
        ],
        h0: [[0], [0]],
        W: [[1]],
        U: [[1]],
        b: [0],
        V: [[1]],
        c: [0],
      },
      outputs: {
        h: [
          [['0.761594156'], ['0.642014992'], ['0.566269976']],
          [[0], [0], [0]],
        ],
        o: [
          [['0.761594156'], ['0.642014992'], ['0.566269976']],
          [[0], [0], [0]],
        ],
      },
      row: '003/layer.rnn.taxonomy',
    },
  ],
  special: [
    {
      says: 'huge sums saturate, without overflow',
      inputs: {
        x: [[[2 ** 100], [-(2 ** 100)]]],
        h0: [[0]],
        W: [[1]],
        U: [[2 ** 20]],
        b: [0],
        V: [[3]],
        c: [0.5],
      },
      outputs: { h: [[[1], [-1]]], o: [[[3.5], [-2.5]]] },
    },
    {
      says: 'an infinite input saturates',
      inputs: { x: [[[Infinity], [-Infinity]]], h0: [[0]], W: [[1]], U: [[1]], b: [0], V: [[1]], c: [0] },
      outputs: { h: [[[1], [-1]]], o: [[[1], [-1]]] },
    },
    {
      says: 'NaN reaches its own step and the later ones of its sequence',
      inputs: {
        x: [
          [[0], [Number.NaN], [0]],
          [[0], [0], [0]],
        ],
        h0: [[0], [0]],
        W: [[1]],
        U: [[1]],
        b: [0],
        V: [[1]],
        c: [2],
      },
      outputs: {
        h: [
          [[0], [Number.NaN], [Number.NaN]],
          [[0], [0], [0]],
        ],
        o: [
          [[2], [Number.NaN], [Number.NaN]],
          [[2], [2], [2]],
        ],
      },
    },
  ],
  variants: {
    relu: {
      kind: 'convention',
      says: 'ReLU in the place of tanh',
      edits: 'h[t,k] = max(a[t,k], 0)',
      who: "PyTorch RNN with nonlinearity='relu'",
      seen: ['convention 90'],
    },
    sigmoid: {
      kind: 'convention',
      says: 'the logistic sigmoid in the place of tanh',
      edits: 'h[t,k] = sigmoid(a[t,k])',
      who: 'texts that write σ for the activation',
      seen: ['convention 90', '003/layer.rnn.vanilla.linear-output'],
    },
    'recurrent-weights-transposed': {
      kind: 'mistake',
      says: 'the recurrent weights transposed',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[m](U[m,k] * (t == 0 ? h0[m] : h[t-1,m])) + b[k]',
      seen: ['convention 88'],
    },
    'state-not-handed-on': {
      kind: 'mistake',
      says: 'every step begun from h0',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[m](U[k,m] * h0[m]) + b[k]',
    },
    'initial-state-ignored': {
      kind: 'mistake',
      says: 'a start from zero, whatever h0 is',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[m](U[k,m] * (t == 0 ? 0 : h[t-1,m])) + b[k]',
    },
    'sequence-reversed': {
      kind: 'mistake',
      says: 'the sequence read from its end',
      edits: 'a[t<T,k] = sum[d](W[k,d] * x[T-1-t,d]) + sum[m](U[k,m] * (t == 0 ? h0[m] : h[t-1,m])) + b[k]',
    },
    'every-output-from-the-last-state': {
      kind: 'mistake',
      says: 'every step’s output from the last state, so that it depends on the whole sequence',
      edits: 'o[t,q] = sum[k](V[q,k] * h[T-1,k]) + c[q]',
      seen: ['001/loss.rnn.sequence-nll'],
    },
    'output-of-the-step-before': {
      kind: 'mistake',
      says: 'an output from the state before the step',
      edits: 'o[t,q] = sum[k](V[q,k] * (t == 0 ? h0[k] : h[t-1,k])) + c[q]',
    },
    'output-through-tanh': {
      kind: 'mistake',
      says: 'tanh of the outputs',
      edits: 'o[t,q] = tanh(sum[k](V[q,k] * h[t,k]) + c[q])',
    },
    'no-output-bias': {
      kind: 'mistake',
      says: 'the bias of the outputs left out',
      edits: 'o[t,q] = sum[k](V[q,k] * h[t,k])',
    },
    'bias-twice': {
      kind: 'mistake',
      says: 'the bias of the states added twice, as input and as recurrent bias',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[m](U[k,m] * (t == 0 ? h0[m] : h[t-1,m])) + 2 * b[k]',
      seen: ['convention 80'],
    },
    'no-gradient-through-time': {
      kind: 'mistake',
      says: 'no gradient from a step to the one before',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[m](U[k,m] * (t == 0 ? h0[m] : stop(h[t-1,m]))) + b[k]',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
    'back-through-U-untransposed': {
      kind: 'mistake',
      says: 'a gradient back through time by U instead of Uᵀ',
      edits: `p[t<T,m<H] = t == 0 ? h0[m] : h[t-1,m]
        a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[m](U[k,m] * stop(p[t,m]))
                + sum[m](stop(U[m,k]) * (p[t,m] - stop(p[t,m]))) + b[k]`,
      shows: 'in the gradient',
      seen: ['convention 89', '000/layer.rnn.bptt-wx'],
    },
    'gradient-of-the-last-step-alone': {
      kind: 'mistake',
      says: 'no gradient from the outputs before the last',
      edits: 'o[t,q] = sum[k](V[q,k] * (t == T - 1 ? h[t,k] : stop(h[t,k]))) + c[q]',
      shows: 'in the gradient',
      seen: ['000/layer.rnn.bptt-last-step-loss'],
    },
  },
  pitfalls: [
    'the factors of a gradient through time are matrices: their order counts, and Uᵀ goes back, not U',
    'an output may depend on the inputs up to its own step only; a loss conditioned on the whole sequence needs a bidirectional network',
    'a state handed on between two runs carries its gradient only as far as the run reaches: stop there on purpose, not by accident',
  ],

  rows: {
    '000/counting.rnn.parameters': 'law C13',
    '000/layer.rnn.unrolled-3': ['example three steps of one unit, from rest', 'law C4', 'law C5'],
    '000/layer.rnn.bptt-wx': ['law C6', 'law C17', 'variant back-through-U-untransposed'],
    '000/layer.rnn.bptt.factor-count': 'law C14',
    '000/layer.rnn.distance-dominance': 'law C9',
    '000/layer.rnn.bptt-last-step-loss': ['law C6', 'variant gradient-of-the-last-step-alone'],
    '001/layer.rnn.parameter-sharing': ['law C13', 'law C7'],
    '001/layer.rnn.vanilla.tanh-softmax': ['agreement', 'gradient', 'law C1', 'law C12'],
    '001/identity.rnn.unfolding': ['law C4', 'law C7'],
    '001/layer.rnn.variant.hidden-recurrence': ['agreement', 'law C2', 'law C16'],
    '001/layer.rnn.variant.many-to-one': ['law C16', 'law C2'],
    '001/count.bptt.cost': 'law C7',
    '001/identity.matrix-power.eigenvalues': 'law C10',
    '001/limit.rnn.eigenvalue-explode-vanish': ['law C11', 'law C10'],
    '002/identity.rnn.t-layer-feedforward': ['law C4', 'law C7'],
    '002/gradient.bptt.product': ['law C6', 'gradient'],
    '003/layer.rnn.vanilla.linear-output': ['agreement', 'gradient', 'law C1', 'variant sigmoid', 'law C15'],
    '003/layer.rnn.variable-length': ['law C1', 'law C13'],
    '003/layer.rnn.taxonomy': [
      'example one to one: a single step is a feed-forward layer that reads x and h0',
      'example one to many: what the first input leaves goes on giving outputs',
      'law C16',
    ],
    '003/bound.bptt.jacobian-norm': ['law C8', 'law C15'],
    '004/layer.rnn.history': ['law C1', 'law C2', 'law C3'],
    '004/layer.rnn.output': ['agreement', 'law C16'],
    '004/counting.rnn.parameters': 'law C13',
    '004/layer.rnn.time-sharing': 'law C7',
    '001/convention.rnn.input-hidden-output-loss': 'law C12',
    '001/loss.rnn.sequence-nll': ['law C12', 'variant every-output-from-the-last-state'],
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    z(t, p, k) = sum(map(range(1, D, true), f(d) = W[k, d] * x[t, d])) + sum(map(range(1, H, true), f(m) = U[k, m] * p[m])) + b[k];
    next(t, p) = map(range(1, H, true), f(k) = th(z(t, p, k)));
    s(t) = t == 0 ? h0 : next(t, s(t - 1));
    out(p) = map(range(1, Q, true), f(q) = sum(map(range(1, H, true), g(k) = V[q, k] * p[k])) + c[q]);
    h = map(range(1, T, true), f(t) = s(t));
    o = map(range(1, T, true), f(t) = out(s(t)))`,
});
