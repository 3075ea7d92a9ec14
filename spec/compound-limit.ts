import { formula } from './lib/formula.ts';
import { int } from './lib/options.ts';

export default formula({
  name: 'compound-limit',
  family: 'statistics',
  title: 'The share that is left when an n-th is taken away n times: nearly 1/e',
  sources: [
    'Bernoulli (1690), Quaestiones nonnullae de usuris (the limit of (1 + 1/n)ⁿ)',
    'Efron & Tibshirani (1993), An introduction to the bootstrap (a sample is missed with this probability)',
  ],

  equations: `compound_limit(; n) -> y
    y = (1 - 1 / n)^n`,
  algorithms: ['y = exp(n * log1p(-1 / n))', 'y = (1 - 1 / n)^n'],
  options: { n: int(2, 60, 10) },

  laws: {
    C1: 'it grows with n and stays below 1/e',
    C2: 'what is missing to 1/e is 1/(2en), more by less than 1/(en²)',
    C3: 'it is the share of all nⁿ draws of n from n, with replacement, that miss the first',
    C4: 'with (1 + 1/(n − 1))ⁿ it multiplies to 1',
  },
  examples: [
    { says: 'a half taken twice', inputs: {}, options: { n: 2 }, outputs: { y: 0.25 } },
    { says: 'ten times a tenth', inputs: {}, options: { n: 10 }, outputs: { y: '0.34868' } },
    { says: 'a hundred times a hundredth', inputs: {}, options: { n: 100 }, outputs: { y: '0.36603' } },
    {
      says: 'a million times a millionth',
      inputs: {},
      options: { n: 1000000 },
      outputs: { y: '0.367879' },
      row: '000/statistics.limit.one-minus-inverse-n',
    },
  ],
  variants: {
    'limit-itself': {
      kind: 'mistake',
      says: '1/e, the limit, for every n',
      edits: 'y = exp(-1)',
    },
    'one-plus': {
      kind: 'mistake',
      says: '(1 + 1/n)^−n, which comes down to the limit from above',
      edits: 'y = 1 / (1 + 1 / n)^n',
    },
    'one-time-fewer': {
      kind: 'mistake',
      says: 'an n-th taken n − 1 times',
      edits: 'y = (1 - 1 / n)^(n - 1)',
    },
  },
  pitfalls: ['for a large n in single precision 1 − 1/n has lost most digits of 1/n: take log1p'],

  rows: { '000/statistics.limit.one-minus-inverse-n': ['law C1', 'law C2'] },

  mathjs: 'y = ((n - 1) / n)^n',
});
