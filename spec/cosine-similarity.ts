import { formula } from './lib/formula.ts';

export default formula({
  name: 'cosine-similarity',
  family: 'embedding',
  title: 'How far two vectors point in the same direction, whatever their lengths',
  sources: [
    'Salton, Wong & Yang (1975), A vector space model for automatic indexing',
    'https://pytorch.org/docs/stable/generated/torch.nn.CosineSimilarity.html (norms of at least eps)',
  ],

  equations: `cosine_similarity(a[D], b[D]) -> c
    c = sum[d](a[d] * b[d]) / (sqrt(sum[d](a[d]^2)) * sqrt(sum[d](b[d]^2)))`,
  algorithms: [
    `p    = stop(max[d](abs(a[d])))
     r    = stop(max[d](abs(b[d])))
     u[d] = a[d] / p
     v[d] = b[d] / r
     c    = sum[d](u[d] * v[d]) / (sqrt(sum[d](u[d]^2)) * sqrt(sum[d](v[d]^2)))`,
    `p    = stop(max[d](abs(a[d])))
     r    = stop(max[d](abs(b[d])))
     s    = sqrt(sum[d]((a[d] / p)^2))
     t    = sqrt(sum[d]((b[d] / r)^2))
     u[d] = a[d] / p / s
     v[d] = b[d] / r / t
     c    = sum[d](u[d] * v[d])`,
  ],
  over: { batch: ['a', 'b'] },

  laws: {
    C1: 'it lies between −1 and 1',
    C2: 'a vector has 1 with itself and −1 with its opposite',
    C3: 'it is symmetric',
    C4: 'lengths do not matter: any positive multiple is the same, a negative one the opposite',
    C5: 'reordering the components, or negating some, of both vectors changes nothing',
    C6: 'the gradient of a vector is at right angles to it',
    C7: 'random vectors with independent components of symmetric distribution are distinct and about at right angles: the mean is 0 and the variance 1/D',
    C8: 'vectors of positive components are never at right angles: without the symmetry the mean is not 0',
  },
  examples: [
    {
      says: 'equal direction, right angle, opposite, 45 degrees',
      inputs: {
        a: [
          [2, 0],
          [1, 0],
          [1, 1],
          [1, 0],
        ],
        b: [
          [3, 0],
          [0, 7],
          [-2, -2],
          [3, 3],
        ],
      },
      outputs: { c: [1, 0, '-1.00000000', '0.70710678'] },
    },
    {
      says: 'one component of four apart, and all of them',
      inputs: {
        a: [
          [0.25, 0.125, -0.25, 0.375],
          [0.25, 0.125, -0.25, 0.375],
        ],
        b: [
          [0.25, 0.125, -0.25, 0.25],
          [-0.125, 0.375, 0.25, -0.125],
        ],
      },
      outputs: { c: ['0.98058068', '-0.36514837'] },
    },
  ],
  special: [
    {
      says: 'a vector of zeros has no direction (0/0)',
      inputs: { a: [[0, 0]], b: [[1, 2]] },
      outputs: { c: [Number.NaN] },
    },
    {
      says: 'squares that overflow or vanish do no harm',
      inputs: {
        a: [
          [2 ** 100, 2 ** 100],
          [2 ** -100, 0],
        ],
        b: [
          [2 ** 100, 0],
          [2 ** -100, 2 ** -100],
        ],
      },
      outputs: { c: ['0.70710678', '0.70710678'] },
    },
  ],
  variants: {
    'norms-at-least-eps': {
      kind: 'convention',
      says: 'norms of at least 10⁻⁸, so that a vector of zeros has 0 with every other',
      edits: `s = max(sqrt(sum[d](a[d]^2)), 1e-8)
        t = max(sqrt(sum[d](b[d]^2)), 1e-8)
        c = sum[d](a[d] * b[d]) / (s * t)`,
      who: 'PyTorch',
    },
    'eps-added': {
      kind: 'convention',
      says: '10⁻⁸ added to the product of the norms',
      edits: 'c = sum[d](a[d] * b[d]) / (sqrt(sum[d](a[d]^2)) * sqrt(sum[d](b[d]^2)) + 1e-8)',
    },
    distance: {
      kind: 'convention',
      says: 'the distance 1 − c',
      edits: 'c = 1 - sum[d](u[d] * v[d]) / (sqrt(sum[d](u[d]^2)) * sqrt(sum[d](v[d]^2)))',
      who: 'SciPy',
    },
    'loss-of-the-opposite-sign': {
      kind: 'convention',
      says: 'the opposite sign, for a loss',
      edits: 'c = -sum[d](u[d] * v[d]) / (sqrt(sum[d](u[d]^2)) * sqrt(sum[d](v[d]^2)))',
      who: 'Keras',
    },
    'product-alone': {
      kind: 'mistake',
      says: 'the inner product, not divided by the norms',
      edits: 'c = sum[d](a[d] * b[d])',
    },
    'squared-norms': {
      kind: 'mistake',
      says: 'divided by the squared norms, without their roots',
      edits: 'c = sum[d](a[d] * b[d]) / (sum[d](a[d]^2) * sum[d](b[d]^2))',
    },
    'sums-of-absolute-values': {
      kind: 'mistake',
      says: 'divided by the sums of absolute values',
      edits: 'c = sum[d](a[d] * b[d]) / (sum[d](abs(a[d])) * sum[d](abs(b[d])))',
    },
    centred: {
      kind: 'convention',
      says: 'the mean of each vector’s components subtracted first: the correlation',
      edits: `p    = 1
        r    = 1
        u[d] = a[d] - sum[k<D](a[k]) / D
        v[d] = b[d] - sum[k<D](b[k]) / D`,
      who: 'Pearson',
    },
    'norms-held-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the norms for constants',
      edits: 'c = sum[d](u[d] * v[d]) / (stop(sqrt(sum[d](u[d]^2))) * stop(sqrt(sum[d](v[d]^2))))',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['a vector of zeros has no direction; libraries give it 0 by an eps'],

  rows: {
    '000/embedding.distributed.random-vectors': ['law C7', 'law C8'],
  },

  mathjs: `d = sum(map(range(1, D, true), f(i) = a[i] * b[i]));
    m(x) = sqrt(sum(map(range(1, D, true), g(i) = x[i] ^ 2)));
    c = d / (m(a) * m(b))`,
});
