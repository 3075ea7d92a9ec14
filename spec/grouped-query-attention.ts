import { formula } from './lib/formula.ts';
import attention from './scaled-dot-product-attention.ts';
import softmax from './softmax.ts';

export default formula({
  name: 'grouped-query-attention',
  family: 'attention',
  title: 'Heads of queries in groups, each group with keys and values of its own that its heads share',
  sources: [
    'Ainslie et al. (2023), GQA: training generalized multi-query transformer models from multi-head checkpoints',
    'Shazeer (2019), Fast transformer decoding: one write-head is all you need (one group)',
    'https://pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html (enable_gqa: heads in blocks)',
  ],

  equations: `grouped_query_attention(Q[G*R,N,D], K[G,M,D], V[G,M,E]) -> y[G*R,N,E]
    k[h<G*R,j<M,d<D] = K[h div R, j, d]|0
    v[h<G*R,j<M,e<E] = V[h div R, j, e]|0
    all[i<N,j<M] = 1
    y[h,i,e] = scaled_dot_product_attention(Q[h,:,:], k[h,:,:], v[h,:,:], all)[i,e]`,
  uses: [attention, softmax],
  // The scale on the score, or its root on queries and keys, before their product.
  algorithms: [
    'y[h,i,e] = scaled_dot_product_attention(Q[h,:,:], k[h,:,:], v[h,:,:], all)[i,e]',
    `root = sqrt(1 / sqrt(D))
     s[h<G*R,i<N,j<M] = sum[d]((root * Q[h,i,d]) * (root * k[h,j,d]))
     p[h<G*R,i<N,j<M] = softmax(s[h,i,:])[j]
     y[h,i,e] = sum[j](p[h,i,j] * v[h,j,e])`,
  ],
  over: { batch: ['Q', 'K', 'V'] },
  sizes: { G: [1, 3], R: [1, 3], N: [1, 3], M: [1, 4], D: [1, 3], E: [1, 3] },

  laws: {
    C1: 'head h reads the keys and values of group h div R, and no others',
    C2: 'keys and values repeated for every head of their group, with as many groups as heads, give the same',
    C3: 'the heads of a group are interchangeable: reordered within it, they give the result reordered',
    C4: 'groups with their heads are, too',
    C5: 'heads of a group with the same queries give the same',
    C6: 'with one group every head attends to the same keys and values, as if the queries of all heads were one sequence',
    C7: 'keys and values reordered together change nothing',
    C8: 'equal keys give the mean of the group’s values',
    C9: 'the gradient of a group’s keys and values is the sum of what each of its heads gives alone',
  },
  examples: [
    {
      says: 'of four heads and two groups the first two read the first group, the last two the second',
      inputs: {
        Q: [[[[1]], [[1]], [[1]], [[1]]]],
        K: [
          [
            [[0], [0]],
            [[0], [0]],
          ],
        ],
        V: [
          [
            [[1], [3]],
            [[10], [30]],
          ],
        ],
      },
      outputs: { y: [[[[2]], [[2]], [[20]], [[20]]]] },
    },
    {
      says: 'the scale is 1/√D, the width of a head: four ones with four ones score 2, not 4',
      inputs: {
        Q: [[[[1, 1, 1, 1]], [[0, 0, 0, 0]]]],
        K: [
          [
            [
              [1, 1, 1, 1],
              [0, 0, 0, 0],
            ],
          ],
        ],
        V: [[[[1], [0]]]],
      },
      outputs: { y: [[[['0.88079708']], [[0.5]]]] },
    },
    {
      says: 'a key that fits far better than the others takes all, head by head',
      inputs: {
        Q: [[[[1]], [[-1]]]],
        K: [[[[0], [1000]]]],
        V: [[[[7], [-2]]]],
      },
      outputs: { y: [[[['-2.00000000']], [['7.00000000']]]] },
    },
  ],
  special: [
    {
      says: 'NaN in a key stays with the heads of its group',
      inputs: {
        Q: [[[[1]], [[1]], [[1]], [[1]]]],
        K: [
          [
            [[0], [0]],
            [[Number.NaN], [0]],
          ],
        ],
        V: [
          [
            [[1], [3]],
            [[10], [30]],
          ],
        ],
      },
      outputs: { y: [[[[2]], [[2]], [[Number.NaN]], [[Number.NaN]]]] },
    },
  ],
  variants: {
    'groups-dealt-out-in-turn': {
      kind: 'convention',
      says: 'groups dealt out to the heads in turn, as `repeat` tiles them, not in blocks',
      edits: `k[h<G*R,j<M,d<D] = K[h mod G, j, d]
        v[h<G*R,j<M,e<E] = V[h mod G, j, e]`,
      who: 'checkpoints whose heads of one group lie G apart',
      seen: ['R-NRM-16'],
    },
    'values-dealt-out-in-turn': {
      kind: 'mistake',
      says: 'keys repeated in blocks, but values in turn',
      edits: 'v[h<G*R,j<M,e<E] = V[h mod G, j, e]',
    },
    'one-group-for-all': {
      kind: 'mistake',
      says: 'the first group for every head, as in multi-query attention',
      edits: `k[h<G*R,j<M,d<D] = K[0,j,d]
        v[h<G*R,j<M,e<E] = V[0,j,e]`,
    },
    'mean-of-groups': {
      kind: 'mistake',
      says: 'the mean of all groups for every head, as when a checkpoint is converted to one group',
      edits: `k[h<G*R,j<M,d<D] = sum[g<G](K[g,j,d]) / G
        v[h<G*R,j<M,e<E] = sum[g<G](V[g,j,e]) / G`,
    },
    'heads-read-from-the-middle-axis': {
      kind: 'mistake',
      says: 'queries read as [tokens, heads, width], the heads split without a transposition',
      edits: `q[h<G*R,i<N,d<D] = Q[((i*G*R + h)*D + d) div (N*D), (((i*G*R + h)*D + d) div D) mod N, d]|0
        y[h,i,e] = scaled_dot_product_attention(q[h,:,:], k[h,:,:], v[h,:,:], all)[i,e]`,
      seen: ['S-35'],
    },
    'no-scale': {
      kind: 'convention',
      says: 'scores without the division by √D',
      edits: `s[h<G*R,i<N,j<M] = sum[d](Q[h,i,d] * k[h,j,d])
        p[h<G*R,i<N,j<M] = softmax(s[h,i,:])[j]
        y[h,i,e] = sum[j](p[h,i,j] * v[h,j,e])`,
      who: 'T5',
      seen: ['convention 99'],
    },
    'scale-by-D': {
      kind: 'mistake',
      says: 'scores divided by D instead of √D',
      edits: `s[h<G*R,i<N,j<M] = sum[d](Q[h,i,d] * k[h,j,d]) / D
        p[h<G*R,i<N,j<M] = softmax(s[h,i,:])[j]
        y[h,i,e] = sum[j](p[h,i,j] * v[h,j,e])`,
      seen: ['S-35'],
    },
    'scale-by-all-heads': {
      kind: 'mistake',
      says: 'scores divided by the root of the width of all heads together',
      edits: `s[h<G*R,i<N,j<M] = sum[d](Q[h,i,d] * k[h,j,d]) / sqrt(G*R*D)
        p[h<G*R,i<N,j<M] = softmax(s[h,i,:])[j]
        y[h,i,e] = sum[j](p[h,i,j] * v[h,j,e])`,
      seen: ['R-ATT-11', 'R-ATT-12', 'convention 99'],
    },
    'softmax-over-queries': {
      kind: 'mistake',
      says: 'weights that sum to one over the queries instead of the keys',
      edits: `s[h<G*R,i<N,j<M] = sum[d](Q[h,i,d] * k[h,j,d]) / sqrt(D)
        p[h<G*R,i<N,j<M] = softmax(s[h,:,j])[i]
        y[h,i,e] = sum[j](p[h,i,j] * v[h,j,e])`,
      seen: ['S-36'],
    },
    'softmax-over-the-group': {
      kind: 'mistake',
      says: 'weights that sum to one over the keys and over the heads of a group',
      edits: `w[h<G*R,i<N,j<M] = exp(sum[d](Q[h,i,d] * k[h,j,d]) / sqrt(D))
        y[h,i,e] = sum[j](w[h,i,j] * v[h,j,e]) / sum[r<R,l<M](w[(h div R)*R + r, i, l]|0)`,
    },
    'gradient-of-the-first-head-alone': {
      kind: 'mistake',
      says: 'a gradient of keys and values from the first head of each group alone, not from their sum',
      edits: `k[h<G*R,j<M,d<D] = h mod R == 0 ? K[h div R, j, d]|0 : stop(K[h div R, j, d]|0)
        v[h<G*R,j<M,e<E] = h mod R == 0 ? V[h div R, j, e]|0 : stop(V[h div R, j, e]|0)`,
      shows: 'in the gradient',
    },
    'gradient-averaged-over-heads': {
      kind: 'mistake',
      says: 'a gradient of keys and values averaged over the heads of a group, not summed',
      edits: `k[h<G*R,j<M,d<D] = (K[h div R, j, d]|0) / R + stop((K[h div R, j, d]|0) - (K[h div R, j, d]|0) / R)
        v[h<G*R,j<M,e<E] = (V[h div R, j, e]|0) / R + stop((V[h div R, j, e]|0) - (V[h div R, j, e]|0) / R)`,
      shows: 'in the gradient',
    },
    'no-gradient-through-the-weights': {
      kind: 'mistake',
      says: 'no gradient through the weights: none to queries and keys',
      edits: `s[h<G*R,i<N,j<M] = sum[d](Q[h,i,d] * k[h,j,d]) / sqrt(D)
        p[h<G*R,i<N,j<M] = softmax(s[h,i,:])[j]
        y[h,i,e] = sum[j](stop(p[h,i,j]) * v[h,j,e])`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'two groups of one head, or one group, hide how heads and groups go together: try four heads and two groups',
    'repeat_interleave repeats each group in its place, repeat tiles them: both shapes fit',
    'the gradients of all heads of a group add up in its keys and values',
  ],

  mathjs: `score(h, i, j) = sum(map(range(1, D, true), f(d) = Q[h, i, d] * K[ceil(h / R), j, d])) / sqrt(D);
    top(h, i) = max(map(range(1, M, true), f(j) = score(h, i, j)));
    w(h, i, j) = exp(score(h, i, j) - top(h, i));
    t(h, i) = sum(map(range(1, M, true), f(j) = w(h, i, j)));
    y = map(range(1, G * R, true), f(h) = map(range(1, N, true), g(i) = map(range(1, E, true), u(c) = sum(map(range(1, M, true), z(j) = w(h, i, j) * V[ceil(h / R), j, c])) / t(h, i))))`,
});
