import { formula } from './lib/formula.ts';
import { flag, int, real } from './lib/options.ts';

export default formula({
  name: 'exponential-decay',
  family: 'optimizer',
  title: 'A rate that becomes `factor` of itself in every period, evenly or in one step at its end',
  sources: [
    'https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html (in steps; ExponentialLR with a period of 1)',
    'https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/ (evenly, or with staircase=True)',
    'https://optax.readthedocs.io/en/latest/api/optimizer_schedules.html#optax.schedules.exponential_decay',
  ],

  equations: `exponential_decay(; length, start, factor, period, staircase) -> lr[length]
    lr[t] = start * factor^(staircase ? t div period : t / period)`,
  algorithms: [
    'lr[t] = start * factor^(staircase ? t div period : t / period)',
    'lr[t] = start * exp((staircase ? t div period : t / period) * log(factor))',
  ],
  options: {
    length: int(1, 40, 10),
    start: real(0.1, [0.1, 1, 0.025]),
    factor: real(0.5, [0.5, 0.96, 0.3]),
    period: int(1, 12, 4),
    staircase: flag(false),
  },

  laws: {
    C1: 'it begins at start',
    C2: 'a period later it is factor times as high, wherever the period is taken to begin',
    C3: 'evenly, each rate is the geometric mean of its neighbours',
    C4: 'in steps, it keeps its height within a period',
    C5: 'at the beginning of each period it is as high in steps as evenly',
    C6: 'a longer table begins with the shorter one',
    C7: 'twice the start doubles the rates',
  },
  examples: [
    {
      says: 'to a quarter in two steps, evenly',
      inputs: {},
      options: { length: 5, start: 1, factor: 0.25, period: 2 },
      outputs: { lr: [1, 0.5, 0.25, 0.125, 0.0625] },
    },
    {
      says: 'or in one step at the end of every two',
      inputs: {},
      options: { length: 5, start: 1, factor: 0.25, period: 2, staircase: true },
      outputs: { lr: [1, 1, 0.25, 0.25, 0.0625] },
    },
    {
      says: 'half in three steps: 0.7937 and 0.63 on the way',
      inputs: {},
      options: { length: 5, start: 1, factor: 0.5, period: 3 },
      outputs: { lr: [1, '0.7937005', '0.6299605', '0.500000', '0.3968503'] },
    },
    {
      says: 'with a period of one both are the same: 0.9 of the rate a step',
      inputs: {},
      options: { length: 4, start: 1, factor: 0.9, period: 1, staircase: true },
      outputs: { lr: [1, '0.900000', '0.810000', '0.729000'] },
    },
    {
      says: 'a factor of one keeps the rate',
      inputs: {},
      options: { length: 3, start: 0.5, factor: 1, period: 2 },
      outputs: { lr: [0.5, 0.5, 0.5] },
    },
  ],
  variants: {
    'always-evenly': {
      kind: 'mistake',
      says: 'an even fall, whatever was asked for',
      force: { staircase: false },
    },
    'always-in-steps': {
      kind: 'mistake',
      says: 'a fall in steps, whatever was asked for, as division of integers gives it',
      force: { staircase: true },
    },
    'period-ignored': {
      kind: 'mistake',
      says: 'the factor at every step, whatever the period',
      force: { period: 1 },
    },
    'one-early': {
      kind: 'mistake',
      says: 'steps counted from 1: the first rate is already lower than start, and every step of the stairs a step early',
      edits: 'lr[t] = start * factor^(staircase ? (t + 1) div period : (t + 1) / period)',
    },
    'one-late': {
      kind: 'mistake',
      says: 'the first rate twice, everything one step late',
      edits: 'lr[t] = start * factor^(staircase ? max(0, t - 1) div period : max(0, t - 1) / period)',
      seen: ['R-OPT-21'],
    },
    'nearest-step': {
      kind: 'mistake',
      says: 'stairs that fall in the middle of the periods, the quotient rounded instead of cut off',
      edits: 'lr[t] = start * factor^(staircase ? (2 * t + period) div (2 * period) : t / period)',
    },
    'ceiling-step': {
      kind: 'mistake',
      says: 'stairs that fall at the first step after the start of a period, the quotient rounded up',
      edits: 'lr[t] = start * factor^(staircase ? (t + period - 1) div period : t / period)',
    },
    'falls-once': {
      kind: 'mistake',
      says: 'no fall after the first period',
      edits: 'lr[t] = start * factor^(staircase ? min(1, t div period) : min(1, t / period))',
    },
    compounded: {
      kind: 'mistake',
      says: 'the fall since the start taken off the last rate anew at each step',
      edits: 'lr[t] = start * prod[s<length](s <= t ? factor^(staircase ? s div period : s / period) : 1)',
    },
    'natural-exponent': {
      kind: 'convention',
      says: 'powers of e, with the factor in the exponent',
      edits: 'lr[t] = start * exp(-factor * (staircase ? t div period : t / period))',
      who: 'TensorFlow 1’s natural_exp_decay',
    },
    'inverse-time': {
      kind: 'convention',
      says: 'the start over one and factor times the periods gone',
      edits: 'lr[t] = start / (1 + factor * (staircase ? t div period : t / period))',
      who: 'Keras InverseTimeDecay',
    },
    linear: {
      kind: 'mistake',
      says: 'a straight line that has fallen to factor after the first period',
      edits: 'lr[t] = start * (1 - (1 - factor) * (staircase ? t div period : t / period))',
    },
    'factor-as-loss': {
      kind: 'mistake',
      says: 'the factor taken for what is lost in a period, not for what is left',
      edits: 'lr[t] = start * (1 - factor)^(staircase ? t div period : t / period)',
    },
    rises: {
      kind: 'mistake',
      says: 'a division by the factor: the rate rises',
      edits: 'lr[t] = start / factor^(staircase ? t div period : t / period)',
    },
  },
  pitfalls: [
    'a division of integers makes stairs of a slope that was meant to be even',
    'set from the last rate instead of the start, it needs the factor of one step, not of all until now',
  ],

  mathjs: `steps(t) = staircase ? floor(t / period) : t / period;
    lr = map(range(1, length, true), f(t) = start / (1 / factor) ^ steps(t - 1))`,
});
