import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'rms-norm',
  family: 'normalisation',
  title: 'Every sample divided by the root mean square of its features, then scaled',
  sources: [
    'Zhang & Sennrich (2019), Root mean square layer normalization',
    'https://pytorch.org/docs/stable/generated/torch.nn.RMSNorm.html (eps inside the root)',
    'Touvron et al. (2023), LLaMA: open and efficient foundation language models (eps 1e-6 inside the root)',
  ],

  equations: `rms_norm(x[K], gamma[K]; eps) -> y[K]
    v    = sum[k](x[k]^2) / K
    y[k] = gamma[k] * x[k] / sqrt(v + eps)`,
  algorithms: [
    `m    = stop(max(sqrt(eps), max[k](abs(x[k]))))
     r    = sqrt(sum[k]((x[k] / m)^2) / K + (sqrt(eps) / m)^2)
     y[k] = x[k] / m / r * gamma[k]`,
    `scale = 1 / sqrt(v + eps)
     y[k]  = x[k] * scale * gamma[k]`,
  ],
  over: { batch: ['x'] },
  options: { eps: real(1e-6, [1e-6, 1e-3, 0.1, 1e-12]) },
  sizes: { K: [1, 8] },

  laws: {
    C1: 'with gamma 1 the features of a sample have the mean square v/(v + eps)',
    C2: 'features c times as large, with eps c² times as large, give the same, be their squares beyond the range or not',
    C3: 'the mean stays: c in the place of every feature gives c/√(c² + eps)',
    C4: 'features of the other sign give the result with the other sign',
    C5: 'a sample is normalised alone, whatever else is in the batch',
    C6: 'gamma acts on the normalised features, each on its own',
    C7: 'no normalised feature lies further from 0 than √K',
    C8: 'the gradient is orthogonal to the sample, but for eps: Σ x·dx = Σ dgamma·gamma·eps / (v + eps)',
  },
  examples: [
    {
      says: 'eps stands inside the root, beside the mean square',
      inputs: { x: [[3, 4]], gamma: [2, 0.5] },
      options: { eps: 3.5 },
      outputs: { y: [[1.5, 0.5]] },
    },
    {
      says: 'equal features keep their size: nothing is taken off',
      inputs: { x: [[1, 1, 1, 1]], gamma: [1, 2, 3, 4] },
      options: { eps: 3 },
      outputs: { y: [[0.5, 1, 1.5, 2]] },
    },
    {
      says: 'without eps to speak of, (3, 4) gets the mean square 1',
      inputs: { x: [[3, 4]], gamma: [1, 1] },
      options: { eps: 1e-12 },
      outputs: { y: [['0.848528', '1.131371']] },
    },
    {
      says: 'squares beyond the range of f32 do not overflow',
      inputs: { x: [[3 * 2 ** 70, 4 * 2 ** 70]], gamma: [1, 1] },
      outputs: { y: [['0.848528', '1.131371']] },
    },
    {
      says: 'a sample of zeros stays zero, without a division by zero',
      inputs: {
        x: [
          [0, 0],
          [3, 4],
        ],
        gamma: [2, 2],
      },
      options: { eps: 3.5 },
      outputs: {
        y: [
          [0, 0],
          [1.5, 2],
        ],
      },
    },
  ],
  special: [
    {
      says: 'NaN spreads over its sample alone',
      inputs: {
        x: [
          [Number.NaN, 1],
          [0, 0],
        ],
        gamma: [1, 2],
      },
      outputs: {
        y: [
          [Number.NaN, Number.NaN],
          [0, 0],
        ],
      },
    },
    {
      says: 'an infinite feature has no size left (∞/∞)',
      inputs: { x: [[Number.POSITIVE_INFINITY, 1]], gamma: [1, 1] },
      outputs: { y: [[Number.NaN, null]] },
    },
  ],
  variants: {
    'eps-outside-the-root': {
      kind: 'convention',
      says: 'eps added to the root mean square, outside the root',
      edits: 'y[k] = gamma[k] * x[k] / (sqrt(v) + eps)',
      who: 'the code of Zhang & Sennrich (2019)',
      seen: ['convention 76', 'S-27', 'R-NRM-09', 'R-NRM-10', 'R-NRM-11'],
    },
    'one-plus-gamma': {
      kind: 'convention',
      says: 'a gamma that counts from 1',
      edits: 'y[k] = (1 + gamma[k]) * x[k] / sqrt(v + eps)',
      who: 'Gemma',
    },
    'length-in-place-of-the-mean': {
      kind: 'convention',
      says: 'the length of the sample for its root mean square',
      edits: 'y[k] = gamma[k] * x[k] / sqrt(v * K + eps)',
      who: 'normalisation to unit length',
    },
    'squares-overflow': {
      kind: 'mistake',
      says: 'squares that overflow, after which every feature is 0',
      edits: 'y[k] = gamma[k] * x[k] / sqrt(v + eps)',
      shows: 'numerically',
      seen: ['R-NRM-19'],
    },
    'eps-after-rescaling': {
      kind: 'mistake',
      says: 'eps added after division by the largest feature, so that it grows with the sample',
      edits: `a    = max[k](abs(x[k]))
        y[k] = gamma[k] * x[k] / (a * sqrt(sum[j]((x[j] / a)^2) / K + eps))`,
      seen: ['R-NRM-17'],
    },
    'eps-as-by-default': {
      kind: 'mistake',
      says: 'eps 1e-6, whatever was asked for',
      force: { eps: 1e-6 },
    },
    'eps-in-the-count': {
      kind: 'mistake',
      says: 'eps added to the number of features',
      edits: 'y[k] = gamma[k] * x[k] / sqrt(v * K / (K + eps))',
      seen: ['R-NRM-08'],
    },
    'one-less-in-the-count': {
      kind: 'mistake',
      says: 'the sum of squares divided by K − 1, as for an unbiased variance',
      edits: 'y[k] = gamma[k] * x[k] / sqrt(v * K / (K - 1) + eps)',
      seen: ['S-27', 'convention 143'],
    },
    'square-in-place-of-the-root': {
      kind: 'mistake',
      says: 'the square of the mean square where its root belongs',
      edits: 'y[k] = gamma[k] * x[k] / (v + eps)^2',
      seen: ['R-NRM-07'],
    },
    centred: {
      kind: 'mistake',
      says: 'the mean taken off first, as in layer normalisation',
      edits: `mu   = sum[k](x[k]) / K
        v    = sum[k]((x[k] - mu)^2) / K
        y[k] = gamma[k] * (x[k] - mu) / sqrt(v + eps)`,
    },
    'divided-by-the-deviation': {
      kind: 'mistake',
      says: 'the standard deviation in the place of the root mean square',
      edits: `mu   = sum[k](x[k]) / K
        v    = sum[k]((x[k] - mu)^2) / K
        y[k] = gamma[k] * x[k] / sqrt(v + eps)`,
    },
    'gamma-left-out': {
      kind: 'mistake',
      says: 'gamma left out',
      edits: 'y[k] = x[k] / sqrt(v + eps)',
    },
    'one-gamma': {
      kind: 'mistake',
      says: 'the first gamma for every feature',
      edits: 'y[k] = gamma[0] * x[k] / sqrt(v + eps)',
    },
    'size-as-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the root mean square for a constant',
      edits: 'y[k] = gamma[k] * x[k] / stop(sqrt(v + eps))',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'gradient-without-gamma': {
      kind: 'mistake',
      says: 'a gradient of x without gamma',
      edits: `through(a) = a - stop(a)
        y[k] = gamma[k] * stop(x[k] / sqrt(v + eps)) + through(x[k] / sqrt(v + eps))`,
      shows: 'in the gradient',
      seen: ['S-28'],
    },
  },
  pitfalls: [
    'eps inside the root and eps outside differ by more than rounding only where the sample is small or eps is large: try 0.1',
    'in f32 the squares overflow from 1.8e19: divide by the largest feature first, and eps by its square',
    'checkpoints differ: some store gamma, some gamma − 1',
  ],

  mathjs: `size = sqrt(sum(map(x, f(t) = t^2)) / K + eps);
    y = map(range(1, K, true), f(k) = gamma[k] * x[k] / size)`,
});
