import { formula } from './lib/formula.ts';

const STILL = { hf0: [[0]], hb0: [[0]], bf: [0], bb: [0], c: [0] };

export default formula({
  name: 'bidirectional-rnn',
  family: 'recurrent',
  title:
    'Two simple recurrent networks, one from each end of the sequence, with a linear output on both states',
  sources: [
    'Schuster & Paliwal (1997), Bidirectional recurrent neural networks',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, section 10.3',
    'Zhang, Lipton, Li & Smola, Dive into Deep Learning, section 10.4 (in rows: X W + H W + b)',
  ],

  // The backward states in the order in which they are computed: r[0] has read the last input.
  equations: `bidirectional_rnn(x[T,D], hf0[F], hb0[B], Wf[F,D], Uf[F,F], bf[F], Wb[B,D], Ub[B,B], bb[B], V[Q,F+B], c[Q]) -> h[T,F+B], o[T,Q]
    f[t,k] = tanh(sum[d](Wf[k,d] * x[t,d]) + sum[m](Uf[k,m] * (t == 0 ? hf0[m] : f[t-1,m])) + bf[k])
    r[s<T,k] = tanh(sum[d](Wb[k,d] * x[T-1-s,d]) + sum[m](Ub[k,m] * (s == 0 ? hb0[m] : r[s-1,m])) + bb[k])
    h[t<T,j<F+B] = j < F ? f[t,j]|0 : r[T-1-t,j-F]|0
    o[t,q] = sum[j](V[q,j] * h[t,j]) + c[q]`,
  over: { batch: ['x', 'hf0', 'hb0'] },
  sizes: { T: [1, 4], D: [1, 3], F: [1, 3], B: [1, 3], Q: [1, 3] },

  laws: {
    C1: 'at each step the forward half depends on the inputs up to it alone, the backward half on those from it on alone',
    C2: 'on the reversed input, with the directions swapped, the outputs come in reverse and the halves change places',
    C3: 'the forward half is a one-way network; the backward half is one over the reversed sequence, reversed back',
    C4: 'every output moves with every input, before, at and after its own step; without the backward half it ignores all later ones, and only then is the output of a prefix a prefix of the output',
    C5: 'no parameter of one direction has an influence on the other’s states',
    C6: 'the output is the sum of two products: the left columns of V with the forward half, the right ones with the backward half, and the bias once',
    C7: 'the widths of the directions are independent: h and V have F + B columns, whatever each is',
    C8: 'six weight matrices, 2hd + 2h² + 2hq weights for equal widths, serve sequences of every length; with 2h + q biases they are 109 parameters for 3 inputs, 4 units and 5 outputs, the recurrent part twice that of a one-way network',
    C9: 'the forward state at the end moves with the first input by at most ‖U‖^(T−1)‖W‖, which a contractive U lets die out, while the backward half has read it last',
  },
  examples: [
    {
      says: 'three steps with one unit in each direction',
      inputs: {
        ...STILL,
        x: [[[1], [-0.5], [2]]],
        Wf: [[0.5]],
        Uf: [[0.75]],
        Wb: [[-0.25]],
        Ub: [[0.5]],
        V: [[1, 2]],
      },
      outputs: {
        h: [
          [
            ['0.462117157', '-0.293901541'],
            ['0.0962886216', '-0.105662696'],
            ['0.790294817', '-0.462117157'],
          ],
        ],
        o: [[['-0.125685925'], ['-0.115036770'], ['-0.133939498']]],
      },
    },
    {
      says: 'two forward units beside one backward unit: three columns, the last from the end of the sequence',
      inputs: {
        x: [[[1], [0]]],
        hf0: [[0, 0]],
        hb0: [[0]],
        Wf: [[1], [2]],
        Uf: [
          [0, 0],
          [0, 0],
        ],
        bf: [0, 0],
        Wb: [[0]],
        Ub: [[1]],
        bb: [1],
        V: [[1, 0, 1]],
        c: [0.5],
      },
      outputs: {
        h: [
          [
            ['0.761594156', '0.96402758', '0.942680789'],
            [0, 0, '0.761594156'],
          ],
        ],
        o: [[['2.2042749451'], ['1.261594156']]],
      },
      row: '004/layer.rnn.bidirectional.unequal-widths',
    },
  ],
  special: [
    {
      says: 'NaN reaches the forward states after it and the backward states before it',
      inputs: {
        ...STILL,
        x: [[[0], [Number.NaN], [0]]],
        Wf: [[1]],
        Uf: [[1]],
        Wb: [[1]],
        Ub: [[1]],
        V: [[1, 1]],
      },
      outputs: {
        h: [
          [
            [0, Number.NaN],
            [Number.NaN, Number.NaN],
            [Number.NaN, 0],
          ],
        ],
        o: [[[Number.NaN], [Number.NaN], [Number.NaN]]],
      },
    },
    {
      says: 'infinite inputs saturate',
      inputs: {
        ...STILL,
        x: [[[Infinity], [-Infinity]]],
        Wf: [[1]],
        Uf: [[1]],
        Wb: [[1]],
        Ub: [[1]],
        V: [[2, 0.5]],
      },
      outputs: {
        h: [
          [
            [1, 1],
            [-1, -1],
          ],
        ],
        o: [[[2.5], [-2.5]]],
      },
    },
  ],
  variants: {
    relu: {
      kind: 'convention',
      says: 'ReLU in the place of tanh',
      edits: `f[t,k] = max(0, sum[d](Wf[k,d] * x[t,d]) + sum[m](Uf[k,m] * (t == 0 ? hf0[m] : f[t-1,m])) + bf[k])
        r[s<T,k] = max(0, sum[d](Wb[k,d] * x[T-1-s,d]) + sum[m](Ub[k,m] * (s == 0 ? hb0[m] : r[s-1,m])) + bb[k])`,
      who: "PyTorch RNN with nonlinearity='relu', bidirectional=True",
      seen: ['convention 90'],
    },
    'backward-half-first': {
      kind: 'convention',
      says: 'the backward states in the first columns',
      edits: 'h[t<T,j<F+B] = j < B ? r[T-1-t,j]|0 : f[t,j-B]|0',
      who: 'texts that write [h←; h→]',
    },
    'backward-states-not-reversed-back': {
      kind: 'mistake',
      says: 'the backward states in the order in which they were computed',
      edits: 'h[t<T,j<F+B] = j < F ? f[t,j]|0 : r[t,j-F]|0',
    },
    'both-directions-forwards': {
      kind: 'mistake',
      says: 'both networks run forwards',
      edits: `r[s<T,k] = tanh(sum[d](Wb[k,d] * x[s,d]) + sum[m](Ub[k,m] * (s == 0 ? hb0[m] : r[s-1,m])) + bb[k])
        h[t<T,j<F+B] = j < F ? f[t,j]|0 : r[t,j-F]|0`,
    },
    'input-not-reversed': {
      kind: 'mistake',
      says: 'a backward network that reads the input forwards, its states reversed all the same',
      edits:
        'r[s<T,k] = tanh(sum[d](Wb[k,d] * x[s,d]) + sum[m](Ub[k,m] * (s == 0 ? hb0[m] : r[s-1,m])) + bb[k])',
    },
    'one-way': {
      kind: 'mistake',
      says: 'the backward half left at zero',
      edits: 'h[t<T,j<F+B] = j < F ? f[t,j]|0 : 0',
      seen: ['003/layer.rnn.bidirectional.restated'],
    },
    'backward-state-of-the-whole-sequence': {
      kind: 'mistake',
      says: 'the last backward state beside every forward state',
      edits: 'h[t<T,j<F+B] = j < F ? f[t,j]|0 : r[T-1,j-F]|0',
    },
    'backward-state-not-handed-on': {
      kind: 'mistake',
      says: 'every backward step begun from hb0',
      edits: 'r[s<T,k] = tanh(sum[d](Wb[k,d] * x[T-1-s,d]) + sum[m](Ub[k,m] * hb0[m]) + bb[k])',
    },
    'initial-states-ignored': {
      kind: 'mistake',
      says: 'a start from zero at both ends, whatever hf0 and hb0 are',
      edits: `f[t,k] = tanh(sum[d](Wf[k,d] * x[t,d]) + sum[m](Uf[k,m] * (t == 0 ? 0 : f[t-1,m])) + bf[k])
        r[s<T,k] = tanh(sum[d](Wb[k,d] * x[T-1-s,d]) + sum[m](Ub[k,m] * (s == 0 ? 0 : r[s-1,m])) + bb[k])`,
    },
    'no-output-bias': {
      kind: 'mistake',
      says: 'the bias of the outputs left out',
      edits: 'o[t,q] = sum[j](V[q,j] * h[t,j])',
    },
    'output-bias-of-each-direction': {
      kind: 'mistake',
      says: 'the bias of the outputs added once for each direction',
      edits: 'o[t,q] = sum[j](V[q,j] * h[t,j]) + 2 * c[q]',
    },
    'no-gradient-through-backward-time': {
      kind: 'mistake',
      says: 'no gradient from a backward state to the one it came from',
      edits:
        'r[s<T,k] = tanh(sum[d](Wb[k,d] * x[T-1-s,d]) + sum[m](Ub[k,m] * (s == 0 ? hb0[m] : stop(r[s-1,m]))) + bb[k])',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
  },
  pitfalls: [
    'the backward states come out last step first: reverse them before they are joined',
    'an output has seen the future: the network cannot generate from left to right, and a padded end is read first',
    'six weight matrices are those of a plain network; with four gates each direction has eight blocks, eighteen with the output',
  ],

  rows: {
    '001/layer.rnn.bidirectional.future-dependence': ['law C4', 'law C2', 'agreement'],
    '001/count.bidirectional.six-weight-matrices': 'law C8',
    '002/claim.birnn.both-contexts': ['law C4', 'law C1'],
    '003/layer.rnn.bidirectional.restated': ['law C4', 'agreement', 'gradient'],
    '004/layer.rnn.unidirectional-forgetting': 'law C9',
    '004/layer.rnn.bidirectional.backward': ['agreement', 'law C1', 'law C3'],
    '004/identity.birnn-reversal': ['law C3', 'law C2'],
    '004/layer.rnn.bidirectional.concat': ['law C3', 'law C7'],
    '004/layer.rnn.bidirectional.output': ['law C6', 'agreement'],
    '004/layer.rnn.bidirectional.unequal-widths': [
      'law C7',
      'example two forward units beside one backward unit: three columns, the last from the end of the sequence',
    ],
    '004/counting.birnn.parameters': 'law C8',
    '004/layer.rnn.bidirectional.full-context': 'law C4',
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    dotF(k, p) = sum(map(range(1, F, true), g(m) = Uf[k, m] * p[m]));
    dotB(k, p) = sum(map(range(1, B, true), g(m) = Ub[k, m] * p[m]));
    inF(t, k) = sum(map(range(1, D, true), g(d) = Wf[k, d] * x[t, d])) + bf[k];
    inB(t, k) = sum(map(range(1, D, true), g(d) = Wb[k, d] * x[t, d])) + bb[k];
    nextF(t, p) = map(range(1, F, true), g(k) = th(inF(t, k) + dotF(k, p)));
    nextB(t, p) = map(range(1, B, true), g(k) = th(inB(t, k) + dotB(k, p)));
    sf(t) = t == 0 ? hf0 : nextF(t, sf(t - 1));
    sb(t) = t > T ? hb0 : nextB(t, sb(t + 1));
    both(t) = concat(sf(t), sb(t));
    out(p) = map(range(1, Q, true), g(q) = sum(map(range(1, F + B, true), e(j) = V[q, j] * p[j])) + c[q]);
    h = map(range(1, T, true), g(t) = both(t));
    o = map(range(1, T, true), g(t) = out(both(t)))`,
});
