import { formula } from './lib/formula.ts';
import { flag } from './lib/options.ts';

export default formula({
  name: 'deep-transition-rnn',
  family: 'recurrent',
  title:
    'A recurrent network whose inputs, transitions and outputs pass a hidden layer, with or without a skip past it',
  sources: [
    'Pascanu, Gülçehre, Cho & Bengio (2014), How to construct deep recurrent neural networks (DT(S)-RNN)',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, figure 10.13b and c',
  ],

  equations: `deep_transition_rnn(x[T,D], h0[H], W1[P,D], w1[P], W2[H,P], A1[M,H], a1[M], A2[H,M], S[H,H], b[H], V1[R,H], v1[R], V2[Q,R], c[Q]; skip) -> h[T,H], o[T,Q]
    i[t,p] = tanh(sum[d](W1[p,d] * x[t,d]) + w1[p])
    u[t<T,m] = tanh(sum[j](A1[m,j] * (t == 0 ? h0[j] : h[t-1,j])) + a1[m])
    z[t,k] = sum[p](W2[k,p] * i[t,p]) + sum[m](A2[k,m] * u[t,m])
             + (skip ? sum[j](S[k,j] * (t == 0 ? h0[j] : h[t-1,j])) : 0) + b[k]
    h[t,k] = tanh(z[t,k])
    r[t,e] = tanh(sum[k](V1[e,k] * h[t,k]) + v1[e])
    o[t,q] = sum[e](V2[q,e] * r[t,e]) + c[q]`,
  options: { skip: flag(true) },
  over: { batch: ['x', 'h0'] },
  sizes: { T: [1, 3], D: [1, 2], H: [1, 3], P: [1, 2], M: [1, 2], R: [1, 2], Q: [1, 2] },

  laws: {
    C1: 'the shortest way over n steps passes 2n layers, with the skip n; around the origin the gradient of a unit is the sum over all ways of the product of their weights',
    C2: 'a state that starts small is bent by every layer that it passes: twice a step through the hidden layer, once through the skip alone',
    C3: 'without the skip S has no influence; with the skip and without the hidden layer it is the simple recurrent network with U = S',
    C4: 'states and outputs of the first steps do not change when later inputs change or are cut off',
    C5: 'two runs with the state handed on are one run',
    C6: 'a step takes the gradient δ back as A1ᵀ((1 − u²)∘A2ᵀδ), and with the skip by Sᵀδ beside it',
    C7: 'with S = 1 beside weights of ½ the gradient around the origin is (1 + ¼)ⁿ after n steps, where it was 4⁻ⁿ',
  },
  examples: [
    {
      says: 'two steps without the skip',
      inputs: {
        x: [[[1], [-2]]],
        h0: [[0.5]],
        W1: [[0.5]],
        w1: [0.25],
        W2: [[1]],
        A1: [[2]],
        a1: [-0.5],
        A2: [[0.75]],
        S: [[-1]],
        b: [0.125],
        V1: [[1]],
        v1: [0],
        V2: [[2]],
        c: [-0.5],
      },
      options: { skip: false },
      outputs: { h: [[['0.80290588'], ['0.09152687']]], o: [[['0.83131637'], ['-0.31745571']]] },
      row: '001/layer.rnn.deep.mlp-transitions',
    },
    {
      says: 'the same two steps with the skip',
      inputs: {
        x: [[[1], [-2]]],
        h0: [[0.5]],
        W1: [[0.5]],
        w1: [0.25],
        W2: [[1]],
        A1: [[2]],
        a1: [-0.5],
        A2: [[0.75]],
        S: [[-1]],
        b: [0.125],
        V1: [[1]],
        v1: [0],
        V2: [[2]],
        c: [-0.5],
      },
      options: { skip: true },
      outputs: { h: [[['0.54182599'], ['-0.57702349']]], o: [[['0.48873785'], ['-1.54099735']]] },
      row: '001/layer.rnn.deep.skip-connections',
    },
  ],
  special: [
    {
      says: 'huge sums saturate',
      inputs: {
        x: [[[2 ** 100]]],
        h0: [[1]],
        W1: [[1]],
        w1: [0],
        W2: [[-(2 ** 100)]],
        A1: [[1]],
        a1: [0],
        A2: [[1]],
        S: [[2 ** 50]],
        b: [0],
        V1: [[2 ** 100]],
        v1: [0],
        V2: [[3]],
        c: [0],
      },
      options: { skip: true },
      outputs: { h: [[[-1]]], o: [[[-3]]] },
    },
  ],
  variants: {
    'always-skips': {
      kind: 'mistake',
      says: 'the skip, whether it was asked for or not',
      force: { skip: true },
    },
    'never-skips': {
      kind: 'mistake',
      says: 'no skip, whether it was asked for or not',
      force: { skip: false },
    },
    'skip-past-the-last-tanh': {
      kind: 'convention',
      says: 'a skip that is added after the tanh of the state',
      edits: `z[t,k] = sum[p](W2[k,p] * i[t,p]) + sum[m](A2[k,m] * u[t,m]) + b[k]
        h[t,k] = tanh(z[t,k]) + (skip ? sum[j](S[k,j] * (t == 0 ? h0[j] : h[t-1,j])) : 0)`,
      who: 'residual networks',
    },
    'no-hidden-tanh': {
      kind: 'mistake',
      says: 'a hidden layer of the transition without its tanh, which is one matrix A2 A1 and no depth',
      edits: 'u[t<T,m] = sum[j](A1[m,j] * (t == 0 ? h0[j] : h[t-1,j])) + a1[m]',
    },
    'input-past-its-hidden-layer': {
      kind: 'mistake',
      says: 'an input that passes no tanh of its own',
      edits: 'i[t,p] = sum[d](W1[p,d] * x[t,d]) + w1[p]',
    },
    'output-past-its-hidden-layer': {
      kind: 'mistake',
      says: 'an output that passes no tanh of its own',
      edits: 'r[t,e] = sum[k](V1[e,k] * h[t,k]) + v1[e]',
    },
    'skip-from-the-start': {
      kind: 'mistake',
      says: 'a skip from the initial state to every step',
      edits: `z[t,k] = sum[p](W2[k,p] * i[t,p]) + sum[m](A2[k,m] * u[t,m])
             + (skip ? sum[j](S[k,j] * h0[j]) : 0) + b[k]`,
    },
    'transition-from-the-start': {
      kind: 'mistake',
      says: 'the hidden layer of every step fed the initial state',
      edits: 'u[t<T,m] = tanh(sum[j](A1[m,j] * h0[j]) + a1[m])',
    },
    'no-gradient-through-the-skip': {
      kind: 'mistake',
      says: 'no gradient back through the skip',
      edits: `z[t,k] = sum[p](W2[k,p] * i[t,p]) + sum[m](A2[k,m] * u[t,m])
             + (skip ? sum[j](S[k,j] * (t == 0 ? stop(h0[j]) : stop(h[t-1,j]))) : 0) + b[k]`,
      shows: 'in the gradient',
    },
    'no-gradient-through-the-hidden-layer': {
      kind: 'mistake',
      says: 'no gradient back through the hidden layer of the transition',
      edits: 'u[t<T,m] = tanh(sum[j](A1[m,j] * (t == 0 ? stop(h0[j]) : stop(h[t-1,j]))) + a1[m])',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a hidden layer in the transition doubles the way that a gradient has to go over time',
    'without a tanh between them two matrices of a transition are one',
  ],

  rows: {
    '001/layer.rnn.deep.mlp-transitions': [
      'agreement',
      'law C1',
      'law C2',
      'example two steps without the skip',
    ],
    '001/layer.rnn.deep.skip-connections': [
      'agreement',
      'law C1',
      'law C7',
      'example the same two steps with the skip',
    ],
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    dot(A, k, p, n) = sum(map(range(1, n, true), f(j) = A[k, j] * p[j]));
    hidden(A, a, p, n, rows) = map(range(1, rows, true), g(m) = th(dot(A, m, p, n) + a[m]));
    entry(t) = map(range(1, D, true), f(d) = x[t, d]);
    jump(k, p) = skip ? dot(S, k, p, H) : 0;
    z(t, p, k) = dot(W2, k, hidden(W1, w1, entry(t), D, P), P) + dot(A2, k, hidden(A1, a1, p, H, M), M) + jump(k, p) + b[k];
    next(t, p) = map(range(1, H, true), f(k) = th(z(t, p, k)));
    s(t) = t == 0 ? h0 : next(t, s(t - 1));
    out(p) = map(range(1, Q, true), f(q) = dot(V2, q, hidden(V1, v1, p, H, R), R) + c[q]);
    h = map(range(1, T, true), f(t) = s(t));
    o = map(range(1, T, true), f(t) = out(s(t)))`,
});
