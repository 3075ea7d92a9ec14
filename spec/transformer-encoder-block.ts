import feedForward from './feed-forward.ts';
import layerNorm from './layer-norm.ts';
import { formula } from './lib/formula.ts';
import { choice, real } from './lib/options.ts';
import multiHeadAttention from './multi-head-attention.ts';
import attention from './scaled-dot-product-attention.ts';
import softmax from './softmax.ts';

export default formula({
  name: 'transformer-encoder-block',
  family: 'transformer',
  title: 'Self-attention, then a feed-forward layer, each with a shortcut and a layer norm, and dropout off',
  sources: [
    'Vaswani et al. (2017), Attention is all you need, section 3.1 (post: the norm of the sum)',
    'Xiong et al. (2020), On layer normalization in the transformer architecture (pre: the norm of what a sublayer reads)',
    'https://nlp.seas.harvard.edu/annotated-transformer/ (pre)',
  ],

  // r and t are the sums behind the two sublayers; in pre-norm they stay as they are.
  equations: `transformer_encoder_block(X[N,D], Wq[H,A,D], Wk[H,A,D], Wv[H,C,D], Wo[D,H,C], gamma1[D], beta1[D], W1[F,D], b1[F], W2[D,F], b2[D], gamma2[D], beta2[D]; norm, eps) -> y[N,D]
    u[i,k] = norm == 'pre' ? layer_norm(X[i,:], gamma1, beta1; eps=eps)[k] : X[i,k]
    r[i,k] = X[i,k] + multi_head_attention(u, u, Wq, Wk, Wv, Wo)[i,k]
    v[i,k] = norm == 'pre' ? layer_norm(r[i,:], gamma2, beta2; eps=eps)[k] : layer_norm(r[i,:], gamma1, beta1; eps=eps)[k]
    s[i,k] = norm == 'pre' ? r[i,k] : v[i,k]
    t[i,k] = s[i,k] + feed_forward(v, W1, b1, W2, b2)[i,k]
    y[i,k] = norm == 'pre' ? t[i,k] : layer_norm(t[i,:], gamma2, beta2; eps=eps)[k]`,
  uses: [multiHeadAttention, layerNorm, feedForward, attention, softmax],
  over: { batch: ['X'] },
  options: { norm: choice('post', 'pre'), eps: real(1e-5, [1e-5, 1e-3, 0.1]) },
  sizes: { N: [1, 3], D: [2, 3], H: [1, 2], A: [1, 2], C: [1, 2], F: [1, 3] },

  laws: {
    C1: 'with silent sublayers the pre-norm block is the identity',
    C2: 'behind the post-norm block the features of a token add up to those of beta2, where gamma2 is one',
    C3: 'it knows no order: reordered tokens give the reordered result',
    C4: 'of one token attention is Wo Wv: the block is then sums, norms and affine layers, one after the other, with nothing dropped anywhere',
    C5: 'pre and post are two functions: with silent sublayers one gives the token back and the other the norm of its norm',
    C6: 'every token comes out as wide as it went in: what is read is a sum of embedding and position, not both side by side',
  },
  examples: [
    {
      says: 'silent sublayers, pre: the token itself',
      inputs: {
        X: [[[3, -1]]],
        Wq: [[[1, 0]]],
        Wk: [[[0, 1]]],
        Wv: [[[1, 1]]],
        Wo: [[[0]], [[0]]],
        gamma1: [1, 2],
        beta1: [0, 1],
        W1: [[1, -1]],
        b1: [0.5],
        W2: [[0], [0]],
        b2: [0, 0],
        gamma2: [2, 1],
        beta2: [1, 1],
      },
      options: { norm: 'pre', eps: 0.1 },
      outputs: { y: [[[3, -1]]] },
      row: '000/layer.transformer.prenorm-sublayer',
    },
    {
      says: 'silent sublayers, post: the norm of (3, −1) is (1, −1), and so is the norm of that',
      inputs: {
        X: [[[3, -1]]],
        Wq: [[[1, 0]]],
        Wk: [[[0, 1]]],
        Wv: [[[1, 1]]],
        Wo: [[[0]], [[0]]],
        gamma1: [1, 1],
        beta1: [0, 0],
        W1: [[1, -1]],
        b1: [0.5],
        W2: [[0], [0]],
        b2: [0, 0],
        gamma2: [2, 1],
        beta2: [0.5, 0],
      },
      options: { norm: 'post', eps: 0 },
      outputs: { y: [[[2.5, -1]]] },
    },
  ],
  variants: {
    'always-post': {
      kind: 'convention',
      says: 'the norm of the sum, whatever was asked for',
      force: { norm: 'post' },
      who: 'Vaswani et al. (2017)',
      seen: ['000/layer.transformer.prenorm-sublayer'],
    },
    'always-pre': {
      kind: 'convention',
      says: 'the norm of what a sublayer reads, whatever was asked for',
      force: { norm: 'pre' },
      who: 'the Annotated Transformer, GPT-2',
    },
    'no-shortcut-round-attention': {
      kind: 'mistake',
      says: 'attention without its shortcut',
      edits: 'r[i,k] = multi_head_attention(u, u, Wq, Wk, Wv, Wo)[i,k]',
    },
    'no-shortcut-round-the-feed-forward-layer': {
      kind: 'mistake',
      says: 'the feed-forward layer without its shortcut',
      edits: 't[i,k] = feed_forward(v, W1, b1, W2, b2)[i,k]',
    },
    'shortcut-from-the-norm': {
      kind: 'mistake',
      says: 'in pre-norm the shortcut taken behind the norm',
      edits: 'r[i,k] = u[i,k] + multi_head_attention(u, u, Wq, Wk, Wv, Wo)[i,k]',
    },
    'keys-not-normalised': {
      kind: 'mistake',
      says: 'in pre-norm queries read from the norm, keys and values from the tokens themselves',
      edits: 'r[i,k] = X[i,k] + multi_head_attention(u, X, Wq, Wk, Wv, Wo)[i,k]',
    },
    'one-norm-for-both': {
      kind: 'mistake',
      says: 'the first norm’s gamma and beta in both places',
      edits: `v[i,k] = layer_norm(r[i,:], gamma1, beta1; eps=eps)[k]
        y[i,k] = norm == 'pre' ? t[i,k] : layer_norm(t[i,:], gamma1, beta1; eps=eps)[k]`,
    },
    'no-last-norm': {
      kind: 'mistake',
      says: 'no norm behind the feed-forward layer',
      edits: 'y[i,k] = t[i,k]',
    },
    'no-gradient-through-the-shortcut': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient through the shortcut round attention',
      edits: 'r[i,k] = stop(X[i,k]) + multi_head_attention(u, u, Wq, Wk, Wv, Wo)[i,k]',
    },
    'no-gradient-through-attention': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient to the tokens through attention',
      edits: "u[i,k] = stop(norm == 'pre' ? layer_norm(X[i,:], gamma1, beta1; eps=eps)[k] : X[i,k])",
    },
  },
  pitfalls: [
    'dropout, where it is on, stands behind the sum of embedding and position, on the weights of attention, on what each sublayer gives before the sum, and behind the ReLU',
  ],
  rows: {
    '000/layer.transformer.prenorm-sublayer': ['law C1', 'law C5'],
    '000/layer.transformer.dropout-positions': ['law C4', 'law C6'],
  },

  mathjs: `pre = equalText(norm, "pre");
    mid(v) = sum(v) / D;
    dev(v) = sqrt(sum(map(v, g(a) = (a - mid(v))^2)) / D + eps);
    ln(v, w, b) = map(range(1, D, true), g(k) = w[k] * (v[k] - mid(v)) / dev(v) + b[k]);
    tok(i) = map(range(1, D, true), g(k) = X[i, k]);
    u(i) = pre ? ln(tok(i), gamma1, beta1) : tok(i);
    proj(W, h, a, v) = sum(map(range(1, D, true), g(d) = W[h, a, d] * v[d]));
    sc(h, i, j) = sum(map(range(1, A, true), g(a) = proj(Wq, h, a, u(i)) * proj(Wk, h, a, u(j)))) / sqrt(A);
    top(h, i) = max(map(range(1, N, true), g(j) = sc(h, i, j)));
    wt(h, i, j) = exp(sc(h, i, j) - top(h, i));
    all(h, i) = sum(map(range(1, N, true), g(j) = wt(h, i, j)));
    head(h, i, c) = sum(map(range(1, N, true), g(j) = wt(h, i, j) * proj(Wv, h, c, u(j)))) / all(h, i);
    att(i, k) = sum(map(range(1, H, true), g(h) = sum(map(range(1, C, true), e(c) = Wo[k, h, c] * head(h, i, c)))));
    r(i) = map(range(1, D, true), g(k) = X[i, k] + att(i, k));
    read(v) = pre ? ln(v, gamma2, beta2) : ln(v, gamma1, beta1);
    hid(v, m) = max(0, sum(map(range(1, D, true), g(d) = W1[m, d] * v[d])) + b1[m]);
    ff(v) = map(range(1, D, true), g(k) = sum(map(range(1, F, true), e(m) = W2[k, m] * hid(v, m))) + b2[k]);
    t(q) = pre ? q + ff(read(q)) : read(q) + ff(read(q));
    last(v) = pre ? v : ln(v, gamma2, beta2);
    y = map(range(1, N, true), f(i) = last(t(r(i))))`,
});
