import { formula } from './lib/formula.ts';

export default formula({
  name: 'deep-rnn',
  family: 'recurrent',
  title: 'Recurrent layers on top of one another, each reading the states of the one below',
  sources: [
    'Schmidhuber (1992), Learning complex, extended sequences using the principle of history compression',
    'El Hihi & Bengio (1996), Hierarchical recurrent neural networks for long-term dependencies',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, figure 10.13a',
    'Zhang, Lipton, Li & Smola, Dive into Deep Learning, section 10.3 (in rows: H W + …)',
  ],

  equations: `deep_rnn(x[T,H], h0[L,H], W[L,H,H], U[L,H,H], b[L,H], V[Q,H], c[Q]) -> o[T,Q], h1[L,H]
    a[l,t,k] = sum[d](W[l,k,d] * (l == 0 ? x[t,d] : s[l-1,t,d]))
               + sum[m](U[l,k,m] * (t == 0 ? h0[l,m] : s[l,t-1,m])) + b[l,k]
    s[l,t,k] = tanh(a[l,t,k])
    o[t,q]   = sum[k](V[q,k] * s[L-1,t,k]) + c[q]
    h1[l,k]  = s[l,T-1,k]`,
  over: { batch: ['x', 'h0'] },
  sizes: { T: [1, 4], L: [1, 3], H: [1, 3], Q: [1, 2] },

  laws: {
    C1: 'with a single layer it is the simple recurrent network',
    C2: 'layer by layer over the whole sequence, or step by step through all layers: the result is the same',
    C3: 'outputs of the first steps do not change when later inputs change or are cut off',
    C4: 'around the origin the gradient of h1 at layer l in h0 at layer j counts the paths: C(T − 1 + l − j, l − j) of them, each over T edges in time and l − j upwards, none downwards',
    C5: 'with every weight matrix transposed it is the row-vector form H W + H U + b',
    C6: 'there are L(2H² + H) parameters of the states and HQ + Q of the outputs, for sequences of every length',
  },
  examples: [
    {
      says: 'two layers of one unit, three steps',
      inputs: {
        x: [[[1], [-2], [0.5]]],
        h0: [[[0.5], [-0.25]]],
        W: [[[0.5]], [[1]]],
        U: [[[0.25]], [[-0.5]]],
        b: [[0.125], [0]],
        V: [[2]],
        c: [1],
      },
      outputs: {
        o: [[['2.282329378'], ['-0.465962933'], ['2.051574918']]],
        h1: [[['0.217814418'], ['0.525787459']]],
      },
      row: '003/layer.rnn.deep',
    },
    {
      says: 'without recurrent weights it is a feed-forward network of two layers at each step',
      inputs: {
        x: [[[1], [0]]],
        h0: [[[7], [9]]],
        W: [[[1]], [[1]]],
        U: [[[0]], [[0]]],
        b: [[0], [0]],
        V: [[1]],
        c: [0],
      },
      outputs: { o: [[['0.642014992'], [0]]], h1: [[[0], [0]]] },
    },
  ],
  special: [
    {
      says: 'huge sums saturate in every layer',
      inputs: {
        x: [[[2 ** 100]]],
        h0: [[[0], [0]]],
        W: [[[1]], [[-(2 ** 100)]]],
        U: [[[0]], [[0]]],
        b: [[0], [0]],
        V: [[1]],
        c: [0],
      },
      outputs: { o: [[[-1]]], h1: [[[1], [-1]]] },
    },
    {
      says: 'NaN in an upper state does not reach the layer below',
      inputs: {
        x: [[[0], [0]]],
        h0: [[[0], [Number.NaN]]],
        W: [[[1]], [[1]]],
        U: [[[1]], [[1]]],
        b: [[0], [0]],
        V: [[1]],
        c: [0],
      },
      outputs: { o: [[[Number.NaN], [Number.NaN]]], h1: [[[0], [Number.NaN]]] },
    },
  ],
  variants: {
    'one-state-through-all-layers': {
      kind: 'convention',
      says: 'one state that passes through all layers within a step, of which only the first reads the step before',
      edits: `a[l,t,k] = sum[d](W[l,k,d] * (l == 0 ? x[t,d] : s[l-1,t,d]))
                + (l == 0 ? sum[m](U[0,k,m] * (t == 0 ? h0[L-1,m] : s[L-1,t-1,m])) : 0) + b[l,k]`,
      who: 'deep transitions as in Pascanu, Gülçehre, Cho & Bengio (2014)',
      seen: ['001/layer.rnn.deep.hierarchical-state'],
    },
    'row-vector-form': {
      kind: 'convention',
      says: 'weights read in the order [layer, input, unit]',
      edits: `a[l,t,k] = sum[d](W[l,d,k] * (l == 0 ? x[t,d] : s[l-1,t,d]))
               + sum[m](U[l,m,k] * (t == 0 ? h0[l,m] : s[l,t-1,m])) + b[l,k]`,
      who: 'Dive into Deep Learning',
      seen: ['003/layer.rnn.deep'],
    },
    'one-set-of-weights': {
      kind: 'mistake',
      says: 'the first layer’s input weights in all layers',
      edits: `a[l,t,k] = sum[d](W[0,k,d] * (l == 0 ? x[t,d] : s[l-1,t,d]))
               + sum[m](U[l,k,m] * (t == 0 ? h0[l,m] : s[l,t-1,m])) + b[l,k]`,
    },
    'every-layer-reads-the-input': {
      kind: 'mistake',
      says: 'the input in every layer, none of which reads the one below',
      edits: `a[l,t,k] = sum[d](W[l,k,d] * x[t,d])
               + sum[m](U[l,k,m] * (t == 0 ? h0[l,m] : s[l,t-1,m])) + b[l,k]`,
    },
    'a-step-late-between-layers': {
      kind: 'mistake',
      says: 'the lower layer’s state of the step before in the place of the present one',
      edits: `a[l,t,k] = sum[d](W[l,k,d] * (l == 0 ? x[t,d] : t == 0 ? h0[l-1,d] : s[l-1,t-1,d]))
               + sum[m](U[l,k,m] * (t == 0 ? h0[l,m] : s[l,t-1,m])) + b[l,k]`,
    },
    'all-layers-begin-alike': {
      kind: 'mistake',
      says: 'the first layer’s initial state in all layers',
      edits: `a[l,t,k] = sum[d](W[l,k,d] * (l == 0 ? x[t,d] : s[l-1,t,d]))
               + sum[m](U[l,k,m] * (t == 0 ? h0[0,m] : s[l,t-1,m])) + b[l,k]`,
    },
    'output-of-the-first-layer': {
      kind: 'mistake',
      says: 'outputs from the first layer',
      edits: 'o[t,q] = sum[k](V[q,k] * s[0,t,k]) + c[q]',
    },
    'states-of-the-first-step': {
      kind: 'mistake',
      says: 'the states after the first step handed back',
      edits: 'h1[l,k] = s[l,0,k]',
    },
    'no-gradient-between-layers': {
      kind: 'mistake',
      says: 'no gradient from a layer to the one below',
      edits: `a[l,t,k] = sum[d](W[l,k,d] * (l == 0 ? x[t,d] : stop(s[l-1,t,d])))
               + sum[m](U[l,k,m] * (t == 0 ? h0[l,m] : s[l,t-1,m])) + b[l,k]`,
      shows: 'in the gradient',
    },
    'no-gradient-through-time': {
      kind: 'mistake',
      says: 'no gradient from a step to the one before',
      edits: `a[l,t,k] = sum[d](W[l,k,d] * (l == 0 ? x[t,d] : s[l-1,t,d]))
               + sum[m](U[l,k,m] * (t == 0 ? h0[l,m] : stop(s[l,t-1,m]))) + b[l,k]`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the input must be as wide as the layers here; a narrower one is padded with zeros, and so are the weights that read it',
    'depth over layers and depth within the transition both go by the name of a deep recurrent network',
  ],

  rows: {
    '003/layer.rnn.deep': [
      'agreement',
      'law C1',
      'law C2',
      'law C5',
      'example two layers of one unit, three steps',
      'variant row-vector-form',
    ],
    '001/layer.rnn.deep.hierarchical-state': [
      'agreement',
      'law C1',
      'law C4',
      'variant one-state-through-all-layers',
    ],
    '001/layer.rnn.parameter-sharing': 'law C6',
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    z(l, below, before, k) = sum(map(range(1, H, true), f(d) = W[l, k, d] * below[d])) + sum(map(range(1, H, true), g(m) = U[l, k, m] * before[m])) + b[l, k];
    next(l, below, before) = map(range(1, H, true), f(k) = th(z(l, below, before, k)));
    s(l, t) = l == 0 ? map(range(1, H, true), f(d) = x[t, d]) : t == 0 ? map(range(1, H, true), f(d) = h0[l, d]) : next(l, s(l - 1, t), s(l, t - 1));
    out(p) = map(range(1, Q, true), f(q) = sum(map(range(1, H, true), g(k) = V[q, k] * p[k])) + c[q]);
    o = map(range(1, T, true), f(t) = out(s(L, t)));
    h1 = map(range(1, L, true), f(l) = s(l, T))`,
});
