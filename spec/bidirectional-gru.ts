import gru from './gru.ts';
import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'bidirectional-gru',
  family: 'recurrent',
  title: 'Two gated recurrent networks, one from each end of the sequence, their states joined or added',
  sources: [
    'Schuster & Paliwal (1997), Bidirectional recurrent neural networks',
    'Bahdanau, Cho & Bengio (2015), Neural machine translation by jointly learning to align and translate (its encoder)',
    'https://keras.io/api/layers/recurrent_layers/bidirectional/ (merge_mode)',
  ],

  equations: `bidirectional_gru(x[T,D], hf0[H], Wf[3,H,D], Uf[3,H,H], bf[3,H], hb0[H], Wb[3,H,D], Ub[3,H,H], bb[3,H]; merge) -> h[T,P]
    P = merge == 'concat' ? 2 * H : H
    y[t<T,d<D] = x[T-1-t,d]
    f[t<T,k<H] = gru(x[:,:], hf0[:], Wf[:,:,:], Uf[:,:,:], bf[:,:]).h[t,k]
    r[t<T,k<H] = gru(y[:,:], hb0[:], Wb[:,:,:], Ub[:,:,:], bb[:,:]).h[t,k]
    h[t<T,j<P] = merge == 'sum' ? f[t,j]|0 + r[T-1-t,j]|0 : j < H ? f[t,j]|0 : r[T-1-t,j-H]|0`,
  uses: [gru],
  over: { batch: ['x', 'hf0', 'hb0'] },
  options: { merge: choice('concat', 'sum') },
  sizes: { T: [1, 3], D: [1, 2], H: [1, 2] },

  laws: {
    C1: 'it is each network run separately: the forward one over the sequence, the backward one over the reversed sequence, reversed back',
    C2: 'no parameter of one direction has an influence on the other’s states',
    C3: 'at each step the forward half depends on the inputs up to it alone, the backward half on those from it on alone',
    C4: 'the sum adds both halves up, and does not change when the directions change places on the reversed input, reversed back',
  },
  examples: [
    {
      says: 'without weights each state is halved at every step, from either end',
      inputs: {
        x: [[[0], [0]]],
        hf0: [[1]],
        Wf: [[[0]], [[0]], [[0]]],
        Uf: [[[0]], [[0]], [[0]]],
        bf: [[0], [0], [0]],
        hb0: [[-2]],
        Wb: [[[0]], [[0]], [[0]]],
        Ub: [[[0]], [[0]], [[0]]],
        bb: [[0], [0], [0]],
      },
      options: { merge: 'concat' },
      outputs: {
        h: [
          [
            [0.5, -0.5],
            [0.25, -1],
          ],
        ],
      },
    },
    {
      says: 'the same added up',
      inputs: {
        x: [[[0], [0]]],
        hf0: [[1]],
        Wf: [[[0]], [[0]], [[0]]],
        Uf: [[[0]], [[0]], [[0]]],
        bf: [[0], [0], [0]],
        hb0: [[-2]],
        Wb: [[[0]], [[0]], [[0]]],
        Ub: [[[0]], [[0]], [[0]]],
        bb: [[0], [0], [0]],
      },
      options: { merge: 'sum' },
      outputs: { h: [[[0], [-0.75]]] },
    },
  ],
  variants: {
    'backward-half-first': {
      kind: 'convention',
      says: 'the backward states in the first columns',
      edits: "h[t<T,j<P] = merge == 'sum' ? f[t,j]|0 + r[T-1-t,j]|0 : j < H ? r[T-1-t,j]|0 : f[t,j-H]|0",
    },
    'mean-for-sum': {
      kind: 'convention',
      says: 'the mean of both directions in the place of their sum',
      edits:
        "h[t<T,j<P] = merge == 'sum' ? (f[t,j]|0 + r[T-1-t,j]|0) / 2 : j < H ? f[t,j]|0 : r[T-1-t,j-H]|0",
      who: "Keras Bidirectional with merge_mode='ave'",
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
      edits: 'r[t<T,k<H] = gru(y[:,:], hb0[:], Wf[:,:,:], Uf[:,:,:], bf[:,:]).h[t,k]',
    },
    'backward-from-the-forward-start': {
      kind: 'mistake',
      says: 'the backward network begun from the forward one’s initial state',
      edits: 'r[t<T,k<H] = gru(y[:,:], hf0[:], Wb[:,:,:], Ub[:,:,:], bb[:,:]).h[t,k]',
    },
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    s(v) = 1 / (1 + exp(-v));
    z(W, U, b, q, k, t, p) = sum(map(range(1, D, true), g(d) = W[q, k, d] * x[t, d])) + sum(map(range(1, H, true), g(m) = U[q, k, m] * p[m])) + b[q, k];
    reset(W, U, b, t, p) = map(range(1, H, true), g(m) = s(z(W, U, b, 1, m, t, p)) * p[m]);
    new(W, U, b, k, t, p) = th(z(W, U, b, 3, k, t, reset(W, U, b, t, p)));
    next(W, U, b, t, p) = map(range(1, H, true), g(k) = s(z(W, U, b, 2, k, t, p)) * p[k] + (1 - s(z(W, U, b, 2, k, t, p))) * new(W, U, b, k, t, p));
    sf(t) = t == 0 ? hf0 : next(Wf, Uf, bf, t, sf(t - 1));
    sb(t) = t > T ? hb0 : next(Wb, Ub, bb, t, sb(t + 1));
    join(a, c) = equalText(merge, "sum") ? a + c : concat(a, c);
    h = map(range(1, T, true), g(t) = join(sf(t), sb(t)))`,
});
