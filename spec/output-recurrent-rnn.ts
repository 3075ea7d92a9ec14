import { formula } from './lib/formula.ts';

export default formula({
  name: 'output-recurrent-rnn',
  family: 'recurrent',
  title: 'A recurrent network whose only way from step to step leads through its output',
  sources: [
    'Jordan (1986), Attractor dynamics and parallelism in a connectionist sequential machine',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, section 10.2.1 and figure 10.4',
  ],

  equations: `output_recurrent_rnn(x[T,D], o0[Q], W[H,D], U[H,Q], b[H], V[Q,H], c[Q]) -> h[T,H], o[T,Q]
    a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? o0[r] : o[t-1,r])) + b[k]
    h[t,k] = tanh(a[t,k])
    o[t,q] = sum[k](V[q,k] * h[t,k]) + c[q]`,
  over: { batch: ['x', 'o0'] },
  sizes: { T: [1, 4], D: [1, 3], H: [1, 3], Q: [1, 3] },

  laws: {
    C1: 'states and outputs of the first steps do not change when later inputs change or are cut off',
    C2: 'states that give the same output go on alike: beside the output the state has no influence on the next step',
    C3: 'two runs with the output handed on are one run',
    C4: 'after the first step it is the network with the recurrent weights UV, of a rank of at most Q, and the bias b + Uc',
    C5: 'running free, a later output has a gradient in every earlier input, through the chain of outputs: δ_t = (1 − h_t²)∘Vᵀ(do_t + Uᵀδ_t+1)',
  },
  examples: [
    {
      says: 'three steps of one unit, each fed the output before',
      inputs: {
        x: [[[1], [-0.5], [2]]],
        o0: [[0.25]],
        W: [[0.5]],
        U: [[0.75]],
        b: [0.125],
        V: [[2]],
        c: [-1],
      },
      outputs: {
        h: [[['0.670967074'], ['0.130698685'], ['0.516128538']]],
        o: [[['0.341934148'], ['-0.738602631'], ['0.032257077']]],
      },
    },
    {
      says: 'two states with one output have one future',
      inputs: {
        x: [
          [
            [1, 0],
            [0, 0],
          ],
          [
            [0, 1],
            [0, 0],
          ],
        ],
        o0: [[0], [0]],
        W: [
          [1, 0],
          [0, 1],
        ],
        U: [[0.5], [0.5]],
        b: [0, 0],
        V: [[1, 1]],
        c: [0],
      },
      outputs: {
        h: [
          [
            ['0.761594156', 0],
            ['0.363399484', '0.363399484'],
          ],
          [
            [0, '0.761594156'],
            ['0.363399484', '0.363399484'],
          ],
        ],
        o: [
          [['0.761594156'], ['0.726798969']],
          [['0.761594156'], ['0.726798969']],
        ],
      },
      row: '001/layer.rnn.variant.output-recurrence',
    },
  ],
  special: [
    {
      says: 'an output that is fed back may be huge without harm',
      inputs: { x: [[[0], [0]]], o0: [[1]], W: [[1]], U: [[1]], b: [0], V: [[2 ** 100]], c: [0] },
      outputs: { h: [[['0.761594156'], [1]]], o: [[[null], [2 ** 100]]] },
    },
    {
      says: 'NaN reaches its own step and the later ones',
      inputs: {
        x: [[[0], [Number.NaN], [0]]],
        o0: [[0]],
        W: [[1]],
        U: [[1]],
        b: [0],
        V: [[1]],
        c: [0],
      },
      outputs: { h: [[[0], [Number.NaN], [Number.NaN]]], o: [[[0], [Number.NaN], [Number.NaN]]] },
    },
  ],
  variants: {
    'output-not-handed-on': {
      kind: 'mistake',
      says: 'every step fed o0',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * o0[r]) + b[k]',
    },
    'initial-output-ignored': {
      kind: 'mistake',
      says: 'nothing fed to the first step',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? 0 : o[t-1,r])) + b[k]',
    },
    'fed-without-output-bias': {
      kind: 'mistake',
      says: 'V h fed back, without the bias of the output',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? o0[r] : o[t-1,r] - c[r])) + b[k]',
    },
    'fed-through-tanh': {
      kind: 'convention',
      says: 'tanh of the output fed back',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? o0[r] : tanh(o[t-1,r]))) + b[k]',
      who: 'networks whose output units have an activation of their own',
    },
    'sequence-reversed': {
      kind: 'mistake',
      says: 'the sequence read from its end',
      edits: 'a[t<T,k] = sum[d](W[k,d] * x[T-1-t,d]) + sum[r](U[k,r] * (t == 0 ? o0[r] : o[t-1,r])) + b[k]',
    },
    'no-output-bias': {
      kind: 'mistake',
      says: 'the bias of the outputs left out',
      edits: 'o[t,q] = sum[k](V[q,k] * h[t,k])',
    },
    'no-gradient-through-time': {
      kind: 'mistake',
      says: 'no gradient from a step to the output it was fed',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? o0[r] : stop(o[t-1,r]))) + b[k]',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'what the output does not show is forgotten: with fewer outputs than units the network remembers less than one that hands on its state',
  ],

  rows: {
    '001/layer.rnn.variant.output-recurrence': [
      'agreement',
      'law C2',
      'law C4',
      'example two states with one output have one future',
    ],
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    z(t, p, k) = sum(map(range(1, D, true), f(d) = W[k, d] * x[t, d])) + sum(map(range(1, Q, true), f(r) = U[k, r] * p[r])) + b[k];
    state(t, p) = map(range(1, H, true), f(k) = th(z(t, p, k)));
    out(s) = map(range(1, Q, true), f(q) = sum(map(range(1, H, true), g(k) = V[q, k] * s[k])) + c[q]);
    fed(t) = t == 0 ? o0 : out(state(t, fed(t - 1)));
    h = map(range(1, T, true), f(t) = state(t, fed(t - 1)));
    o = map(range(1, T, true), f(t) = fed(t))`,
});
