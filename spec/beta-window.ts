import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'beta-window',
  family: 'statistics',
  title: 'The weight to which an exponential mean has decayed after 1/(1 − β) steps: nearly 1/e',
  sources: [
    'Kingma & Ba (2015), Adam: a method for stochastic optimization, section 3 (exponential moving averages)',
    'Ng (2017), Improving deep neural networks, week 2 (the window 1/(1 − β))',
  ],

  equations: `beta_window(; beta) -> y
    y = beta^(1 / (1 - beta))`,
  algorithms: ['y = exp(log(beta) / (1 - beta))', 'y = beta^(1 / (1 - beta))'],
  options: { beta: real(0.9, [0.25, 0.5, 0.75, 0.9, 0.99]) },

  laws: {
    C1: 'it grows with β and stays below 1/e, so the limit is reached from one side',
    C2: 'at β = 1 − 1/n it is (1 − 1/n)ⁿ, the product of n factors',
    C3: 'an exponential mean that forgets 1 − β a step has forgotten all but this share of its start after 1/(1 − β) steps',
  },
  examples: [
    { says: 'a window of two', inputs: {}, options: { beta: 0.5 }, outputs: { y: 0.25 } },
    { says: 'a window of ten', inputs: {}, options: { beta: 0.9 }, outputs: { y: '0.34868' } },
    { says: 'a window of a hundred', inputs: {}, options: { beta: 0.99 }, outputs: { y: '0.36603' } },
    {
      says: 'a window of a million',
      inputs: {},
      options: { beta: 0.999999 },
      outputs: { y: '0.367879' },
      row: '000/statistics.limit.beta-power-window',
    },
  ],
  variants: {
    'limit-itself': {
      kind: 'mistake',
      says: '1/e, the limit, for every β',
      edits: 'y = exp(-1)',
    },
    'from-above': {
      kind: 'mistake',
      says: 'β^(β/(1 − β)), which comes down to 1/e from above',
      edits: 'y = beta^(beta / (1 - beta))',
      seen: ['000/statistics.limit.beta-power-window'],
    },
    'forgotten-part': {
      kind: 'mistake',
      says: 'the share that is forgotten, not the one that is left',
      edits: 'y = 1 - beta^(1 / (1 - beta))',
    },
  },
  pitfalls: ['1/e is the limit and an upper bound: every window of finite length leaves less'],

  rows: { '000/statistics.limit.beta-power-window': ['law C1', 'law C2', 'variant from-above'] },

  mathjs: 'y = exp(log(beta) / (1 - beta))',
});
