import { formula } from './lib/formula.ts';
import { flag, int } from './lib/options.ts';

export default formula({
  name: 'long-delay-rnn',
  family: 'recurrent',
  title: 'A recurrent network whose states also, or only, reach those that are a longer delay ahead',
  sources: [
    'Lin, Horne, Tiňo & Giles (1996), Learning long-term dependencies in NARX recurrent neural networks',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, section 10.9.1 and 10.9.3',
  ],

  // The states that are still needed stand in a line: past[t,j] is the state j + 1 steps before step t.
  equations: `long_delay_rnn(x[T,D], W[H,D], U[H,H], V[H,H], b[H]; delay, short) -> h[T,H]
    past[t<T,j<delay,k<H] = t == 0 ? 0 : j == 0 ? h[t-1,k] : past[t-1,j-1,k]
    a[t,k] = sum[d](W[k,d] * x[t,d]) + (short ? sum[m](U[k,m] * past[t,0,m]) : 0)
             + sum[m](V[k,m] * past[t,delay-1,m]) + b[k]
    h[t,k] = tanh(a[t,k])`,
  options: { delay: int(2, 4, 3), short: flag(true) },
  over: { batch: ['x'] },
  sizes: { T: [1, 6], D: [1, 2], H: [1, 2] },

  laws: {
    C1: 'between states τ apart the shortest way passes τ div d + τ mod d edges, and the gradient around the origin is the sum over all ways',
    C2: 'without the edges of length one the states are d interleaved networks, each of every d-th input',
    C3: 'without the edges of length one a lag of k delays passes k tanh, one for each delay',
    C4: 'a gradient that an edge halves is halved only every d-th step: over kd steps 2⁻ᵏ is left by the delayed edges alone, 2⁻ᵏᵈ by the short ones alone',
    C5: 'states of the first steps do not change when later inputs change or are cut off',
    C6: 'without delayed weights it is the simple recurrent network from rest',
    C7: 'the gradient goes back by δ_t = (1 − h_t²)∘(dh_t + Uᵀδ_t+1 + Vᵀδ_t+d)',
  },
  examples: [
    {
      says: 'an impulse comes back every second step alone',
      inputs: { x: [[[1], [0], [0], [0], [0]]], W: [[1]], U: [[5]], V: [[1]], b: [0] },
      options: { delay: 2, short: false },
      outputs: { h: [[['0.761594156'], [0], ['0.642014992'], [0], ['0.566269976']]] },
      row: '001/layer.rnn.remove-short-connections',
    },
    {
      says: 'the fourth state reads the third and the first',
      inputs: { x: [[[1], [-0.5], [2], [0]]], W: [[0.5]], U: [[0.75]], V: [[-0.25]], b: [0.125] },
      options: { delay: 3, short: true },
      outputs: { h: [[['0.5545997223'], ['0.2830087665'], ['0.8710117329'], ['0.5646331775']]] },
      row: '001/layer.rnn.time-skip-connections',
    },
  ],
  special: [
    {
      says: 'NaN reaches the steps that are whole delays later',
      inputs: {
        x: [[[Number.NaN], [0], [0], [0]]],
        W: [[1]],
        U: [[1]],
        V: [[1]],
        b: [0],
      },
      options: { delay: 2, short: false },
      outputs: { h: [[[Number.NaN], [0], [Number.NaN], [0]]] },
    },
    {
      says: 'huge sums saturate',
      inputs: { x: [[[2 ** 100], [0], [0]]], W: [[-1]], U: [[0]], V: [[2 ** 100]], b: [0] },
      options: { delay: 2, short: true },
      outputs: { h: [[[-1], [0], [-1]]] },
    },
  ],
  variants: {
    'always-short-edges-too': {
      kind: 'mistake',
      says: 'the edges of length one, whether they were asked for or not',
      force: { short: true },
    },
    'never-short-edges': {
      kind: 'mistake',
      says: 'no edges of length one, whether they were asked for or not',
      force: { short: false },
    },
    'a-step-too-early': {
      kind: 'mistake',
      says: 'a delay that is one step too short',
      edits: `a[t,k] = sum[d](W[k,d] * x[t,d]) + (short ? sum[m](U[k,m] * past[t,0,m]) : 0)
             + sum[m](V[k,m] * past[t,delay-2,m]) + b[k]`,
    },
    'a-step-too-late': {
      kind: 'mistake',
      says: 'a delay that is one step too long',
      edits: `past[t<T,j<delay+1,k<H] = t == 0 ? 0 : j == 0 ? h[t-1,k] : past[t-1,j-1,k]
        a[t,k] = sum[d](W[k,d] * x[t,d]) + (short ? sum[m](U[k,m] * past[t,0,m]) : 0)
             + sum[m](V[k,m] * past[t,delay,m]) + b[k]`,
    },
    'no-delay': {
      kind: 'mistake',
      says: 'both weights on the state just before',
      edits: `a[t,k] = sum[d](W[k,d] * x[t,d]) + (short ? sum[m](U[k,m] * past[t,0,m]) : 0)
             + sum[m](V[k,m] * past[t,0,m]) + b[k]`,
    },
    'inputs-delayed': {
      kind: 'mistake',
      says: 'short edges alone, over an input that is late by the delay as well',
      edits: `a[t,k] = sum[d](W[k,d] * x[t,d]) + (short ? sum[m](U[k,m] * past[t,0,m]) : 0)
             + sum[d](W[k,d] * (x[t-delay,d]|0)) + b[k]`,
    },
    'weights-exchanged': {
      kind: 'mistake',
      says: 'the weights of the short and the long edges exchanged',
      edits: `a[t,k] = sum[d](W[k,d] * x[t,d]) + (short ? sum[m](V[k,m] * past[t,0,m]) : 0)
             + sum[m](U[k,m] * past[t,delay-1,m]) + b[k]`,
    },
    'no-gradient-over-the-delay': {
      kind: 'mistake',
      says: 'no gradient back over the delayed edges',
      edits: `a[t,k] = sum[d](W[k,d] * x[t,d]) + (short ? sum[m](U[k,m] * past[t,0,m]) : 0)
             + sum[m](V[k,m] * stop(past[t,delay-1,m])) + b[k]`,
      shows: 'in the gradient',
    },
    'no-gradient-over-short-edges': {
      kind: 'mistake',
      says: 'no gradient back over the edges of length one',
      edits: `a[t,k] = sum[d](W[k,d] * x[t,d]) + (short ? sum[m](U[k,m] * stop(past[t,0,m])) : 0)
             + sum[m](V[k,m] * past[t,delay-1,m]) + b[k]`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'delayed edges slow the decay of a gradient down, they do not stop it: it still falls by a factor a delay',
    'without edges of length one inputs whose distance is no multiple of the delay never meet in one state',
  ],

  rows: {
    '001/layer.rnn.time-skip-connections': [
      'agreement',
      'law C1',
      'law C4',
      'example the fourth state reads the third and the first',
    ],
    '001/layer.rnn.remove-short-connections': [
      'law C2',
      'law C3',
      'example an impulse comes back every second step alone',
    ],
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    nothing = map(range(1, H, true), f(k) = 0);
    dot(A, k, p) = sum(map(range(1, H, true), f(m) = A[k, m] * p[m]));
    z(t, near, far, k) = sum(map(range(1, D, true), f(d) = W[k, d] * x[t, d])) + dot(U, k, near) + dot(V, k, far) + b[k];
    next(t, near, far) = map(range(1, H, true), f(k) = th(z(t, near, far, k)));
    s(t) = t < 1 ? nothing : next(t, short ? s(t - 1) : nothing, s(t - delay));
    h = map(range(1, T, true), f(t) = s(t))`,
});
