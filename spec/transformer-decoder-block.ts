import feedForward from './feed-forward.ts';
import layerNorm from './layer-norm.ts';
import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';
import attention from './scaled-dot-product-attention.ts';
import softmax from './softmax.ts';

export default formula({
  name: 'transformer-decoder-block',
  family: 'transformer',
  title:
    'Attention to what has been written, then to what was read, then a feed-forward layer, each with shortcut and norm',
  sources: [
    'Vaswani et al. (2017), Attention is all you need, section 3.1 (here one head of attention, dropout off)',
  ],

  // X is what has been written, M what the encoder made of what was read. p, u and t: behind the three sublayers.
  equations: `transformer_decoder_block(X[N,D], M[L,D], Sq[A,D], Sk[A,D], Sv[C,D], So[D,C], Rq[A,D], Rk[A,D], Rv[C,D], Ro[D,C], W1[F,D], b1[F], W2[D,F], b2[D], gamma[3,D], beta[3,D]; eps) -> y[N,D]
    q[i,a] = sum[d](Sq[a,d] * X[i,d])
    k[i,a] = sum[d](Sk[a,d] * X[i,d])
    v[i,c] = sum[d](Sv[c,d] * X[i,d])
    past[i<N,j<N] = j <= i ? 1 : 0
    w[i,c] = scaled_dot_product_attention(q[:,:], k[:,:], v[:,:], past)[i,c]
    p[i,o] = layer_norm(g[i,:], gamma[0,:], beta[0,:]; eps=eps)[o]
    g[i,o] = X[i,o] + sum[c](So[o,c] * w[i,c])
    Q[i,a] = sum[d](Rq[a,d] * p[i,d])
    K[l,a] = sum[d](Rk[a,d] * M[l,d])
    V[l,c] = sum[d](Rv[c,d] * M[l,d])
    all[i<N,l<L] = 1
    z[i,c] = scaled_dot_product_attention(Q[:,:], K[:,:], V[:,:], all)[i,c]
    r[i,o] = p[i,o] + sum[c](Ro[o,c] * z[i,c])
    u[i,o] = layer_norm(r[i,:], gamma[1,:], beta[1,:]; eps=eps)[o]
    t[i,o] = u[i,o] + feed_forward(u, W1, b1, W2, b2)[i,o]
    y[i,o] = layer_norm(t[i,:], gamma[2,:], beta[2,:]; eps=eps)[o]`,
  uses: [attention, softmax, layerNorm, feedForward],
  over: { batch: ['X', 'M'] },
  options: { eps: real(1e-5, [1e-5, 1e-3, 0.1]) },
  sizes: { N: [1, 3], L: [1, 3], D: [2, 3], A: [1, 2], C: [1, 2], F: [1, 2] },

  laws: {
    C1: 'what is written later has no influence on an earlier result: the first token sees itself alone',
    C2: 'what was read has no order: reordered, it gives the same result',
    C3: 'where all that was read is alike, the queries do not matter: the answer is Rv of it',
    C4: 'the features of every result add up to those of the last beta, where the last gamma is one',
    C5: 'without output weights of its attention to what was read it is a block of its own past',
  },
  examples: [
    {
      says: 'silent sublayers: the norm of (3, −1) is (1, −1), and stays it',
      inputs: {
        X: [[[3, -1]]],
        M: [[[5, 7]]],
        Sq: [[1, 0]],
        Sk: [[0, 1]],
        Sv: [[1, 1]],
        So: [[0], [0]],
        Rq: [[1, 0]],
        Rk: [[0, 1]],
        Rv: [[1, 1]],
        Ro: [[0], [0]],
        W1: [[1, -1]],
        b1: [0.5],
        W2: [[0], [0]],
        b2: [0, 0],
        gamma: [
          [1, 1],
          [1, 1],
          [2, 1],
        ],
        beta: [
          [0, 0],
          [0, 0],
          [0.5, 0],
        ],
      },
      options: { eps: 0 },
      outputs: { y: [[[2.5, -1]]] },
    },
    {
      says: 'one token reads one: (1, −1) and (2, 0) of it are (3, −1), whose norm is (1, −1)',
      inputs: {
        X: [[[1, -1]]],
        M: [[[2, 5]]],
        Sq: [[1, 0]],
        Sk: [[0, 1]],
        Sv: [[1, 1]],
        So: [[0], [0]],
        Rq: [[1, 0]],
        Rk: [[0, 1]],
        Rv: [[1, 0]],
        Ro: [[1], [0]],
        W1: [[1, 0]],
        b1: [1],
        W2: [[2], [0]],
        b2: [0, 1],
        gamma: [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        beta: [
          [0, 0],
          [0, 0],
          [0, 3],
        ],
      },
      options: { eps: 0 },
      outputs: { y: [[[1, 2]]] },
    },
  ],
  variants: {
    'sees-the-future': {
      kind: 'mistake',
      says: 'no mask on what is written later',
      edits: 'past[i<N,j<N] = 1',
    },
    'sees-the-past-only': {
      kind: 'mistake',
      says: 'a mask that leaves every token but the first without itself',
      edits: 'past[i<N,j<N] = j < i or i == 0 and j == 0 ? 1 : 0',
    },
    'reads-itself': {
      kind: 'mistake',
      says: 'keys and values of the second attention from what has been written, as far as that goes',
      edits: 'V[l<L,c] = sum[d](Rv[c,d] * p[l,d]|0)',
    },
    'no-shortcut-round-reading': {
      kind: 'mistake',
      says: 'attention to what was read without its shortcut',
      edits: 'r[i,o] = sum[c](Ro[o,c] * z[i,c])',
    },
    'no-norm-between': {
      kind: 'mistake',
      says: 'no norm between the two attentions',
      edits: 'p[i,o] = g[i,o]',
    },
    'no-last-norm': {
      kind: 'convention',
      says: 'no norm behind the feed-forward layer',
      edits: 'y[i,o] = t[i,o]',
    },
    'not-scaled': {
      kind: 'mistake',
      says: 'scores to what was read not divided by √A',
      edits: 'Q[i,a] = sqrt(A) * sum[d](Rq[a,d] * p[i,d])',
    },
    'no-gradient-to-what-was-read': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient to the encoder through the keys',
      edits: 'K[l,a] = sum[d](Rk[a,d] * stop(M[l,d]))',
    },
    'no-gradient-through-the-shortcut': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient through the first shortcut',
      edits: 'g[i,o] = stop(X[i,o]) + sum[c](So[o,c] * w[i,c])',
    },
  },
  pitfalls: [
    'in training all tokens go through at once, so that only the mask keeps a token from reading its own answer',
  ],

  mathjs: `mid(v) = sum(v) / D;
    dev(v) = sqrt(sum(map(v, g(a) = (a - mid(v))^2)) / D + eps);
    ln(v, n) = map(range(1, D, true), g(k) = gamma[n, k] * (v[k] - mid(v)) / dev(v) + beta[n, k]);
    proj(W, a, v) = sum(map(range(1, D, true), g(d) = W[a, d] * v[d]));
    tok(i) = map(range(1, D, true), g(k) = X[i, k]);
    mem(l) = map(range(1, D, true), g(k) = M[l, k]);
    dotted(Wa, Wb, u, v) = sum(map(range(1, A, true), g(a) = proj(Wa, a, u) * proj(Wb, a, v))) / sqrt(A);
    sc(i, j) = dotted(Sq, Sk, tok(i), tok(j));
    top(i) = max(map(range(1, i, true), g(j) = sc(i, j)));
    wt(i, j) = exp(sc(i, j) - top(i));
    own(i, c) = sum(map(range(1, i, true), g(j) = wt(i, j) * proj(Sv, c, tok(j)))) / sum(map(range(1, i, true), g(j) = wt(i, j)));
    p(i) = ln(map(range(1, D, true), g(o) = X[i, o] + sum(map(range(1, C, true), e(c) = So[o, c] * own(i, c)))), 1);
    sm(v, l) = dotted(Rq, Rk, v, mem(l));
    peak(v) = max(map(range(1, L, true), g(l) = sm(v, l)));
    wm(v, l) = exp(sm(v, l) - peak(v));
    got(v, c) = sum(map(range(1, L, true), g(l) = wm(v, l) * proj(Rv, c, mem(l)))) / sum(map(range(1, L, true), g(l) = wm(v, l)));
    u(v) = ln(map(range(1, D, true), g(o) = v[o] + sum(map(range(1, C, true), e(c) = Ro[o, c] * got(v, c)))), 2);
    hid(v, m) = max(0, sum(map(range(1, D, true), g(d) = W1[m, d] * v[d])) + b1[m]);
    t(v) = ln(map(range(1, D, true), g(k) = v[k] + sum(map(range(1, F, true), e(m) = W2[k, m] * hid(v, m))) + b2[k]), 3);
    y = map(range(1, N, true), f(i) = t(u(p(i))))`,
});
