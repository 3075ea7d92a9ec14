import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'batch-norm-inference',
  family: 'normalisation',
  title: 'Every channel moved and scaled by running statistics, the same for every sample',
  sources: [
    'Ioffe & Szegedy (2015), Batch normalization: accelerating deep network training by reducing internal covariate shift',
    'https://pytorch.org/docs/stable/generated/torch.nn.functional.batch_norm.html (training=False)',
  ],

  equations: `batch_norm_inference(x[N,C,L], gamma[C], beta[C], mean[C], var[C]; eps) -> y[N,C,L]
    y[n,c,l] = gamma[c] * (x[n,c,l] - mean[c]) / sqrt(var[c] + eps) + beta[c]`,
  algorithms: [
    `scale[c] = 1 / sqrt(var[c] + eps)
     y[n,c,l] = (x[n,c,l] - mean[c]) * scale[c] * gamma[c] + beta[c]`,
    `scale[c] = 1 / sqrt(var[c] + eps) * gamma[c]
     y[n,c,l] = x[n,c,l] * scale[c] + (beta[c] - mean[c] * scale[c])`,
  ],
  options: { eps: real(1e-5, [1e-5, 1e-3, 0.1, 1e-12]) },
  inputs: { var: 'non-negative' },

  laws: {
    C1: 'the result of a sample does not depend on the others',
    C2: 'it is an affine map: equal steps of x give equal steps of y, in proportion',
    C3: 'what equals the running mean goes to beta',
    C4: 'gamma = √(var + eps) and beta = mean give x back',
    C5: 'doubling x, mean and the deviation changes nothing',
    C6: 'the gradient of x is gamma / √(var + eps) times what came in, and mean gets minus its sum',
    C7: 'beta gets the sum of the gradients that came in; gamma and var share theirs: gamma·dgamma + 2·(var + eps)·dvar = 0',
  },
  examples: [
    {
      says: 'running mean 3, running variance 6 and eps ¼ give a deviation of 2.5',
      inputs: {
        x: [
          [[3], [8], [-2]],
          [[0.5], [1], [-1]],
        ],
        gamma: [2, 1, -1],
        beta: [1, 0, 0.5],
        mean: [3, 3, 3],
        var: [6, 6, 6],
      },
      options: { eps: 0.25 },
      outputs: {
        y: [
          [[1], [2], [2.5]],
          [[-1], ['-0.800000'], ['2.100000']],
        ],
      },
    },
    {
      says: 'the statistics are the running ones, whatever the batch is',
      inputs: { x: [[[5, 5]]], gamma: [1], beta: [0], mean: [1], var: [3.75] },
      options: { eps: 0.25 },
      outputs: { y: [[[2, 2]]] },
    },
  ],
  special: [
    {
      says: 'an infinite or missing number stays where it is',
      inputs: {
        x: [[[Infinity, Number.NaN, 1]]],
        gamma: [-2],
        beta: [0],
        mean: [1],
        var: [3.75],
      },
      options: { eps: 0.25 },
      outputs: { y: [[[-Infinity, Number.NaN, 0]]] },
    },
  ],
  variants: {
    'batch-statistics': {
      kind: 'mistake',
      says: 'the statistics of the batch, as in training',
      edits: `mu[c] = sum[n,l](x[n,c,l]) / (N*L)
        v[c] = sum[n,l]((x[n,c,l] - mu[c])^2) / (N*L)
        y[n,c,l] = gamma[c] * (x[n,c,l] - mu[c]) / sqrt(v[c] + eps) + beta[c]`,
      seen: ['S-26'],
    },
    'eps-outside-the-root': {
      kind: 'mistake',
      says: 'eps added to the standard deviation, outside the root',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mean[c]) / (sqrt(var[c]) + eps) + beta[c]',
      seen: ['convention 71', 'S-27'],
    },
    'eps-as-by-default': {
      kind: 'mistake',
      says: 'eps 1e-5, whatever was asked for',
      force: { eps: 1e-5 },
    },
    'no-eps': {
      kind: 'convention',
      says: 'no eps at all',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mean[c]) / sqrt(var[c]) + beta[c]',
      seen: ['convention 71'],
    },
    'variance-as-deviation': {
      kind: 'mistake',
      says: 'the running variance read as a standard deviation',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mean[c]) / (var[c] + eps) + beta[c]',
    },
    'square-in-place-of-the-root': {
      kind: 'mistake',
      says: 'the square of the variance where its root belongs',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mean[c]) / (var[c] + eps)^2 + beta[c]',
      seen: ['R-NRM-07'],
    },
    'beta-before-gamma': {
      kind: 'mistake',
      says: 'beta added before the scaling by gamma',
      edits: 'y[n,c,l] = gamma[c] * ((x[n,c,l] - mean[c]) / sqrt(var[c] + eps) + beta[c])',
    },
    'gamma-and-beta-left-out': {
      kind: 'mistake',
      says: 'gamma and beta left out',
      edits: 'y[n,c,l] = (x[n,c,l] - mean[c]) / sqrt(var[c] + eps)',
    },
    'channels-last': {
      kind: 'mistake',
      says: 'the channels looked for on the last axis',
      edits: 'y[n,c,l] = gamma[l]|1 * (x[n,c,l] - mean[l]|0) / sqrt(var[l]|1 + eps) + beta[l]|0',
      seen: ['convention 74'],
    },
    'running-statistics-as-constants': {
      kind: 'convention',
      says: 'no gradient to the running statistics',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - stop(mean[c])) / sqrt(stop(var[c]) + eps) + beta[c]',
      shows: 'in the gradient',
      who: 'every library with buffers for them',
    },
    'gradient-as-in-training': {
      kind: 'mistake',
      says: 'a gradient of x that adds up to zero, as if the statistics came from the batch',
      edits: `through(a) = a - stop(a)
        mu[c] = sum[n,l](x[n,c,l]) / (N*L)
        y[n,c,l] = gamma[c] * (stop(x[n,c,l]) - mean[c]) / sqrt(var[c] + eps) + beta[c] + stop(gamma[c] / sqrt(var[c] + eps)) * through(x[n,c,l] - mu[c])`,
      shows: 'in the gradient',
      seen: ['S-28'],
    },
  },
  pitfalls: [
    'an eps different from that of training shifts every layer above',
    'folding the scale into the weights before it is exact; folding it with the batch’s statistics is not',
  ],
  rows: {
    '002/layer.norm.batchnorm.inference': 'law C1',
    '000/layer.norm.batchnorm.inference': 'law C1',
  },

  mathjs: `d = map(range(1, C, true), f(c) = sqrt(var[c] + eps));
    y = map(range(1, N, true), f(n) = map(range(1, C, true), g(c) = map(range(1, L, true), h(l) = (x[n, c, l] - mean[c]) / d[c] * gamma[c] + beta[c])))`,
});
