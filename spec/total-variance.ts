import { formula } from './lib/formula.ts';

export default formula({
  name: 'total-variance',
  family: 'statistics',
  title: 'The variance of all numbers, split into that within the batches and that between their means',
  sources: [
    'Fisher (1925), Statistical methods for research workers (analysis of variance)',
    'Weiss (2005), A course in probability (law of total variance)',
  ],

  equations: `total_variance(z[B,M]) -> total, within, between
    mu[b]   = sum[m](z[b,m]) / M
    mean    = sum[b](mu[b]) / B
    v[b]    = sum[m]((z[b,m] - mu[b])^2) / M
    total   = sum[b,m]((z[b,m] - mean)^2) / (B*M)
    within  = sum[b](v[b]) / B
    between = sum[b]((mu[b] - mean)^2) / B`,
  sizes: { B: [1, 5], M: [1, 5] },

  laws: {
    C1: 'total is within plus between, for every partition of the numbers into batches',
    C2: 'for batches of unequal sizes the same holds with the sizes as weights, and not with equal ones',
    C3: 'over all batches of m that can be drawn from a population of variance σ², within is σ²(m − 1)/m and between σ²/m: the batch variance is biased',
    C4: 'a number added to all changes none, one added to a batch changes only total and between',
    C5: 'the gradients add up to zero, that of within in every batch',
    C6: 'the variance of a and −a is a², which no Lipschitz constant bounds: from a to a + 1 it climbs by 2a + 1',
  },
  examples: [
    {
      says: '1, 3 and 5, 7: a variance of 1 in each, 4 between them',
      inputs: {
        z: [
          [1, 3],
          [5, 7],
        ],
      },
      outputs: { total: 5, within: 1, between: 4 },
      row: '000/statistics.variance.total',
    },
    {
      says: 'the same numbers, dealt out otherwise: the same total',
      inputs: {
        z: [
          [1, 7],
          [5, 3],
        ],
      },
      outputs: { total: 5, within: 5, between: 0 },
    },
  ],
  special: [
    {
      says: 'large numbers with a small spread keep it',
      inputs: { z: [[8388609, 8388611]] },
      outputs: { total: 1, within: 1, between: 0 },
    },
  ],
  variants: {
    'total-from-the-batches': {
      kind: 'mistake',
      says: 'the mean of the batch variances for the variance of all, without that of their means',
      edits: 'total = sum[b](v[b]) / B',
      seen: ['000/statistics.variance.total'],
    },
    'within-unbiased': {
      kind: 'convention',
      says: 'batch variances with m − 1 in the denominator, which miss no part of σ² in the mean',
      edits: 'within = M == 1 ? 0 : sum[b](v[b]) / B * M / (M - 1)',
      who: 'pooled variances',
      seen: ['000/statistics.variance.biased'],
    },
    'between-as-a-sum': {
      kind: 'convention',
      says: 'the squares between the batches counted once for each number',
      edits: 'between = M * sum[b]((mu[b] - mean)^2) / B',
      who: 'mean squares of an analysis of variance',
    },
    'difference-of-squares': {
      kind: 'mistake',
      says: 'the variance as the mean square minus the squared mean',
      edits: 'total = sum[b,m](z[b,m]^2) / (B*M) - mean^2',
      shows: 'numerically',
    },
    'deviation-for-variance': {
      kind: 'mistake',
      says: 'the standard deviation between the means',
      edits: 'between = sqrt(sum[b]((mu[b] - mean)^2) / B)',
    },
  },
  pitfalls: ['averaging batch variances gives the variance of all only if the batches have one mean'],

  rows: {
    '000/statistics.variance.total': ['law C1', 'law C2', 'variant total-from-the-batches'],
    '000/statistics.variance.biased': 'law C3',
    '000/layer.norm.batchnorm.batch-size-small': 'law C3',
    '000/identity.lipschitz': 'law C6',
  },

  mathjs: `mu(b) = sum(map(range(1, M, true), f(m) = z[b, m])) / M;
    centre = sum(map(range(1, B, true), f(b) = mu(b))) / B;
    around(b, c) = sum(map(range(1, M, true), g(m) = (z[b, m] - c)^2)) / M;
    total = sum(map(range(1, B, true), f(b) = around(b, centre))) / B;
    within = sum(map(range(1, B, true), f(b) = around(b, mu(b)))) / B;
    between = sum(map(range(1, B, true), f(b) = (mu(b) - centre)^2)) / B`,
});
