import { formula } from './lib/formula.ts';

export default formula({
  name: 'encoder-decoder',
  family: 'recurrent',
  title: 'One recurrent network reads a sequence, another writes one from the state in which the first ended',
  sources: [
    'Cho et al. (2014), Learning phrase representations using RNN encoder–decoder for statistical machine translation (the context at every step)',
    'Sutskever, Vinyals & Le (2014), Sequence to sequence learning with neural networks (the context as the first state)',
  ],

  // x is read, y is what the decoder is fed: the outputs before each step, or in training the targets before it.
  equations: `encoder_decoder(x[T,D], h0[H], Wx[H,D], Ux[H,H], bx[H], y[S,E], Wy[H,E], Uy[H,H], Cy[H,H], by[H], V[Q,H], c[Q]) -> o[S,Q]
    h[t,k] = tanh(sum[d](Wx[k,d] * x[t,d]) + sum[m](Ux[k,m] * (t == 0 ? h0[m] : h[t-1,m])) + bx[k])
    z[k]   = h[T-1,k]
    g[k]   = sum[m](Cy[k,m] * z[m]) + by[k]
    s[t,k] = tanh(sum[e](Wy[k,e] * y[t,e]) + sum[m](Uy[k,m] * (t == 0 ? z[m] : s[t-1,m])) + g[k])
    o[t,q] = sum[k](V[q,k] * s[t,k]) + c[q]`,
  over: { batch: ['x', 'h0', 'y'] },
  sizes: { T: [1, 3], S: [1, 3], D: [1, 2], E: [1, 2], H: [1, 2], Q: [1, 3] },

  laws: {
    C1: 'the input acts through the last state of the encoder alone: sequences of any length that end in the same state are answered alike',
    C2: 'as many outputs as the decoder is fed, however long the input is; the parameters serve all lengths',
    C3: 'an output does not depend on what the decoder is fed later',
    C4: 'fed its own words, log-softmax of the outputs added up is the log-probability of a text: over all texts of a length these sum to one',
    C5: 'without weights on context and first state the outputs do not depend on the input at all',
    C6: 'the decoder carries a state of its own: with the context unchanged, what it was fed earlier changes later outputs',
  },
  examples: [
    {
      says: 'the last state of the encoder, tanh 1, is context and first state',
      inputs: {
        x: [[[3], [1]]],
        h0: [[0]],
        Wx: [[1]],
        Ux: [[0]],
        bx: [0],
        y: [[[0]]],
        Wy: [[1]],
        Uy: [[0.5]],
        Cy: [[0.5]],
        by: [0],
        V: [[2]],
        c: [1],
      },
      outputs: { o: [[['2.28402998']]] },
      row: '002/language-model.seq2seq.encoder-decoder',
    },
    {
      says: 'two steps from rest: the second state reads the first, and the context once more',
      inputs: {
        x: [[[0.5]]],
        h0: [[0]],
        Wx: [[1]],
        Ux: [[1]],
        bx: [0],
        y: [[[1], [-1]]],
        Wy: [[0.5]],
        Uy: [[1]],
        Cy: [[-1]],
        by: [0.25],
        V: [[1]],
        c: [0],
      },
      outputs: { o: [[['0.63514895'], ['-0.07681657']]] },
    },
  ],
  special: [
    {
      says: 'NaN in the input of a sample is NaN in all of its outputs',
      inputs: {
        x: [[[Number.NaN]], [[0]]],
        h0: [[0], [0]],
        Wx: [[1]],
        Ux: [[1]],
        bx: [0],
        y: [[[0]], [[0]]],
        Wy: [[1]],
        Uy: [[1]],
        Cy: [[1]],
        by: [0],
        V: [[1]],
        c: [2],
      },
      outputs: { o: [[[Number.NaN]], [[2]]] },
    },
  ],
  variants: {
    'context-as-first-state-only': {
      kind: 'convention',
      says: 'the context as the first state of the decoder alone',
      edits: 'g[k<H] = by[k]',
      who: 'Sutskever et al. (2014)',
      seen: ['001/convention.seq2seq.last-state-context'],
    },
    'decoder-from-rest': {
      kind: 'convention',
      says: 'the context at every step and a first state of zero',
      edits: 's[t,k] = tanh(sum[e](Wy[k,e] * y[t,e]) + sum[m](Uy[k,m] * (t == 0 ? 0 : s[t-1,m])) + g[k])',
    },
    'no-state-of-its-own': {
      kind: 'mistake',
      says: 'a decoder that sees the context and the output before, and carries no state',
      edits: 's[t,k] = tanh(sum[e](Wy[k,e] * y[t,e]) + sum[m](Uy[k,m] * z[m]) + g[k])',
      seen: ['001/convention.seq2seq.last-state-context'],
    },
    'first-state-for-last': {
      kind: 'mistake',
      says: 'the first state of the encoder as the context',
      edits: 'z[k] = h[0,k]',
    },
    'mean-of-the-states': {
      kind: 'convention',
      says: 'the mean of the encoder’s states as the context',
      edits: 'z[k] = sum[t](h[t,k]) / T',
    },
    'outputs-fed-late': {
      kind: 'mistake',
      says: 'each step fed what belongs to the one before it',
      edits:
        's[t<S,k] = tanh(sum[e](Wy[k,e] * (t == 0 ? 0 : y[t-1,e])) + sum[m](Uy[k,m] * (t == 0 ? z[m] : s[t-1,m])) + g[k])',
    },
    'no-gradient-through-the-context': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient to the encoder',
      edits: 'z[k<H] = stop(h[T-1,k])',
    },
    'one-step-of-gradient': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient that goes back through one step of the encoder only',
      edits:
        'h[t,k] = tanh(sum[d](Wx[k,d] * x[t,d]) + sum[m](Ux[k,m] * stop(t == 0 ? h0[m] : h[t-1,m])) + bx[k])',
    },
  },
  rows: {
    '002/language-model.seq2seq.encoder-decoder': ['agreement', 'law C1'],
    '001/language-model.seq2seq.factorisation': ['law C4', 'law C1'],
    '001/convention.seq2seq.variable-lengths': 'law C2',
    '001/convention.seq2seq.last-state-context': ['law C1', 'law C6', 'variant no-state-of-its-own'],
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    a(t, p, k) = sum(map(range(1, D, true), f(d) = Wx[k, d] * x[t, d])) + sum(map(range(1, H, true), f(m) = Ux[k, m] * p[m])) + bx[k];
    enc(t) = t == 0 ? h0 : map(range(1, H, true), f(k) = th(a(t, enc(t - 1), k)));
    z = enc(T);
    q(t, p, k) = sum(map(range(1, E, true), f(e) = Wy[k, e] * y[t, e])) + sum(map(range(1, H, true), f(m) = Uy[k, m] * p[m])) + sum(map(range(1, H, true), f(m) = Cy[k, m] * z[m])) + by[k];
    dec(t) = t == 0 ? z : map(range(1, H, true), f(k) = th(q(t, dec(t - 1), k)));
    out(p) = map(range(1, Q, true), f(i) = sum(map(range(1, H, true), g(k) = V[i, k] * p[k])) + c[i]);
    o = map(range(1, S, true), f(t) = out(dec(t)))`,
});
