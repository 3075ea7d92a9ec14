import { formula } from './lib/formula.ts';

export default formula({
  name: 'additive-score',
  family: 'attention',
  title: 'How well keys fit a query, by a small network with one hidden layer',
  sources: [
    'Bahdanau, Cho & Bengio (2015), Neural machine translation by jointly learning to align and translate',
  ],

  equations: `additive_score(q[A], K[M,F], W[C,A], U[C,F], v[C]) -> s[M]
    z[j,c] = sum[a](W[c,a] * q[a]) + sum[f](U[c,f] * K[j,f])
    s[j]   = sum[c](v[c] * tanh(z[j,c]))`,
  over: { batch: ['q', 'K'] },

  laws: {
    C1: 'a score is at most Σ|v|',
    C2: 'negating the query and the keys negates the scores',
    C3: 'one product of [W U] with query and key one after the other is the same',
    C4: 'a score depends on the query and on its own key alone, and reordering the keys reorders the scores',
    C5: 'the score is linear in v, and the sum of what each hidden unit gives alone',
    C6: 'v·dv and s·ds are the same number, and so are K·dK and U·dU, q·dq and W·dW',
    C7: 'the gradient is δ = ds∘v∘(1 − t²) with t the hidden units, and goes back as Uᵀδ to the keys and as WᵀΣδ to the query',
  },
  examples: [
    {
      says: 'weights of nothing score nothing',
      inputs: { q: [[1, 2]], K: [[[3], [4]]], W: [[0, 0]], U: [[0]], v: [5] },
      outputs: { s: [[0, 0]] },
    },
    {
      says: 'query and key are added up before the tanh',
      inputs: { q: [[1]], K: [[[0.5], [-1]]], W: [[0.5]], U: [[1]], v: [2] },
      outputs: { s: [['1.52318831', '-0.92423431']] },
    },
    {
      says: 'each hidden unit has its own weights and its own share',
      inputs: {
        q: [[1, -1]],
        K: [[[1]]],
        W: [
          [1, 0.5],
          [0, 1],
        ],
        U: [[-0.25], [2]],
        v: [1, -3],
      },
      outputs: { s: [['-2.03986381']] },
    },
  ],
  special: [
    {
      says: 'huge sums saturate, without overflow',
      inputs: { q: [[2 ** 100]], K: [[[0]]], W: [[1], [-1]], U: [[1], [1]], v: [3, 0.5] },
      outputs: { s: [[2.5]] },
    },
    {
      says: 'NaN stays with its key',
      inputs: { q: [[0]], K: [[[Number.NaN], [0]]], W: [[1]], U: [[1]], v: [1] },
      outputs: { s: [[Number.NaN, 0]] },
    },
  ],
  variants: {
    'no-tanh': {
      kind: 'mistake',
      says: 'the hidden layer without its tanh',
      edits: 's[j] = sum[c](v[c] * z[j,c])',
    },
    sigmoid: {
      kind: 'mistake',
      says: 'the logistic sigmoid in the place of tanh',
      edits: 's[j] = sum[c](v[c] * sigmoid(z[j,c]))',
    },
    relu: {
      kind: 'mistake',
      says: 'ReLU in the place of tanh',
      edits: 's[j] = sum[c](v[c] * max(z[j,c], 0))',
    },
    'tanh-of-each': {
      kind: 'mistake',
      says: 'a tanh of query and key each, added up afterwards',
      edits: 's[j] = sum[c](v[c] * (tanh(sum[a](W[c,a] * q[a])) + tanh(sum[f](U[c,f] * K[j,f]))))',
    },
    'no-v': {
      kind: 'mistake',
      says: 'the hidden units summed up without v',
      edits: 's[j] = sum[c](tanh(z[j,c]))',
    },
    'scale-by-attention-width': {
      kind: 'mistake',
      says: 'the score divided by the root of the hidden width, as for dot products',
      edits: 's[j] = sum[c](v[c] * tanh(z[j,c])) / sqrt(C)',
      seen: ['convention 99'],
    },
    'no-slope': {
      kind: 'mistake',
      says: 'a gradient without the slope of tanh',
      edits: 's[j] = sum[c](v[c] * (stop(tanh(z[j,c])) + (z[j,c] - stop(z[j,c]))))',
      shows: 'in the gradient',
    },
    'slope-of-the-output': {
      kind: 'mistake',
      says: 'a gradient with the slope of tanh taken at its own value',
      edits: `t[j,c] = stop(tanh(z[j,c]))
        s[j]   = sum[c](v[c] * (t[j,c] + stop(1 - tanh(t[j,c])^2) * (z[j,c] - stop(z[j,c]))))`,
      shows: 'in the gradient',
      seen: ['S-33'],
    },
    'query-gradient-of-the-last-key': {
      kind: 'mistake',
      says: 'a gradient to the query from the last key alone, not added up over the keys',
      edits: `z[j,c] = sum[a](W[c,a] * (j == M - 1 ? q[a] : stop(q[a]))) + sum[f](U[c,f] * K[j,f])`,
      shows: 'in the gradient',
    },
    'no-gradient-to-the-keys': {
      kind: 'mistake',
      says: 'no gradient to the keys',
      edits: 'z[j,c] = sum[a](W[c,a] * q[a]) + sum[f](U[c,f] * stop(K[j,f]))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'which weights belong to the query differs between texts: here W takes the query and U the keys',
  ],

  rows: {
    '000/layer.attention.score.additive': 'law C3',
    '002/layer.attention.rnn.alignment-score': 'law C4',
  },

  mathjs: `t(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    z(j, c) = sum(map(range(1, A, true), f(a) = W[c, a] * q[a])) + sum(map(range(1, F, true), f(i) = U[c, i] * K[j, i]));
    s = map(range(1, M, true), f(j) = sum(map(range(1, C, true), g(c) = v[c] * t(z(j, c)))))`,
});
