import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'residual-stack',
  family: 'residual',
  title: 'Residual blocks on top of each other: every layer adds to what came up to it',
  sources: [
    'He, Zhang, Ren & Sun (2016), Identity mappings in deep residual networks, equations 3 to 5',
    'Veit, Wilber & Belongie (2016), Residual networks behave like ensembles of relatively shallow networks',
  ],

  // h[0] is the input, h[L] the result.
  equations: `residual_stack(x[D], W[L,D,D], b[L,D]; branch) -> h[L+1,D]
    f(z)          = branch == 'tanh' ? tanh(z) : z
    h[l<L+1,k<D]  = l == 0 ? x[k] : h[l-1,k] + f(sum[d](W[l-1,k,d] * h[l-1,d]) + b[l-1,k])`,
  over: { batch: ['x'] },
  options: { branch: choice('tanh', 'linear') },
  sizes: { L: [1, 4], D: [1, 3] },

  laws: {
    C1: 'a layer is any lower one plus the sum of the branches between: h_t = h_s + Σ f_i(h_i) for every s < t',
    C2: 'the gradient of the input is the product Π (I + J_i)ᵀ of all blocks, and dh_t itself plus what the branches pass on',
    C3: 'branches whose Jacobians have norms of at most ρ < 1 keep the gradient between (1 − ρ)ᵗ and (1 + ρ)ᵗ of its length, where layers without shortcuts may leave no more than ρᵗ',
    C4: 'with branches of zero every layer is the input, and gradients pass unchanged, however many there are',
    C5: 'blocks of zero put on top of a network change neither its result nor its gradients: what L layers can do L + 1 can',
    C6: 'with linear branches it is the sum over all 2ᴸ subsets of blocks, of the products of their branches',
    C7: 'a branch may undo the shortcut: with f(h) = −h the gradient is zero',
  },
  examples: [
    {
      says: 'two linear blocks of one unit: 1 + 2 = 3, 3 + (−3 + 1) = 1',
      inputs: { x: [[1]], W: [[[2]], [[-1]]], b: [[0], [1]] },
      options: { branch: 'linear' },
      outputs: { h: [[[1], [3], [1]]] },
    },
    {
      says: 'two blocks of tanh',
      inputs: { x: [[0.5]], W: [[[1]], [[-2]]], b: [[0], [1]] },
      options: { branch: 'tanh' },
      outputs: { h: [[[0.5], ['0.96211716'], ['0.23422275']]] },
      row: '000/residual.unrolled',
    },
  ],
  special: [
    {
      says: 'NaN stays in its sample',
      inputs: { x: [[Number.NaN], [1]], W: [[[0]]], b: [[0]] },
      outputs: {
        h: [
          [[Number.NaN], [Number.NaN]],
          [[1], [1]],
        ],
      },
    },
  ],
  variants: {
    'no-shortcut': {
      kind: 'mistake',
      says: 'layers without a shortcut',
      edits: 'h[l<L+1,k<D] = l == 0 ? x[k] : f(sum[d](W[l-1,k,d] * h[l-1,d]) + b[l-1,k])',
      seen: ['000/residual.unrolled'],
    },
    'shortcut-from-the-input': {
      kind: 'mistake',
      says: 'the input of the stack added at every layer, not the layer below',
      edits: 'h[l<L+1,k<D] = l == 0 ? x[k] : x[k] + f(sum[d](W[l-1,k,d] * h[l-1,d]) + b[l-1,k])',
    },
    'one-branch-for-all': {
      kind: 'convention',
      says: 'the first block’s branch in every block, as the note’s f without an index has it',
      edits: 'h[l<L+1,k<D] = l == 0 ? x[k] : h[l-1,k] + f(sum[d](W[0,k,d] * h[l-1,d]) + b[0,k])',
      seen: ['000/residual.unrolled', '000/residual.gradient'],
    },
    'weights-transposed': {
      kind: 'mistake',
      says: 'the weights transposed',
      edits: 'h[l<L+1,k<D] = l == 0 ? x[k] : h[l-1,k] + f(sum[d](W[l-1,d,k] * h[l-1,d]) + b[l-1,k])',
    },
    'activated-sum': {
      kind: 'convention',
      says: 'the activation after the sum',
      edits: 'h[l<L+1,k<D] = l == 0 ? x[k] : f(h[l-1,k] + sum[d](W[l-1,k,d] * h[l-1,d]) + b[l-1,k])',
    },
    'no-gradient-through-the-shortcut': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient through the shortcuts',
      edits: 'h[l<L+1,k<D] = l == 0 ? x[k] : stop(h[l-1,k]) + f(sum[d](W[l-1,k,d] * h[l-1,d]) + b[l-1,k])',
      seen: ['000/residual.gradient'],
    },
    'no-gradient-through-the-branch': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient to lower layers through the branches',
      edits: 'h[l<L+1,k<D] = l == 0 ? x[k] : h[l-1,k] + f(sum[d](W[l-1,k,d] * stop(h[l-1,d])) + b[l-1,k])',
    },
  },
  rows: {
    '000/residual.unrolled': ['law C1', 'agreement'],
    '000/residual.signal-direct': 'law C1',
    '000/residual.gradient': ['law C2', 'law C7'],
    '000/gradient-flow.residual.no-vanish': 'law C3',
    '000/residual.identity-start': 'law C4',
    '000/residual.ensemble-paths': 'law C6',
    '002/claim.resnet.deeper-not-worse': 'law C5',
    '002/claim.resnet.extra-layers-harmless': 'law C5',
  },

  mathjs: `th(v) = equalText(branch, "tanh") ? (abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1)) : v;
    next(l, p) = map(range(1, D, true), f(k) = p[k] + th(sum(map(range(1, D, true), g(d) = W[l, k, d] * p[d])) + b[l, k]));
    s(l) = l == 0 ? x : next(l, s(l - 1));
    h = map(range(0, L, true), f(l) = s(l))`,
});
