import { formula } from './lib/formula.ts';

export default formula({
  name: 'teacher-forced-rnn',
  family: 'recurrent',
  title:
    'An output-fed recurrent network as it is trained: each step is fed the target before, not its own output',
  sources: [
    'Williams & Zipser (1989), A learning algorithm for continually running fully recurrent neural networks',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, section 10.2.1',
  ],

  equations: `teacher_forced_rnn(x[T,D], y[T,Q], o0[Q], W[H,D], U[H,Q], b[H], V[Q,H], c[Q]) -> h[T,H], o[T,Q]
    a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? o0[r] : y[t-1,r])) + b[k]
    h[t,k] = tanh(a[t,k])
    o[t,q] = sum[k](V[q,k] * h[t,k]) + c[q]`,
  over: { batch: ['x', 'y', 'o0'] },
  sizes: { T: [1, 4], D: [1, 3], H: [1, 3], Q: [1, 3] },

  laws: {
    C1: 'the steps may be taken in any order, or all at once as a batch of single steps',
    C2: 'a step’s states and outputs have no gradient in another step’s input, nor in any target but the one before',
    C3: 'fed its own outputs it is the free-running network, which that has made of it after as many rounds as there are steps',
    C4: 'the gradient of the weights is the sum of the single steps’, each computed alone and in any order',
    C5: 'no step waits for another, where the free-running network has a chain of all T',
    C6: 'a target reaches the next step alone, and the last target none',
  },
  examples: [
    {
      says: 'three steps of one unit, each fed the target before',
      inputs: {
        x: [[[1], [-0.5], [2]]],
        y: [[[0.5], [-1], [3]]],
        o0: [[0.25]],
        W: [[0.5]],
        U: [[0.75]],
        b: [0.125],
        V: [[2]],
        c: [-1],
      },
      outputs: {
        h: [[['0.670967074'], ['0.244918662'], ['0.358357398']]],
        o: [[['0.341934148'], ['-0.510162675'], ['-0.283285203']]],
      },
      row: '001/algorithm.teacher-forcing',
    },
    {
      says: 'the first step is fed o0, as in the free-running network',
      inputs: {
        x: [[[1]]],
        y: [[[100]]],
        o0: [[0.25]],
        W: [[0.5]],
        U: [[0.75]],
        b: [0.125],
        V: [[2]],
        c: [-1],
      },
      outputs: { h: [[['0.670967074']]], o: [[['0.341934148']]] },
    },
  ],
  special: [
    {
      says: 'NaN in a target stays with the next step',
      inputs: {
        x: [[[0], [0], [0]]],
        y: [[[Number.NaN], [0], [0]]],
        o0: [[0]],
        W: [[1]],
        U: [[1]],
        b: [0],
        V: [[1]],
        c: [0],
      },
      outputs: { h: [[[0], [Number.NaN], [0]]], o: [[[0], [Number.NaN], [0]]] },
    },
    {
      says: 'a huge target saturates the next step',
      inputs: {
        x: [[[0], [0]]],
        y: [[[-(2 ** 100)], [0]]],
        o0: [[0]],
        W: [[1]],
        U: [[1]],
        b: [0],
        V: [[1]],
        c: [0.5],
      },
      outputs: { h: [[[0], [-1]]], o: [[[0.5], [-0.5]]] },
    },
  ],
  variants: {
    'own-outputs-fed': {
      kind: 'mistake',
      says: 'its own output fed back, as at test time, and the targets ignored',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? o0[r] : o[t-1,r])) + b[k]',
      seen: ['001/algorithm.teacher-forcing'],
    },
    'target-of-the-same-step': {
      kind: 'mistake',
      says: 'each step fed its own target, which it is to predict',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * y[t,r]) + b[k]',
    },
    'first-step-fed-nothing': {
      kind: 'mistake',
      says: 'nothing fed to the first step',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? 0 : y[t-1,r])) + b[k]',
    },
    'first-target-fed-twice': {
      kind: 'mistake',
      says: 'the first target fed to the first step too',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? y[0,r] : y[t-1,r])) + b[k]',
    },
    'half-its-own-output': {
      kind: 'mistake',
      says: 'the mean of the target and its own output fed back',
      edits: `a[t,k] = sum[d](W[k,d] * x[t,d])
                + sum[r](U[k,r] * (t == 0 ? o0[r] : (y[t-1,r] + o[t-1,r]) / 2)) + b[k]`,
    },
    'no-output-bias': {
      kind: 'mistake',
      says: 'the bias of the outputs left out',
      edits: 'o[t,q] = sum[k](V[q,k] * h[t,k])',
    },
    'no-gradient-to-the-targets': {
      kind: 'convention',
      says: 'no gradient to the targets that it is fed',
      edits: 'a[t,k] = sum[d](W[k,d] * x[t,d]) + sum[r](U[k,r] * (t == 0 ? o0[r] : stop(y[t-1,r]))) + b[k]',
      who: 'training on data, whose targets are constants',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the steps decouple in training alone: running free, each step waits for the output before',
    'targets go in one step late; fed without the delay, the network sees what it is to predict',
  ],

  rows: {
    '001/algorithm.teacher-forcing': [
      'agreement',
      'law C1',
      'law C3',
      'example three steps of one unit, each fed the target before',
      'variant own-outputs-fed',
    ],
    '001/identity.teacher-forcing.decoupled-steps': ['law C2', 'law C4', 'law C6'],
    '001/count.bptt.cost': 'law C5',
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    fed(t, r) = t == 1 ? o0[r] : y[t - 1, r];
    z(t, k) = sum(map(range(1, D, true), f(d) = W[k, d] * x[t, d])) + sum(map(range(1, Q, true), f(r) = U[k, r] * fed(t, r))) + b[k];
    h = map(range(1, T, true), f(t) = map(range(1, H, true), g(k) = th(z(t, k))));
    o = map(range(1, T, true), f(t) = map(range(1, Q, true), g(q) = sum(map(range(1, H, true), u(k) = V[q, k] * th(z(t, k)))) + c[q]))`,
});
