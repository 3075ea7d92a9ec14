import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'whitening',
  family: 'normalisation',
  title:
    'Data turned into features without correlation and with variance one, by the Cholesky factor of their covariance',
  sources: [
    'Kessy, Lewin & Strimmer (2018), Optimal whitening and decorrelation (Cholesky, PCA and ZCA whitening)',
    'Ioffe & Szegedy (2015), Batch normalization, section 2 (whitening each layer as too costly)',
  ],

  // S[t] is what is left of the covariance, and r[t] of the data, once the first t features have been explained away.
  equations: `whitening(x[N,D]; eps) -> y[N,D]
    mu[d] = sum[n](x[n,d]) / N
    S[t<D,i<D,j<D] = t == 0 ? sum[n]((x[n,i] - mu[i]) * (x[n,j] - mu[j])) / N + (i == j ? eps : 0)
                     : S[t-1,i,j] - S[t-1,i,t-1] * S[t-1,t-1,j] / S[t-1,t-1,t-1]
    r[t<D,n<N,i<D] = t == 0 ? x[n,i] - mu[i]
                     : r[t-1,n,i] - r[t-1,n,t-1] * S[t-1,t-1,i] / S[t-1,t-1,t-1]
    y[n,d] = r[d,n,d] / sqrt(S[d,d,d])`,
  options: { eps: real(0.25, [0.1, 0.25, 1]) },
  sizes: { N: [2, 5], D: [1, 3] },

  laws: {
    C1: 'every feature of y has the mean 0',
    C2: 'without eps the covariance of y is the identity',
    C3: 'two correlated features that are only standardised, each alone, keep their correlation; whitened together they have none',
    C4: 'without eps a shift, a positive factor, or multiples of the features before, added to a feature, change nothing',
    C5: 'times the Cholesky factor of the covariance plus eps it gives the centred data back',
    C6: 'the gradient of x adds up to zero over the samples, and without eps is orthogonal to x in every feature',
  },
  examples: [
    {
      says: 'the corners of a sheared square become those of the square',
      inputs: {
        x: [
          [3, 2],
          [1, 0],
          [-1, 0],
          [-3, -2],
        ],
      },
      options: { eps: 0 },
      outputs: {
        y: [
          ['1.34164079', '0.44721360'],
          ['0.44721360', '-1.34164079'],
          ['-0.44721360', '1.34164079'],
          ['-1.34164079', '-0.44721360'],
        ],
      },
      row: '000/statistics.whitening',
    },
    {
      says: 'one feature is standardised',
      inputs: { x: [[1], [3]] },
      options: { eps: 0 },
      outputs: { y: [[-1], [1]] },
    },
    {
      says: 'eps guards a constant feature',
      inputs: { x: [[5], [5]] },
      options: { eps: 0.25 },
      outputs: { y: [[0], [0]] },
    },
  ],
  variants: {
    'standardised-only': {
      kind: 'mistake',
      says: 'every feature standardised alone, with its correlations left',
      edits: 'y[n,d] = r[0,n,d] / sqrt(S[0,d,d])',
      seen: ['000/statistics.whitening'],
    },
    'decorrelated-only': {
      kind: 'mistake',
      says: 'features without correlation that keep their variances',
      edits: 'y[n,d] = r[d,n,d]',
    },
    'divided-by-the-variance': {
      kind: 'mistake',
      says: 'features divided by their variance in the place of its root',
      edits: 'y[n,d] = r[d,n,d] / S[d,d,d]',
    },
    'unbiased-covariance': {
      kind: 'convention',
      says: 'the covariance with N − 1 in the denominator',
      edits: `S[t<D,i<D,j<D] = t == 0 ? sum[n]((x[n,i] - mu[i]) * (x[n,j] - mu[j])) / (N - 1) + (i == j ? eps : 0)
        : S[t-1,i,j] - S[t-1,i,t-1] * S[t-1,t-1,j] / S[t-1,t-1,t-1]`,
    },
    'not-centred': {
      kind: 'mistake',
      says: 'the mean left in',
      edits: 'mu[d<D] = 0',
    },
    'covariance-as-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the covariance for a constant',
      edits: `r[t<D,n<N,i<D] = t == 0 ? x[n,i] - mu[i]
          : r[t-1,n,i] - r[t-1,n,t-1] * stop(S[t-1,t-1,i] / S[t-1,t-1,t-1])
        y[n,d] = r[d,n,d] / stop(sqrt(S[d,d,d]))`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the whitened data are determined up to a rotation: Cholesky, PCA and ZCA whitening differ by one',
    'it costs a factorisation of a D × D covariance for every batch, which is why layers only standardise',
  ],

  rows: { '000/statistics.whitening': ['law C1', 'law C2', 'law C3', 'variant standardised-only'] },

  mathjs: `mu(d) = sum(map(range(1, N, true), f(n) = x[n, d])) / N;
    cov(i, j) = sum(map(range(1, N, true), f(n) = (x[n, i] - mu(i)) * (x[n, j] - mu(j)))) / N + (i == j ? eps : 0);
    before(n, f) = n == 0 ? 0 : sum(map(range(1, n, true), f));
    L(i, j) = j == i ? sqrt(cov(i, i) - before(j - 1, f(k) = L(i, k)^2)) : (cov(i, j) - before(j - 1, f(k) = L(i, k) * L(j, k))) / L(j, j);
    w(n, d) = (x[n, d] - mu(d) - before(d - 1, f(k) = L(d, k) * w(n, k))) / L(d, d);
    y = map(range(1, N, true), f(n) = map(range(1, D, true), g(d) = w(n, d)))`,
});
