import { formula } from './lib/formula.ts';
import { flag, real } from './lib/options.ts';

export default formula({
  name: 'exponential-moving-average',
  family: 'recurrent',
  title: 'A leaky unit: a mean of all values so far in which each counts less with every step since',
  sources: [
    'Mozer (1992), Induction of multiscale temporal structure (leaky units)',
    'Goodfellow, Bengio & Courville (2016), Deep Learning, section 10.9.2',
    'Kingma & Ba (2015), Adam, section 3 (the correction of the bias towards zero)',
  ],

  equations: `exponential_moving_average(v[T,n], m0[n]; beta, correct) -> m[T,n]
    r[t<T+1,k] = t == 0 ? m0[k] : beta * r[t-1,k] + (1 - beta) * v[t-1,k]
    m[t,k]     = correct ? r[t+1,k] / (1 - beta^(t+1)) : r[t+1,k]`,
  // As a sum of two products, or as a step towards the new value.
  algorithms: [
    'r[t<T+1,k] = t == 0 ? m0[k] : beta * r[t-1,k] + (1 - beta) * v[t-1,k]',
    'r[t<T+1,k] = t == 0 ? m0[k] : r[t-1,k] + (1 - beta) * (v[t-1,k] - r[t-1,k])',
  ],
  options: { beta: real(0.9, [0.9, 0.75, 0.99, 0.3]), correct: flag(false) },
  sizes: { T: [1, 6], n: [1, 3] },

  laws: {
    C1: 'after t steps it is βᵗ·m0 + (1 − β) Σ βᵗ⁻ᵏ v_k, weights that are not negative and sum to one',
    C2: 'it lies between the least and the largest of m0 and the values so far',
    C3: 'under constant values what it is off them falls by β a step: βᵗ of the start',
    C4: 'its slope in the average before is β, in the new value 1 − β',
    C5: 'with β = 1 it keeps its state for ever, with β = 0 it is the newest value; near them nearly so',
    C6: 'half of the start is left after ln ½ / ln β steps: 6.5788 for 0.9 and 68.9676 for 0.99; 1/e of it after a little less than 1/(1 − β)',
    C7: 'from zero, corrected, it is the weighted mean of the values, its weights summing to one; constant values it gives back from the first step',
    C8: 'the correction divides by 1 − βᵗ, and nothing that is divided is fed back',
    C9: 'two runs with the average handed on are one run',
  },
  examples: [
    {
      says: 'three steps with β = ¾',
      inputs: { v: [[4], [8], [0]], m0: [0] },
      options: { beta: 0.75, correct: false },
      outputs: { m: [[1], [2.75], [2.0625]] },
      row: '001/layer.rnn.leaky-unit',
    },
    {
      says: 'the same, corrected: divided by ¼, 7/16 and 37/64',
      inputs: { v: [[4], [8], [0]], m0: [0] },
      options: { beta: 0.75, correct: true },
      outputs: { m: [[4], ['6.2857143'], ['3.5675676']] },
    },
    {
      says: 'seven steps with β = 0.9 leave less than half of the start',
      inputs: { v: [[0], [0], [0], [0], [0], [0], [0]], m0: [1] },
      options: { beta: 0.9, correct: false },
      outputs: {
        m: [['0.90000'], ['0.81000'], ['0.72900'], ['0.65610'], ['0.59049'], ['0.531441'], ['0.4782969']],
      },
      row: '001/limit.leaky-unit.memory',
    },
  ],
  special: [
    {
      says: 'NaN stays in its coordinate, and there for ever',
      inputs: {
        v: [
          [Number.NaN, 4],
          [0, 0],
        ],
        m0: [0, 0],
      },
      options: { beta: 0.75, correct: false },
      outputs: {
        m: [
          [Number.NaN, 1],
          [Number.NaN, 0.75],
        ],
      },
    },
    {
      says: 'an infinite value stays',
      inputs: { v: [[Infinity], [0]], m0: [0] },
      options: { beta: 0.75, correct: false },
      outputs: { m: [[Infinity], [null]] },
    },
  ],
  variants: {
    'weights-exchanged': {
      kind: 'convention',
      says: 'β on the new value and 1 − β on the average before',
      edits: 'r[t<T+1,k] = t == 0 ? m0[k] : (1 - beta) * r[t-1,k] + beta * v[t-1,k]',
      who: 'texts that call the weight of the new value the smoothing factor; momentum in batch normalisation',
    },
    'whole-value-added': {
      kind: 'mistake',
      says: 'the whole new value added, without 1 − β',
      edits: 'r[t<T+1,k] = t == 0 ? m0[k] : beta * r[t-1,k] + v[t-1,k]',
      seen: ['S-17'],
    },
    'begun-at-the-first-value': {
      kind: 'convention',
      says: 'a start at the first value, whatever m0 is',
      edits: 'r[t<T+1,k] = t == 0 ? m0[k] : t == 1 ? v[0,k] : beta * r[t-1,k] + (1 - beta) * v[t-1,k]',
      who: 'pandas ewm with adjust=False',
    },
    'begun-at-zero': {
      kind: 'mistake',
      says: 'a start at zero, whatever m0 is',
      edits: 'r[t<T+1,k] = t == 0 ? 0 : beta * r[t-1,k] + (1 - beta) * v[t-1,k]',
    },
    'always-corrected': {
      kind: 'mistake',
      says: 'the correction, whether it was asked for or not',
      force: { correct: true },
    },
    'never-corrected': {
      kind: 'mistake',
      says: 'no correction, whether it was asked for or not',
      force: { correct: false },
    },
    'corrected-average-fed-back': {
      kind: 'mistake',
      says: 'the corrected average fed back into the next step',
      edits: `r[t<T+1,k] = t == 0 ? m0[k]
          : beta * (correct and t > 1 ? r[t-1,k] / (1 - beta^(t-1)) : r[t-1,k]) + (1 - beta) * v[t-1,k]`,
      seen: ['S-16'],
    },
    'correction-of-the-step-after': {
      kind: 'mistake',
      says: 'a correction that counts one step too many',
      edits: 'm[t,k] = correct ? r[t+1,k] / (1 - beta^(t+2)) : r[t+1,k]',
    },
    'correction-of-the-first-step': {
      kind: 'mistake',
      says: 'the first step’s correction 1/(1 − β) at every step',
      edits: 'm[t,k] = correct ? r[t+1,k] / (1 - beta) : r[t+1,k]',
    },
    'no-gradient-through-the-average': {
      kind: 'mistake',
      says: 'no gradient from a step to the one before',
      edits: 'r[t<T+1,k] = t == 0 ? m0[k] : beta * stop(r[t-1,k]) + (1 - beta) * v[t-1,k]',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'whether β weighs the average or the new value differs from text to text: 0.9 here is 0.1 there',
    'the correction is for a start from zero; from any other m0 it adds a bias instead of taking one away',
  ],

  rows: {
    '001/layer.rnn.leaky-unit': ['agreement', 'law C2', 'law C3', 'law C4', 'example three steps with β = ¾'],
    '001/identity.leaky-unit.closed-form': 'law C1',
    '001/limit.leaky-unit.memory': [
      'law C5',
      'law C6',
      'example seven steps with β = 0.9 leave less than half of the start',
    ],
  },

  mathjs: `r(t, k) = beta ^ t * m0[k] + (1 - beta) * sum(map(range(1, T, true), f(s) = s <= t ? beta ^ (t - s) * v[s, k] : 0));
    m = map(range(1, T, true), f(t) = map(range(1, n, true), g(k) = correct ? r(t, k) / (1 - beta ^ t) : r(t, k)))`,
});
