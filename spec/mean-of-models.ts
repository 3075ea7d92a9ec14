import { formula } from './lib/formula.ts';

export default formula({
  name: 'mean-of-models',
  family: 'statistics',
  title: 'The variance of the mean of several models, from the covariances of their errors',
  sources: [
    'Breiman (1996), Bagging predictors',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, section 7.11',
  ],

  equations: `mean_of_models(C[K,K]) -> variance
    variance = sum[i,j](C[i,j]) / K^2`,

  laws: {
    C1: 'the variance over all 2ᴷ outcomes of K independent errors ±s: for equal s it is s²/K',
    C2: 'errors that share a part have, over all their outcomes, the variance ρσ² + (1 − ρ)σ²/K; with ρ = 1 nothing is won',
    C3: 'covariances below zero leave less than σ²/K: two opposite errors cancel altogether',
    C4: 'it is no more than the largest of the models’ variances',
    C5: 'the gradient is 1/K² for every covariance',
  },
  examples: [
    {
      says: 'five independent models: a fifth of the variance',
      inputs: {
        C: [
          [2.5, 0, 0, 0, 0],
          [0, 2.5, 0, 0, 0],
          [0, 0, 2.5, 0, 0],
          [0, 0, 0, 2.5, 0],
          [0, 0, 0, 0, 2.5],
        ],
      },
      outputs: { variance: 0.5 },
      row: '000/statistics.ensemble.variance',
    },
    {
      says: 'two models that always agree: nothing is won',
      inputs: {
        C: [
          [4, 4],
          [4, 4],
        ],
      },
      outputs: { variance: 4 },
    },
    {
      says: 'correlation ½ of two models with variance 4: 3',
      inputs: {
        C: [
          [4, 2],
          [2, 4],
        ],
      },
      outputs: { variance: 3 },
    },
  ],
  variants: {
    'as-if-independent': {
      kind: 'mistake',
      says: 'the variances alone, as if all errors were independent',
      edits: 'variance = sum[i](C[i,i]) / K^2',
      seen: ['000/statistics.ensemble.variance'],
    },
    'mean-of-the-variances': {
      kind: 'mistake',
      says: 'the mean of the variances, as if nothing were won',
      edits: 'variance = sum[i](C[i,i]) / K',
    },
    'divided-by-K': {
      kind: 'mistake',
      says: 'the sum divided by K, not by its square',
      edits: 'variance = sum[i,j](C[i,j]) / K',
    },
    'each-pair-once': {
      kind: 'mistake',
      says: 'every pair of models counted once, not in both orders',
      edits: 'variance = sum[i,j](i <= j ? C[i,j] : 0) / K^2',
    },
  },
  pitfalls: ['more models do not help below ρσ²: what they have in common stays'],

  rows: {
    '000/statistics.ensemble.variance': ['law C1', 'law C2', 'law C3', 'variant as-if-independent'],
  },

  mathjs:
    'variance = sum(map(range(1, K, true), f(i) = sum(map(range(1, K, true), g(j) = C[i, j])))) / (K * K)',
});
