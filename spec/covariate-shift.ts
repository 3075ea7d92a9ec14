import { formula } from './lib/formula.ts';

export default formula({
  name: 'covariate-shift',
  family: 'statistics',
  title: 'How far two tables of counts of (x, y) differ in what x is, and how far in what y is, given x',
  sources: [
    'Shimodaira (2000), Improving predictive inference under covariate shift by weighting the log-likelihood function',
    'Quiñonero-Candela et al. (2009), Dataset shift in machine learning',
  ],

  equations: `covariate_shift(S[A,B], T[A,B]) -> conditional, marginal
    s[a]        = sum[b](S[a,b])
    t[a]        = sum[b](T[a,b])
    marginal    = sum[a]((s[a] / sum[c](s[c]) - t[a] / sum[c](t[c]))^2)
    conditional = sum[a,b](s[a] > 0 and t[a] > 0 ? (S[a,b] / s[a] - T[a,b] / t[a])^2 : 0)`,
  inputs: { S: 'non-negative', T: 'non-negative' },
  sizes: { A: [1, 4], B: [1, 4] },

  laws: {
    C1: 'a shift of the covariate: the same rows, drawn more or less often, have no difference in y given x but one in x',
    C2: 'the counterexample: rows whose entries change places have the same x and another y given x',
    C3: 'all counts of a table times one number make no difference',
    C4: 'an x that only one of them has counts for the marginal and not for the conditional',
    C5: 'source and target may change places',
  },
  examples: [
    {
      says: 'x is drawn ¼ and ¾ of the time instead of half and half, y given x stays',
      inputs: {
        S: [
          [3, 1],
          [1, 3],
        ],
        T: [
          [3, 1],
          [3, 9],
        ],
      },
      outputs: { conditional: 0, marginal: 0.125 },
      row: '000/statistics.covariate-shift',
    },
    {
      says: 'the same x and the opposite y given x: another shift',
      inputs: {
        S: [
          [3, 1],
          [1, 3],
        ],
        T: [
          [1, 3],
          [3, 1],
        ],
      },
      outputs: { conditional: 1, marginal: 0 },
      row: '000/statistics.covariate-shift',
    },
  ],
  special: [
    {
      says: 'on no common support there is nothing to compare y given x on',
      inputs: {
        S: [
          [1, 1],
          [0, 0],
        ],
        T: [
          [0, 0],
          [1, 3],
        ],
      },
      outputs: { conditional: 0, marginal: 2 },
    },
  ],
  variants: {
    'joint-for-conditional': {
      kind: 'mistake',
      says: 'the joint shares compared where those of y given x belong',
      edits: 'conditional = sum[a,b]((S[a,b] / sum[c](s[c]) - T[a,b] / sum[c](t[c]))^2)',
    },
    'given-y': {
      kind: 'mistake',
      says: 'the shares of x given y, as of a label shift',
      edits: `p[b<B] = sum[a](S[a,b])
        q[b<B] = sum[a](T[a,b])
        conditional = sum[a,b](p[b] > 0 and q[b] > 0 ? (S[a,b] / p[b] - T[a,b] / q[b])^2 : 0)`,
    },
    'marginal-of-y': {
      kind: 'mistake',
      says: 'the shares of y in the place of those of x',
      edits: 'marginal = sum[b]((sum[a](S[a,b]) / sum[c](s[c]) - sum[a](T[a,b]) / sum[c](t[c]))^2)',
    },
    'counts-compared': {
      kind: 'mistake',
      says: 'counts compared that have not been made shares',
      edits: 'marginal = sum[a]((s[a] - t[a])^2)',
    },
    'without-regard-to-support': {
      kind: 'mistake',
      says: 'an x that one table lacks compared all the same, with nothing',
      edits: 'conditional = sum[a,b](((s[a] > 0 ? S[a,b] / s[a] : 0) - (t[a] > 0 ? T[a,b] / t[a] : 0))^2)',
    },
  },
  pitfalls: ['a difference of the joint tables does not say which of the two has changed'],

  rows: { '000/statistics.covariate-shift': ['law C1', 'law C2', 'law C4'] },

  mathjs: `s(a) = sum(map(range(1, B, true), f(b) = S[a, b]));
    t(a) = sum(map(range(1, B, true), f(b) = T[a, b]));
    ns = sum(map(range(1, A, true), f(a) = s(a)));
    nt = sum(map(range(1, A, true), f(a) = t(a)));
    marginal = sum(map(range(1, A, true), f(a) = (s(a) / ns - t(a) / nt)^2));
    conditional = sum(map(range(1, A, true), f(a) = (s(a) > 0) and (t(a) > 0) ? sum(map(range(1, B, true), g(b) = (S[a, b] / s(a) - T[a, b] / t(a))^2)) : 0))`,
});
