import { formula } from './lib/formula.ts';

const STEP = 'tanh(sum[i](Wy[k,i] * y[t,i]) + sum[m](Uy[k,m] * p[t,m]) + sum[m](Cy[k,m] * z[t,m]) + by[k])';

export default formula({
  name: 'attention-encoder-decoder',
  family: 'attention',
  title: 'A decoder that looks back at all states of the encoder before each step, as its own state asks',
  sources: [
    'Bahdanau, Cho & Bengio (2015), Neural machine translation by jointly learning to align and translate (scores from the state before)',
    'Luong, Pham & Manning (2015), Effective approaches to attention-based neural machine translation (dot scores; context and state side by side)',
  ],

  // The encoder's states h; then for each step the state before p, scores e, weights alpha, context z and state s.
  equations: `attention_encoder_decoder(x[T,D], Wx[H,D], Ux[H,H], bx[H], y[S,E], Wy[H,E], Uy[H,H], Cy[H,H], by[H], V[Q,2*H], c[Q]) -> o[S,Q], alpha[S,T]
    h[j,k]         = tanh(sum[d](Wx[k,d] * x[j,d]) + sum[m](Ux[k,m] * (j == 0 ? 0 : h[j-1,m])) + bx[k])
    p[t<S,k<H]     = t == 0 ? h[T-1,k] : s[t-1,k]
    e[t<S,j<T]     = sum[k](p[t,k] * h[j,k])
    alpha[t<S,j<T] = exp(e[t,j]) / sum[l](exp(e[t,l]))
    z[t<S,k<H]     = sum[j](alpha[t,j] * h[j,k])
    s[t<S,k<H]     = ${STEP}
    o[t,q]         = sum[k](V[q,k] * z[t,k]) + sum[k](V[q,H+k] * s[t,k]) + c[q]`,
  over: { batch: ['x', 'y'] },
  sizes: { T: [1, 3], S: [1, 3], D: [1, 2], E: [1, 2], H: [1, 2], Q: [1, 2] },

  laws: {
    C1: 'where there is one state to look at it is the context, with weight one, whatever the scores',
    C2: 'the weights of a step are positive and sum to one',
    C3: 'step by step: the state before is scored against all states of the encoder, softmax, weighted mean, next state, output',
    C4: 'the output reads [context; state]: its weights fall into two blocks, and what each gives adds up',
    C5: 'where all states of the encoder are alike the weights are equal and the context is that state',
    C6: 'an output does not depend on what the decoder is fed later',
    C7: 'a step’s weights do not depend on what it is fed: they are scored before it, with the state before',
  },
  examples: [
    {
      says: 'one word read and one written: weight one, and the context is tanh 1',
      inputs: {
        x: [[[1]]],
        Wx: [[1]],
        Ux: [[0.5]],
        bx: [0],
        y: [[[0]]],
        Wy: [[1]],
        Uy: [[1]],
        Cy: [[1]],
        by: [0],
        V: [[2, 1]],
        c: [0],
      },
      outputs: { o: [[['2.43243999']]], alpha: [[[1]]] },
    },
    {
      says: 'two words read and two written: the first state asks for the second word, the second for the first',
      inputs: {
        x: [[[1], [-1]]],
        Wx: [[1]],
        Ux: [[0.5]],
        bx: [0],
        y: [[[0.5], [-1]]],
        Wy: [[1]],
        Uy: [[0.5]],
        Cy: [[2]],
        by: [0.25],
        V: [[1, -2]],
        c: [0.5],
      },
      outputs: {
        o: [[['-0.07629281'], ['1.15674005']]],
        alpha: [
          [
            ['0.32685514', '0.67314486'],
            ['0.57401738', '0.42598262'],
          ],
        ],
      },
      row: '002/algorithm.attention.rnn-pipeline',
    },
  ],
  special: [
    {
      says: 'NaN in what is read is NaN in all outputs of the sample',
      inputs: {
        x: [[[Number.NaN]], [[0]]],
        Wx: [[1]],
        Ux: [[1]],
        bx: [0],
        y: [[[0]], [[0]]],
        Wy: [[1]],
        Uy: [[1]],
        Cy: [[1]],
        by: [0],
        V: [[1, 1]],
        c: [2],
      },
      outputs: { o: [[[Number.NaN]], [[2]]], alpha: [[[Number.NaN]], [[1]]] },
    },
  ],
  variants: {
    'scores-of-the-new-state': {
      kind: 'convention',
      says: 'the state after the step scored against the encoder, and a step that does not read the context',
      edits: `s[t<S,k<H] = tanh(sum[i](Wy[k,i] * y[t,i]) + sum[m](Uy[k,m] * p[t,m]) + by[k])
        e[t<S,j<T] = sum[k](s[t,k] * h[j,k])`,
      who: 'Luong et al. (2015)',
      seen: ['002/layer.attention.rnn.context-concat'],
    },
    'state-before-context': {
      kind: 'mistake',
      says: 'the output’s weights read as [state; context]',
      edits: 'o[t,q] = sum[k](V[q,k] * s[t,k]) + sum[k](V[q,H+k] * z[t,k]) + c[q]',
      seen: ['002/layer.attention.rnn.context-concat'],
    },
    'scaled-scores': {
      kind: 'convention',
      says: 'scores divided by √H',
      edits: 'e[t<S,j<T] = sum[k](p[t,k] * h[j,k]) / sqrt(H)',
    },
    'weights-not-normalised': {
      kind: 'mistake',
      says: 'exponentials in the place of shares',
      edits: 'alpha[t<S,j<T] = exp(e[t,j])',
    },
    'last-state-only': {
      kind: 'mistake',
      says: 'the last state of the encoder as the context, whatever the weights',
      edits: 'z[t<S,k<H] = h[T-1,k]',
    },
    'first-query-for-all': {
      kind: 'mistake',
      says: 'every step scored with the last state of the encoder',
      edits: 'e[t<S,j<T] = sum[k](h[T-1,k] * h[j,k])',
    },
    'context-not-fed': {
      kind: 'mistake',
      says: 'a step that does not read the context',
      edits: 's[t<S,k<H] = tanh(sum[i](Wy[k,i] * y[t,i]) + sum[m](Uy[k,m] * p[t,m]) + by[k])',
    },
    'state-not-carried': {
      kind: 'mistake',
      says: 'every step begun from the last state of the encoder',
      edits: 'p[t<S,k<H] = h[T-1,k]',
    },
    'no-gradient-through-the-weights': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient through the weights',
      edits: 'z[t<S,k<H] = sum[j](stop(alpha[t,j]) * h[j,k])',
    },
    'no-gradient-to-the-keys': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient to the encoder through the scores',
      edits: 'e[t<S,j<T] = sum[k](p[t,k] * stop(h[j,k]))',
    },
  },
  rows: {
    '002/algorithm.attention.rnn-pipeline': ['law C3', 'law C1', 'gradient'],
    '002/layer.attention.rnn.context-concat': [
      'law C4',
      'variant state-before-context',
      'variant scores-of-the-new-state',
    ],
  },

  mathjs: `th(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    a(j, b, k) = sum(map(range(1, D, true), f(d) = Wx[k, d] * x[j, d])) + sum(map(range(1, H, true), f(m) = Ux[k, m] * b[m])) + bx[k];
    enc(j) = j == 0 ? map(range(1, H, true), f(k) = 0) : map(range(1, H, true), f(k) = th(a(j, enc(j - 1), k)));
    h(j, k) = enc(j)[k];
    score(p, j) = sum(map(range(1, H, true), f(k) = p[k] * h(j, k)));
    total(p) = sum(map(range(1, T, true), f(j) = exp(score(p, j))));
    weight(p, j) = exp(score(p, j)) / total(p);
    ctx(p, k) = sum(map(range(1, T, true), f(j) = weight(p, j) * h(j, k)));
    q(t, p, k) = sum(map(range(1, E, true), f(i) = Wy[k, i] * y[t, i])) + sum(map(range(1, H, true), f(m) = Uy[k, m] * p[m])) + sum(map(range(1, H, true), f(m) = Cy[k, m] * ctx(p, m))) + by[k];
    dec(t) = t == 0 ? enc(T) : map(range(1, H, true), f(k) = th(q(t, dec(t - 1), k)));
    out(t, i) = sum(map(range(1, H, true), f(k) = V[i, k] * ctx(dec(t - 1), k))) + sum(map(range(1, H, true), f(k) = V[i, H + k] * dec(t)[k])) + c[i];
    o = map(range(1, S, true), f(t) = map(range(1, Q, true), g(i) = out(t, i)));
    alpha = map(range(1, S, true), f(t) = map(range(1, T, true), g(j) = weight(dec(t - 1), j)))`,
});
