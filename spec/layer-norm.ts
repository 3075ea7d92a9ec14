import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'layer-norm',
  family: 'normalisation',
  title: 'Every sample brought to mean 0 and variance 1 over its features, then scaled and moved',
  sources: [
    'Ba, Kiros & Hinton (2016), Layer normalization',
    'https://pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html (biased variance, eps inside the root)',
  ],

  equations: `layer_norm(x[K], gamma[K], beta[K]; eps) -> y[K]
    mu   = sum[k](x[k]) / K
    v    = sum[k]((x[k] - mu)^2) / K
    y[k] = gamma[k] * (x[k] - mu) / sqrt(v + eps) + beta[k]`,
  algorithms: [
    `scale = 1 / sqrt(v + eps)
     y[k]  = (x[k] - mu) * scale * gamma[k] + beta[k]`,
    `scale = 1 / sqrt(v + eps)
     y[k]  = (x[k] * scale + -(mu * scale)) * gamma[k] + beta[k]`,
  ],
  over: { batch: ['x'] },
  options: { eps: real(1e-5, [1e-5, 1e-3, 0.1, 1e-12]) },
  sizes: { K: [1, 8] },

  laws: {
    C1: 'with gamma 1 and beta 0 the features of a sample have the mean 0 and the variance v/(v + eps)',
    C2: 'a constant added to all features changes nothing',
    C3: 'features twice as large, with eps four times as large, give the same',
    C4: 'a sample of equal features gives beta',
    C5: 'a sample is normalised alone, whatever else is in the batch',
    C6: 'gamma and beta act on the normalised features, each on its own',
    C7: 'no normalised feature lies further from 0 than √(K − 1)',
    C8: 'the gradient of x adds up to zero in every sample',
    C9: 'and is orthogonal to the sample, but for eps: Σ (x − mu)·dx = Σ dgamma·gamma·eps / (v + eps)',
  },
  examples: [
    {
      says: 'eps stands inside the root, beside the biased variance',
      inputs: { x: [[0, 2]], gamma: [1, 1], beta: [0, 0] },
      options: { eps: 0.1 },
      outputs: { y: [['-0.95346', '0.95346']] },
    },
    {
      says: 'three words of two sequences, each on its own',
      inputs: {
        x: [
          [0.1, 0.3, 0.6],
          [0.3, 0.7, 0.8],
          [0.2, 0.4, 0.7],
        ],
        gamma: [1, 1, 1],
        beta: [0, 0, 0],
      },
      options: { eps: 1e-12 },
      outputs: {
        y: [
          ['-1.1355', '-0.1622', '1.2978'],
          ['-1.3887', '0.4629', '0.9258'],
          ['-1.1355', '-0.1622', '1.2978'],
        ],
      },
      row: '000/layer.norm.batchnorm.variable-length-example',
    },
    {
      says: 'gamma and beta belong to features',
      inputs: { x: [[1, 1, 5, 5]], gamma: [1, 2, 3, 4], beta: [10, 20, 30, 40] },
      options: { eps: 2.25 },
      outputs: { y: [['9.20000000', '18.40000000', '32.40000000', '43.20000000']] },
    },
    {
      says: 'a single feature gives beta',
      inputs: { x: [[7], [-3]], gamma: [2], beta: [0.5] },
      outputs: { y: [[0.5], [0.5]] },
    },
  ],
  special: [
    {
      says: 'NaN spreads over its sample alone',
      inputs: {
        x: [
          [Number.NaN, 1],
          [1, 1],
        ],
        gamma: [1, 2],
        beta: [0.5, 0.25],
      },
      outputs: {
        y: [
          [Number.NaN, Number.NaN],
          [0.5, 0.25],
        ],
      },
    },
  ],
  variants: {
    'eps-outside-the-root': {
      kind: 'convention',
      says: 'eps added to the standard deviation, outside the root',
      edits: 'y[k] = gamma[k] * (x[k] - mu) / (sqrt(v) + eps) + beta[k]',
      seen: ['convention 76', 'S-27', 'R-NRM-09', 'R-NRM-10'],
    },
    'unbiased-deviation-plus-eps': {
      kind: 'convention',
      says: 'the unbiased standard deviation plus eps',
      edits: 'y[k] = gamma[k] * (x[k] - mu) / (sqrt(v * K / (K - 1)) + eps) + beta[k]',
      who: 'The Annotated Transformer',
      seen: ['convention 76', 'S-27'],
    },
    'unbiased-variance': {
      kind: 'mistake',
      says: 'the unbiased variance',
      edits: 'y[k] = gamma[k] * (x[k] - mu) / sqrt(v * K / (K - 1) + eps) + beta[k]',
      seen: ['S-27'],
    },
    'eps-as-by-default': {
      kind: 'mistake',
      says: 'eps 1e-5, whatever was asked for',
      force: { eps: 1e-5 },
    },
    'eps-in-the-count': {
      kind: 'mistake',
      says: 'eps added to the number of features',
      edits: 'y[k] = gamma[k] * (x[k] - mu) / sqrt(v * K / (K + eps)) + beta[k]',
      seen: ['R-NRM-08'],
    },
    'square-in-place-of-the-root': {
      kind: 'mistake',
      says: 'the square of the variance where its root belongs',
      edits: 'y[k] = gamma[k] * (x[k] - mu) / (v + eps)^2 + beta[k]',
      seen: ['R-NRM-07'],
    },
    'difference-of-squares': {
      kind: 'mistake',
      says: 'the variance as the mean square minus the squared mean',
      edits: 'v = sum[k](x[k]^2) / K - mu^2',
      shows: 'numerically',
      who: 'Flax with use_fast_variance',
      seen: ['convention 77', 'S-29', 'R-NRM-05'],
    },
    'not-centred': {
      kind: 'mistake',
      says: 'the root mean square alone, without taking the mean off',
      edits: `v = sum[k](x[k]^2) / K
        y[k] = gamma[k] * x[k] / sqrt(v + eps) + beta[k]`,
    },
    'gamma-and-beta-left-out': {
      kind: 'mistake',
      says: 'gamma and beta left out',
      edits: 'y[k] = (x[k] - mu) / sqrt(v + eps)',
    },
    'one-gamma-and-beta': {
      kind: 'mistake',
      says: 'the first gamma and beta for every feature',
      edits: 'y[k] = gamma[0] * (x[k] - mu) / sqrt(v + eps) + beta[0]',
    },
    'statistics-as-constants': {
      kind: 'mistake',
      says: 'a gradient that takes mean and variance for constants',
      edits: 'y[k] = gamma[k] * (x[k] - stop(mu)) / sqrt(stop(v) + eps) + beta[k]',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'variance-as-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the variance for a constant',
      edits: 'y[k] = gamma[k] * (x[k] - mu) / sqrt(stop(v) + eps) + beta[k]',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'mean-as-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the mean for a constant',
      edits: 'y[k] = gamma[k] * (x[k] - stop(mu)) / sqrt(v + eps) + beta[k]',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'gradient-without-gamma': {
      kind: 'mistake',
      says: 'a gradient of x without gamma',
      edits: `through(a) = a - stop(a)
        y[k] = gamma[k] * stop((x[k] - mu) / sqrt(v + eps)) + beta[k] + through((x[k] - mu) / sqrt(v + eps))`,
      shows: 'in the gradient',
      seen: ['S-28'],
    },
  },
  pitfalls: [
    'eps inside the root and eps outside differ by more than rounding only where the variance is small or eps is large',
    'sqrt(v) + eps has an infinite slope at v = 0: a sample of equal features gets NaN for a gradient',
    'the mean square minus the squared mean cancels when the features share an offset',
  ],
  rows: {
    '000/layer.norm.layernorm': 'agreement',
    '000/layer.norm.layernorm.batch-independent': 'law C5',
    '000/layer.norm.batchnorm.single-sample': 'example a single feature gives beta',
  },

  mathjs: `mu = sum(x) / K;
    deviation = sqrt(sum(map(x, f(t) = (t - mu)^2)) / K + eps);
    y = map(range(1, K, true), f(k) = beta[k] + gamma[k] * (x[k] - mu) / deviation)`,
});
