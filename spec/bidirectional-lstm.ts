import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';
import lstm from './lstm.ts';

export default formula({
  name: 'bidirectional-lstm',
  family: 'recurrent',
  title: 'Two long short-term memories, one from each end of the sequence, their states joined or added',
  sources: [
    'Graves & Schmidhuber (2005), Framewise phoneme classification with bidirectional LSTM and other neural network architectures',
    'Peters et al. (2018), Deep contextualized word representations (ELMo: forward and backward states side by side)',
    'https://keras.io/api/layers/recurrent_layers/bidirectional/ (merge_mode)',
  ],

  equations: `bidirectional_lstm(x[T,D], hf0[H], cf0[H], Wf[4,H,D], Uf[4,H,H], bf[4,H], hb0[H], cb0[H], Wb[4,H,D], Ub[4,H,H], bb[4,H]; merge) -> h[T,P]
    P = merge == 'concat' ? 2 * H : H
    y[t<T,d<D] = x[T-1-t,d]
    f[t<T,k<H] = lstm(x[:,:], hf0[:], cf0[:], Wf[:,:,:], Uf[:,:,:], bf[:,:]).h[t,k]
    r[t<T,k<H] = lstm(y[:,:], hb0[:], cb0[:], Wb[:,:,:], Ub[:,:,:], bb[:,:]).h[t,k]
    h[t<T,j<P] = merge == 'sum' ? f[t,j]|0 + r[T-1-t,j]|0 : j < H ? f[t,j]|0 : r[T-1-t,j-H]|0`,
  uses: [lstm],
  over: { batch: ['x', 'hf0', 'cf0', 'hb0', 'cb0'] },
  options: { merge: choice('concat', 'sum') },
  sizes: { T: [1, 3], D: [1, 2], H: [1, 2] },

  laws: {
    C1: 'it is each network run separately: the forward one over the sequence, the backward one over the reversed sequence, reversed back',
    C2: 'no parameter of one direction has an influence on the other’s states',
    C3: 'at each step the forward half depends on the inputs up to it alone, the backward half on those from it on alone; so the same input at two places gets two different vectors',
    C4: 'the sum is [I I] times the concatenation, H numbers where that has 2H, and does not change when the directions change places on the reversed input, reversed back',
    C5: 'a linear layer on the concatenation is the sum of two, one on each direction’s states',
    C6: 'each direction has eight matrices, one of the input and one of the state for each of four gates, so that with an output layer’s two there are 18, and 6 only if the gates are counted as one',
  },
  examples: [
    {
      says: 'without weights every state comes from the cells: forwards and backwards side by side',
      inputs: {
        x: [[[0], [0]]],
        hf0: [[0]],
        cf0: [[1]],
        Wf: [[[0]], [[0]], [[0]], [[0]]],
        Uf: [[[0]], [[0]], [[0]], [[0]]],
        bf: [[0], [0], [0], [0]],
        hb0: [[0]],
        cb0: [[-2]],
        Wb: [[[0]], [[0]], [[0]], [[0]]],
        Ub: [[[0]], [[0]], [[0]], [[0]]],
        bb: [[0], [0], [0], [0]],
      },
      options: { merge: 'concat' },
      outputs: {
        h: [
          [
            ['0.231058579', '-0.231058579'],
            ['0.122459331', '-0.380797078'],
          ],
        ],
      },
    },
    {
      says: 'the same added up',
      inputs: {
        x: [[[0], [0]]],
        hf0: [[0]],
        cf0: [[1]],
        Wf: [[[0]], [[0]], [[0]], [[0]]],
        Uf: [[[0]], [[0]], [[0]], [[0]]],
        bf: [[0], [0], [0], [0]],
        hb0: [[0]],
        cb0: [[-2]],
        Wb: [[[0]], [[0]], [[0]], [[0]]],
        Ub: [[[0]], [[0]], [[0]], [[0]]],
        bb: [[0], [0], [0], [0]],
      },
      options: { merge: 'sum' },
      outputs: { h: [[[0], ['-0.258337747']]] },
      row: '001/layer.rnn.bilstm.merge-sum',
    },
  ],
  variants: {
    'mean-for-sum': {
      kind: 'convention',
      says: 'the mean of both directions in the place of their sum',
      edits:
        "h[t<T,j<P] = merge == 'sum' ? (f[t,j]|0 + r[T-1-t,j]|0) / 2 : j < H ? f[t,j]|0 : r[T-1-t,j-H]|0",
      who: "Keras Bidirectional with merge_mode='ave'",
    },
    'backward-half-first': {
      kind: 'convention',
      says: 'the backward states in the first columns',
      edits: "h[t<T,j<P] = merge == 'sum' ? f[t,j]|0 + r[T-1-t,j]|0 : j < H ? r[T-1-t,j]|0 : f[t,j-H]|0",
      who: 'texts that write [h←; h→]',
    },
    'backward-states-not-reversed-back': {
      kind: 'mistake',
      says: 'the backward states in the order in which they were computed',
      edits: "h[t<T,j<P] = merge == 'sum' ? f[t,j]|0 + r[t,j]|0 : j < H ? f[t,j]|0 : r[t,j-H]|0",
    },
    'input-not-reversed': {
      kind: 'mistake',
      says: 'a backward network that reads the input forwards, its states reversed all the same',
      edits: 'y[t<T,d<D] = x[t,d]',
    },
    'shared-weights': {
      kind: 'mistake',
      says: 'the forward weights in both directions',
      edits: 'r[t<T,k<H] = lstm(y[:,:], hb0[:], cb0[:], Wf[:,:,:], Uf[:,:,:], bf[:,:]).h[t,k]',
    },
    'backward-cell-from-the-forward-one': {
      kind: 'mistake',
      says: 'the backward network begun from the forward one’s initial state',
      edits: 'r[t<T,k<H] = lstm(y[:,:], hf0[:], cf0[:], Wb[:,:,:], Ub[:,:,:], bb[:,:]).h[t,k]',
    },
    'cell-and-state-swapped': {
      kind: 'mistake',
      says: 'hidden and cell state swapped at the start of both directions',
      edits: `f[t<T,k<H] = lstm(x[:,:], cf0[:], hf0[:], Wf[:,:,:], Uf[:,:,:], bf[:,:]).h[t,k]
        r[t<T,k<H] = lstm(y[:,:], cb0[:], hb0[:], Wb[:,:,:], Ub[:,:,:], bb[:,:]).h[t,k]`,
    },
  },
  pitfalls: ['the directions share the input alone: the forward states never feed the backward network'],

  rows: {
    '001/layer.rnn.bilstm': ['agreement', 'gradient', 'law C1'],
    '001/identity.bilstm.no-cross-connections': 'law C2',
    '001/count.bidirectional.six-weight-matrices': 'law C6',
    '001/layer.rnn.bilstm.merge-concat': 'law C5',
    '001/layer.rnn.bilstm.merge-sum': 'law C4',
    '000/language-model.elmo': 'law C3',
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    s(v) = 1 / (1 + exp(-v));
    z(W, U, b, q, k, t, p) = sum(map(range(1, D, true), g(d) = W[q, k, d] * x[t, d])) + sum(map(range(1, H, true), g(m) = U[q, k, m] * p[1, m])) + b[q, k];
    cells(W, U, b, t, p) = map(range(1, H, true), g(k) = s(z(W, U, b, 2, k, t, p)) * p[2, k] + s(z(W, U, b, 1, k, t, p)) * th(z(W, U, b, 3, k, t, p)));
    out(W, U, b, t, p, e) = map(range(1, H, true), g(k) = s(z(W, U, b, 4, k, t, p)) * th(e[k]));
    pair(W, U, b, t, p, e) = [out(W, U, b, t, p, e), e];
    next(W, U, b, t, p) = pair(W, U, b, t, p, cells(W, U, b, t, p));
    sf(t) = t == 0 ? [hf0, cf0] : next(Wf, Uf, bf, t, sf(t - 1));
    sb(t) = t > T ? [hb0, cb0] : next(Wb, Ub, bb, t, sb(t + 1));
    row(p) = map(range(1, H, true), g(k) = p[1, k]);
    join(a, b) = equalText(merge, "sum") ? a + b : concat(a, b);
    h = map(range(1, T, true), g(t) = join(row(sf(t)), row(sb(t))))`,
});
