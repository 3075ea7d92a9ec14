import { formula } from './lib/formula.ts';

export default formula({
  name: 'weight-norm',
  family: 'normalisation',
  title: 'Weights of a unit as a direction and a length: each row of v brought to the length 1, times g',
  sources: [
    'Salimans & Kingma (2016), Weight normalization: a simple reparameterization to accelerate training of deep neural networks',
    'https://pytorch.org/docs/stable/generated/torch.nn.utils.parametrizations.weight_norm.html (dim=0: one length an output)',
  ],

  equations: `weight_norm(v[O,K], g[O]) -> w[O,K]
    r[o]   = sqrt(sum[k](v[o,k]^2))
    w[o,k] = g[o] * v[o,k] / r[o]`,
  algorithms: [
    `m[o]   = stop(max[k](abs(v[o,k])))
     q[o]   = sqrt(sum[k]((v[o,k] / m[o])^2))
     w[o,k] = g[o] * (v[o,k] / m[o] / q[o])`,
    'w[o,k] = v[o,k] * (g[o] / r[o])',
  ],
  sizes: { O: [1, 4], K: [1, 6] },

  laws: {
    C1: 'row o has the length |g|, whatever v is',
    C2: 'and the direction of v: wᵢ·vⱼ = wⱼ·vᵢ, with the sign of g',
    C3: 'v counts for its direction alone: twice as long it gives the same, turned round it gives the negative',
    C4: 'every row stands alone: reordered rows give the result reordered',
    C5: 'g as long as v gives v back',
    C6: 'the gradient of v is orthogonal to v, so a step along it makes v longer and never shorter',
    C7: 'the gradient of g is that of w along the direction: g·dg = Σ w·dw',
  },
  examples: [
    {
      says: 'the direction (3, 4) with the length 10, and with the length −5',
      inputs: {
        v: [
          [3, 4],
          [3, 4],
        ],
        g: [10, -5],
      },
      outputs: {
        w: [
          [6, 8],
          [-3, -4],
        ],
      },
    },
    {
      says: 'each row has a length of its own',
      inputs: {
        v: [
          [3, 4, 0],
          [0, 0.5, 0],
        ],
        g: [5, 2],
      },
      outputs: {
        w: [
          [3, 4, 0],
          [0, 2, 0],
        ],
      },
    },
    {
      says: 'squares beyond the range of f32 do not overflow',
      inputs: { v: [[3 * 2 ** 70, 4 * 2 ** 70]], g: [5] },
      outputs: { w: [['3.000000', '4.000000']] },
    },
    {
      says: 'squares below it do not vanish',
      inputs: { v: [[3 * 2 ** -90, 4 * 2 ** -90]], g: [5] },
      outputs: { w: [['3.000000', '4.000000']] },
    },
  ],
  special: [
    {
      says: 'a row of zeros has no direction (0/0)',
      inputs: {
        v: [
          [0, 0],
          [3, 4],
        ],
        g: [1, 5],
      },
      outputs: {
        w: [
          [Number.NaN, Number.NaN],
          [3, 4],
        ],
      },
    },
    {
      says: 'NaN stays in its row',
      inputs: {
        v: [
          [Number.NaN, 1],
          [3, 4],
        ],
        g: [1, 5],
      },
      outputs: {
        w: [
          [Number.NaN, Number.NaN],
          [3, 4],
        ],
      },
    },
  ],
  variants: {
    'one-length-for-all': {
      kind: 'convention',
      says: 'the length of the whole matrix for every row',
      edits: 'w[o,k] = g[o] * v[o,k] / sqrt(sum[p<O,l<K](v[p,l]^2))',
      who: 'PyTorch with dim=None',
    },
    'length-of-columns': {
      kind: 'mistake',
      says: 'the lengths of columns in the place of those of rows, as of a weight stored [in, out]',
      edits: 'w[o,k] = g[o] * v[o,k] / sqrt(sum[p<O](v[p,k]^2))',
      seen: ['convention 45'],
    },
    'eps-in-the-length': {
      kind: 'convention',
      says: '1e-5 added to the length before dividing',
      edits: 'w[o,k] = g[o] * v[o,k] / (r[o] + 1e-5)',
      who: 'implementations that guard against a row of zeros',
    },
    'zeros-for-no-direction': {
      kind: 'convention',
      says: 'zeros for a row of zeros',
      edits: `m[o]   = stop(max[k](abs(v[o,k])))
        q[o]   = sqrt(sum[k]((v[o,k] / m[o])^2))
        w[o,k] = m[o] == 0 ? 0 : g[o] * (v[o,k] / m[o] / q[o])`,
      who: 'TensorFlow’s l2_normalize',
      shows: 'numerically',
    },
    'squares-overflow': {
      kind: 'mistake',
      says: 'squares that overflow or vanish, after which the weights are 0 or infinite',
      edits: 'w[o,k] = g[o] * v[o,k] / r[o]',
      shows: 'numerically',
      seen: ['R-NRM-19'],
    },
    'squared-length': {
      kind: 'mistake',
      says: 'the squared length for the length',
      edits: 'w[o,k] = g[o] * v[o,k] / r[o]^2',
    },
    'root-mean-square': {
      kind: 'mistake',
      says: 'the root mean square of a row for its length',
      edits: 'w[o,k] = g[o] * v[o,k] / sqrt(sum[l<K](v[o,l]^2) / K)',
    },
    'sum-of-sizes': {
      kind: 'mistake',
      says: 'the sum of the sizes for the length',
      edits: 'w[o,k] = g[o] * v[o,k] / sum[l<K](abs(v[o,l]))',
    },
    'centred-first': {
      kind: 'mistake',
      says: 'the mean of a row taken off first, as in weight standardisation',
      edits: `u[o<O,k<K] = v[o,k] - sum[l<K](v[o,l]) / K
        w[o,k] = g[o] * u[o,k] / sqrt(sum[l<K](u[o,l]^2))`,
    },
    'size-of-g': {
      kind: 'mistake',
      says: 'the length |g| without the sign',
      edits: 'w[o,k] = abs(g[o]) * v[o,k] / r[o]',
    },
    'exponent-of-g': {
      kind: 'convention',
      says: 'g as the logarithm of the length',
      edits: 'w[o,k] = exp(g[o]) * v[o,k] / r[o]',
      who: 'the exponential parametrisation of Salimans & Kingma (2016), section 2',
    },
    'g-left-out': {
      kind: 'mistake',
      says: 'g left out: every row with the length 1',
      edits: 'w[o,k] = v[o,k] / r[o]',
    },
    'length-as-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the length of v for a constant',
      edits: 'w[o,k] = g[o] * v[o,k] / stop(r[o])',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'gradient-without-g': {
      kind: 'mistake',
      says: 'a gradient of v without g',
      edits: `through(a) = a - stop(a)
        w[o,k] = g[o] * stop(v[o,k] / r[o]) + through(v[o,k] / r[o])`,
      shows: 'in the gradient',
      seen: ['S-28'],
    },
  },
  pitfalls: [
    'a square matrix hides rows taken for columns, a single row hides what the length is of',
    'decay of v does nothing to w: only that of g does',
  ],

  mathjs: `size(o) = sqrt(sum(map(range(1, K, true), f(k) = v[o, k] ^ 2)));
    w = map(range(1, O, true), f(o) = map(range(1, K, true), h(k) = v[o, k] * (g[o] / size(o))))`,
});
