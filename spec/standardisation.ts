import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'standardisation',
  family: 'normalisation',
  title: 'Data brought to the mean and deviation of the training data, column by column',
  sources: [
    'LeCun, Bottou, Orr & Müller (1998), Efficient backprop, section 4.3',
    'https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.StandardScaler.html (biased variance)',
  ],

  equations: `standardisation(train[N,D], x[M,D]; eps) -> y[M,D]
    mu[d]  = sum[n](train[n,d]) / N
    v[d]   = sum[n]((train[n,d] - mu[d])^2) / N
    y[m,d] = (x[m,d] - mu[d]) / sqrt(v[d] + eps)`,
  options: { eps: real(1e-5, [1e-5, 0.1, 0.25]) },
  sizes: { N: [2, 5], M: [1, 5], D: [1, 4] },

  laws: {
    C1: 'the training data themselves come out with mean 0 and variance v/(v + eps)',
    C2: 'each row of other data is treated alone, by the statistics of the training data: the rest of its batch has no influence',
    C3: 'without eps a column measured in other units, shifted and scaled in both, gives the same',
    C4: 'a constant column is only centred and divided by √eps, where without eps it would be 0/0',
    C5: 'the gradient of x is that of y over the deviation; with what train gets the columns add up to zero',
  },
  examples: [
    {
      says: '1, 3 has mean 2 and deviation 1: 5 comes out as 3, not by its own statistics',
      inputs: { train: [[1], [3]], x: [[5], [1], [2]] },
      options: { eps: 0 },
      outputs: { y: [[3], [-1], [0]] },
      row: '002/layer.norm.input-standardisation',
    },
    {
      says: 'a constant column is guarded by eps',
      inputs: { train: [[7], [7]], x: [[7], [8]] },
      options: { eps: 0.25 },
      outputs: { y: [[0], [2]] },
      row: '002/layer.norm.input-standardisation',
    },
  ],
  special: [
    {
      says: 'a constant column without a guard is 0/0',
      inputs: { train: [[7], [7]], x: [[7]] },
      options: { eps: 0 },
      outputs: { y: [[Number.NaN]] },
    },
  ],
  variants: {
    'own-statistics': {
      kind: 'mistake',
      says: 'the statistics of the data at hand in the place of the training data’s',
      edits: `mu[d] = sum[m](x[m,d]) / M
        v[d] = sum[m]((x[m,d] - mu[d])^2) / M`,
      seen: ['002/layer.norm.input-standardisation'],
    },
    'unbiased-variance': {
      kind: 'convention',
      says: 'the unbiased variance of the training data',
      edits: 'v[d] = sum[n]((train[n,d] - mu[d])^2) / (N - 1)',
      who: 'R’s scale()',
    },
    'eps-outside-the-root': {
      kind: 'convention',
      says: 'eps added to the deviation, outside the root',
      edits: 'y[m,d] = (x[m,d] - mu[d]) / (sqrt(v[d]) + eps)',
    },
    'divided-by-the-variance': {
      kind: 'mistake',
      says: 'the variance in the place of the deviation',
      edits: 'y[m,d] = (x[m,d] - mu[d]) / (v[d] + eps)',
    },
    'not-centred': {
      kind: 'mistake',
      says: 'the mean left in',
      edits: 'y[m,d] = x[m,d] / sqrt(v[d] + eps)',
    },
    'all-columns-together': {
      kind: 'mistake',
      says: 'one mean and one deviation for all columns',
      edits: `all = sum[n,d](train[n,d]) / (N*D)
        mu[d<D] = all
        v[d<D] = sum[n,c<D]((train[n,c] - all)^2) / (N*D)`,
    },
    'statistics-as-constants': {
      kind: 'convention',
      says: 'no gradient to the training data',
      edits: 'y[m,d] = (x[m,d] - stop(mu[d])) / sqrt(stop(v[d]) + eps)',
      shows: 'in the gradient',
      who: 'preprocessing, which is fitted and then fixed',
    },
  },
  pitfalls: [
    'test data take the statistics of the training data: their own tell the model what it is tested on',
  ],

  rows: {
    '002/layer.norm.input-standardisation': [
      'agreement',
      'law C1',
      'law C2',
      'law C4',
      'variant own-statistics',
    ],
  },

  mathjs: `mu(d) = sum(map(range(1, N, true), f(n) = train[n, d])) / N;
    v(d) = sum(map(range(1, N, true), g(n) = (train[n, d] - mu(d))^2)) / N;
    y = map(range(1, M, true), f(m) = map(range(1, D, true), h(d) = (x[m, d] - mu(d)) / sqrt(v(d) + eps)))`,
});
