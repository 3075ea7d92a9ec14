import { formula } from './lib/formula.ts';
import attention from './scaled-dot-product-attention.ts';
import softmax from './softmax.ts';

export default formula({
  name: 'multi-head-attention',
  family: 'attention',
  title: 'Several attentions side by side, each in a projection of its own, and their sum projected back',
  sources: [
    'Vaswani et al. (2017), Attention is all you need, section 3.2.2 (without biases)',
    'https://pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html',
  ],

  equations: `multi_head_attention(X[N,D], Y[M,D], Wq[H,A,D], Wk[H,A,D], Wv[H,C,D], Wo[D,H,C]) -> y[N,D]
    q[h,i,a] = sum[d](Wq[h,a,d] * X[i,d])
    k[h,j,a] = sum[d](Wk[h,a,d] * Y[j,d])
    v[h,j,c] = sum[d](Wv[h,c,d] * Y[j,d])
    all[i<N,j<M] = 1
    z[h,i,c] = scaled_dot_product_attention(q[h,:,:], k[h,:,:], v[h,:,:], all)[i,c]
    y[i,o]   = sum[h,c](Wo[o,h,c] * z[h,i,c])`,
  uses: [attention, softmax],
  // The scale on the score, or its root on queries and keys, before their product.
  algorithms: [
    'z[h,i,c] = scaled_dot_product_attention(q[h,:,:], k[h,:,:], v[h,:,:], all)[i,c]',
    `root     = sqrt(1 / sqrt(A))
     s[h,i,j] = sum[a]((root * q[h,i,a]) * (root * k[h,j,a]))
     p[h,i,j] = softmax(s[h,i,:])[j]
     z[h,i,c] = sum[j](p[h,i,j] * v[h,j,c])`,
  ],
  over: { batch: ['X', 'Y'] },
  sizes: { N: [1, 4], M: [1, 4], D: [1, 4], H: [1, 3], A: [1, 3], C: [1, 3] },

  laws: {
    C1: 'reordering the heads, with their output weights, changes nothing',
    C2: 'the result is the sum of what each head gives alone',
    C3: 'reordering the tokens of Y changes nothing; reordering those of X reorders the result',
    C4: 'self-attention knows no order: reordered tokens give the reordered result',
    C5: 'each token of X is answered alone',
    C6: 'if all tokens of Y are equal, the result is Σ Wo Wv y whatever the queries are',
    C7: 'of queries and keys only the product of their projections counts: doubling one and halving the other changes nothing',
    C8: 'heads that are alike add up: a head twice is one head with twice the output weights',
    C9: 'Wo·dWo, Wv·dWv and y·dy are the same number; X·dX, Wq·dWq and Wk·dWk are another; Y·dY is their sum',
    C10: 'the scale is 1/√A, the width of a head: every unit of queries and keys four times is worth twice the queries',
    C11: 'it is not linear in the tokens: of 0 and 1 the second gets σ(1), of 0 and 2 it gets 2σ(4) and not twice as much',
  },
  examples: [
    {
      says: 'one head with identities for weights is plain attention: four ones with four ones score 2, not 4',
      inputs: {
        X: [[[1, 1, 1, 1]]],
        Y: [
          [
            [1, 1, 1, 1],
            [0, 0, 0, 0],
          ],
        ],
        Wq: [
          [
            [1, 0, 0, 0],
            [0, 1, 0, 0],
            [0, 0, 1, 0],
            [0, 0, 0, 1],
          ],
        ],
        Wk: [
          [
            [1, 0, 0, 0],
            [0, 1, 0, 0],
            [0, 0, 1, 0],
            [0, 0, 0, 1],
          ],
        ],
        Wv: [
          [
            [1, 0, 0, 0],
            [0, 1, 0, 0],
            [0, 0, 1, 0],
            [0, 0, 0, 1],
          ],
        ],
        Wo: [[[1, 0, 0, 0]], [[0, 1, 0, 0]], [[0, 0, 1, 0]], [[0, 0, 0, 1]]],
      },
      outputs: { y: [[['0.88079708', '0.88079708', '0.88079708', '0.88079708']]] },
    },
    {
      says: 'two heads see different features: the first answers 3 for the second token, the second 5 for the first',
      inputs: {
        X: [[[1, 1]]],
        Y: [
          [
            [0, 5],
            [3, 0],
          ],
        ],
        Wq: [[[64, 0]], [[0, 64]]],
        Wk: [[[1, 0]], [[0, 1]]],
        Wv: [[[1, 0]], [[0, 1]]],
        Wo: [
          [[1], [0]],
          [[0], [2]],
        ],
      },
      outputs: { y: [[['3.00000000', '10.00000000']]] },
    },
    {
      says: 'a token alone in Y is projected and passed on, whatever the query',
      inputs: {
        X: [[[7], [-2]]],
        Y: [[[3]]],
        Wq: [[[5]], [[1]]],
        Wk: [[[-4]], [[1]]],
        Wv: [[[2]], [[-1]]],
        Wo: [[[0.5], [4]]],
      },
      outputs: { y: [[[-9], [-9]]] },
    },
  ],
  special: [
    {
      says: 'NaN stays with its query',
      inputs: {
        X: [[[Number.NaN], [0]]],
        Y: [[[1], [3]]],
        Wq: [[[1]]],
        Wk: [[[1]]],
        Wv: [[[1]]],
        Wo: [[[2]]],
      },
      outputs: { y: [[[Number.NaN], [4]]] },
    },
    {
      says: 'huge scores do not overflow',
      inputs: {
        X: [[[2 ** 60]]],
        Y: [[[1], [2]]],
        Wq: [[[1]]],
        Wk: [[[1]]],
        Wv: [[[1]]],
        Wo: [[[1]]],
      },
      outputs: { y: [[[2]]] },
    },
  ],
  variants: {
    'weights-held-constant': {
      kind: 'mistake',
      says: 'equal weights for all tokens, so that it is linear in them',
      edits: 'z[h,i<N,c] = sum[j](v[h,j,c]) / M',
      seen: ['000/layer.transformer.ffn-only-nonlinearity'],
    },
    'scale-by-model-width': {
      kind: 'mistake',
      says: 'scores divided by the root of the width of the model instead of a head',
      edits: 'q[h,i,a] = sqrt(A) / sqrt(D) * sum[d](Wq[h,a,d] * X[i,d])',
      seen: ['R-ATT-11', 'R-ATT-12', 'S-35', 'convention 99'],
    },
    'scale-by-all-heads': {
      kind: 'mistake',
      says: 'scores divided by the root of the width of all heads together',
      edits: 'q[h,i,a] = sum[d](Wq[h,a,d] * X[i,d]) / sqrt(H)',
      seen: ['R-ATT-11', 'R-ATT-12', 'S-35'],
    },
    'no-scale': {
      kind: 'convention',
      says: 'scores without the division by √A',
      edits: 'q[h,i,a] = sqrt(A) * sum[d](Wq[h,a,d] * X[i,d])',
      who: 'T5 (2020), which has the scale in its initial weights',
      seen: ['convention 99'],
    },
    'scale-by-A': {
      kind: 'mistake',
      says: 'scores divided by A instead of √A',
      edits: 'q[h,i,a] = sum[d](Wq[h,a,d] * X[i,d]) / sqrt(A)',
      seen: ['S-35'],
    },
    'heads-split-without-transposing': {
      kind: 'mistake',
      says: 'tokens × heads reshaped to heads × tokens without transposing, before attention',
      edits: `qs[i,h,a] = sum[d](Wq[h,a,d] * X[i,d])
        ks[j,h,a] = sum[d](Wk[h,a,d] * Y[j,d])
        vs[j,h,c] = sum[d](Wv[h,c,d] * Y[j,d])
        q[h<H,i<N,a<A] = qs[(h*N + i) div H, (h*N + i) mod H, a]|0
        k[h<H,j<M,a<A] = ks[(h*M + j) div H, (h*M + j) mod H, a]|0
        v[h<H,j<M,c<C] = vs[(h*M + j) div H, (h*M + j) mod H, c]|0`,
      seen: ['S-35'],
    },
    'heads-joined-without-transposing': {
      kind: 'mistake',
      says: 'heads × tokens reshaped to tokens × heads without transposing, after attention',
      edits: 'y[i,o] = sum[h,c](Wo[o,h,c] * z[(i*H + h) div N, (i*H + h) mod N, c]|0)',
      seen: ['S-35'],
    },
    'heads-interleaved': {
      kind: 'mistake',
      says: 'the output weights read in the order [unit, head] instead of [head, unit]',
      edits: 'y[i,o] = sum[h,c](Wo[o, (c*H + h) div C, (c*H + h) mod C]|0 * z[h,i,c])',
    },
    'query-of-the-first-head': {
      kind: 'mistake',
      says: 'the query of the first head in all heads',
      edits: 'q[h<H,i,a] = sum[d](Wq[0,a,d] * X[i,d])',
    },
    'keys-and-values-exchanged': {
      kind: 'mistake',
      says: 'keys and values exchanged between the projections, where their shapes allow it',
      edits: `k[h,j,a] = sum[d]((A == C ? Wv[h,a,d]|0 : Wk[h,a,d]) * Y[j,d])
        v[h,j,c] = sum[d]((A == C ? Wk[h,c,d]|0 : Wv[h,c,d]) * Y[j,d])`,
    },
    'softmax-over-queries': {
      kind: 'mistake',
      says: 'weights that sum to one over the queries instead of the keys',
      edits: `s[h,i,j] = sum[a](q[h,i,a] * k[h,j,a]) / sqrt(A)
        p[h,i,j] = softmax(s[h,:,j])[i]
        z[h,i,c] = sum[j](p[h,i,j] * v[h,j,c])`,
      seen: ['S-36'],
    },
    'softmax-over-heads': {
      kind: 'mistake',
      says: 'weights that sum to one over the heads instead of the keys',
      edits: `s[h,i,j] = sum[a](q[h,i,a] * k[h,j,a]) / sqrt(A)
        p[h,i,j] = softmax(s[:,i,j])[h]
        z[h,i,c] = sum[j](p[h,i,j] * v[h,j,c])`,
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: `s[h,i,j] = sum[a](q[h,i,a] * k[h,j,a]) / sqrt(A)
        p[h,i,j] = exp(s[h,i,j]) / sum[l](exp(s[h,i,l]))
        z[h,i,c] = sum[j](p[h,i,j] * v[h,j,c])`,
      shows: 'numerically',
      seen: ['S-01'],
    },
    'gradient-of-the-values-alone': {
      kind: 'mistake',
      says: 'no gradient through the scores: none to X, and to Y that of the values alone',
      edits: `q[h,i,a] = stop(sum[d](Wq[h,a,d] * X[i,d]))
        k[h,j,a] = stop(sum[d](Wk[h,a,d] * Y[j,d]))`,
      shows: 'in the gradient',
    },
    'gradient-of-the-keys-forgotten': {
      kind: 'mistake',
      says: 'a gradient to Y that forgets the keys',
      edits: 'k[h,j,a] = sum[d](Wk[h,a,d] * stop(Y[j,d]))',
      shows: 'in the gradient',
    },
    'gradient-of-the-last-head': {
      kind: 'mistake',
      says: 'a gradient to X from the last head alone, not added up over the heads',
      edits: 'q[h,i,a] = sum[d](Wq[h,a,d] * (h == H - 1 ? X[i,d] : stop(X[i,d])))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the scale is the width of one head, not of the model',
    'to split heads, transpose after reshaping: with one head or as many tokens as heads the shapes do not tell',
    'frameworks pack the three projections, and most add biases: their counts of parameters differ',
  ],

  rows: {
    '000/layer.transformer.ffn-only-nonlinearity': ['law C11', 'variant weights-held-constant'],
    '000/layer.attention.permutation-equivariance': 'law C4',
    '003/layer.attention.self': 'law C4',
    '003/layer.attention.cross': 'law C3',
    '003/layer.attention.single-query.projections': 'agreement',
    '003/layer.transformer.multi-head.projections': 'agreement',
    '003/layer.transformer.multi-head.head': 'law C2',
    '003/layer.transformer.multi-head.output': 'law C1',
  },

  mathjs: `q(h, i, a) = sum(map(range(1, D, true), f(d) = Wq[h, a, d] * X[i, d]));
    k(h, j, a) = sum(map(range(1, D, true), f(d) = Wk[h, a, d] * Y[j, d]));
    v(h, j, c) = sum(map(range(1, D, true), f(d) = Wv[h, c, d] * Y[j, d]));
    s(h, i, j) = sum(map(range(1, A, true), f(a) = q(h, i, a) * k(h, j, a))) / sqrt(A);
    top(h, i) = max(map(range(1, M, true), f(j) = s(h, i, j)));
    w(h, i, j) = exp(s(h, i, j) - top(h, i));
    t(h, i) = sum(map(range(1, M, true), f(j) = w(h, i, j)));
    z(h, i, c) = sum(map(range(1, M, true), f(j) = w(h, i, j) * v(h, j, c))) / t(h, i);
    y = map(range(1, N, true), f(i) = map(range(1, D, true), g(o) = sum(map(range(1, H, true), u(h) = sum(map(range(1, C, true), r(c) = Wo[o, h, c] * z(h, i, c)))))))`,
});
