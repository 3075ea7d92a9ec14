import { formula } from './lib/formula.ts';
import { choice, int, real } from './lib/options.ts';

export default formula({
  name: 'cosine-annealing',
  family: 'optimizer',
  title: 'A rate that falls from high to low along half a cosine, and then stays, returns or starts again',
  sources: [
    'Loshchilov & Hutter (2017), SGDR: stochastic gradient descent with warm restarts, equation 5',
    'https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html (returns; CosineAnnealingWarmRestarts starts again)',
    'https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay/ (stays)',
  ],

  // The decimals are those of π.
  equations: `cosine_annealing(; length, period, high, low, after) -> lr[length]
    pi = 3.14159265358979323846264338327950288419716939937510582097494459230781640628621
    step[t<length] = after == 'stay' ? min(t, period) : after == 'restart' ? t mod period : t
    lr[t] = low + (high - low) * (1 + cos(pi * step[t] / period)) / 2`,
  algorithms: [
    'lr[t] = low + (high - low) * (1 + cos(pi * step[t] / period)) / 2',
    'lr[t] = low + (high - low) * (1 + cos(pi * (step[t] / period))) / 2',
  ],
  options: {
    length: int(1, 40, 10),
    period: int(1, 20, 8),
    high: real(0.1, [0.1, 1, 0.025]),
    low: real(0, [0.01, 0.0005, 0.02]),
    after: choice('return', 'stay', 'restart'),
  },

  laws: {
    C1: 'it begins at high and has come to low after the period, unless it starts again there',
    C2: 'half way it is half way: at the same distance from either end of the period the rates add up to high + low',
    C3: 'within the period it never rises, and slows down towards both ends',
    C4: 'after the period it stays at low, returns the way it came, or is what it was a period before',
    C5: 'a longer table begins with the shorter one',
    C6: 'high and low twice as large give twice the rates',
  },
  examples: [
    {
      says: 'from 1 to 0 in four steps, and back',
      inputs: {},
      options: { length: 7, period: 4, high: 1, low: 0 },
      outputs: { lr: [1, '0.8535534', '0.500000', '0.1464466', '0.000000', '0.1464466', '0.500000'] },
    },
    {
      says: 'or to stay there',
      inputs: {},
      options: { length: 7, period: 4, high: 1, low: 0, after: 'stay' },
      outputs: { lr: [1, '0.8535534', '0.500000', '0.1464466', '0.000000', '0.000000', '0.000000'] },
    },
    {
      says: 'or to start again, where 0 would have been',
      inputs: {},
      options: { length: 7, period: 4, high: 1, low: 0, after: 'restart' },
      outputs: { lr: [1, '0.8535534', '0.500000', '0.1464466', 1, '0.8535534', '0.500000'] },
    },
    {
      says: 'down to a rate that is not zero',
      inputs: {},
      options: { length: 4, period: 3, high: 0.5, low: 0.25 },
      outputs: { lr: [0.5, '0.437500', '0.312500', '0.250000'] },
    },
    {
      says: 'with a period of one every epoch is a restart',
      inputs: {},
      options: { length: 3, period: 1, high: 0.5, low: 0.25, after: 'restart' },
      outputs: { lr: [0.5, 0.5, 0.5] },
    },
  ],
  variants: {
    'always-returns': {
      kind: 'mistake',
      says: 'a return along the cosine after the period, whatever was asked for',
      force: { after: 'return' },
      who: 'PyTorch’s CosineAnnealingLR',
    },
    'always-stays': {
      kind: 'mistake',
      says: 'low for ever after the period, whatever was asked for',
      force: { after: 'stay' },
      who: 'Keras, optax',
    },
    'one-late': {
      kind: 'mistake',
      says: 'a first rate of high twice, everything one step late',
      edits:
        "step[t<length] = after == 'stay' ? min(max(0, t - 1), period) : after == 'restart' ? max(0, t - 1) mod period : max(0, t - 1)",
    },
    'one-early': {
      kind: 'mistake',
      says: 'steps counted from 1: the first rate is past high',
      edits:
        "step[t<length] = after == 'stay' ? min(t + 1, period) : after == 'restart' ? (t + 1) mod period : t + 1",
    },
    'restart-after-low': {
      kind: 'mistake',
      says: 'a restart one step late, after the rate has been low',
      edits:
        "step[t<length] = after == 'stay' ? min(t, period) : after == 'restart' ? t mod (period + 1) : t",
    },
    'low-first': {
      kind: 'mistake',
      says: 'a count that begins before the first step: low at once, and every restart a step late',
      edits:
        "step[t<length] = after == 'stay' ? min(t, period) : after == 'restart' ? (t == 0 ? period : (t - 1) mod period) : t",
      seen: ['R-OPT-21'],
    },
    'low-at-the-last-step': {
      kind: 'convention',
      says: 'low at the last step of the period, not at the first after it',
      edits: 'lr[t] = low + (high - low) * (1 + cos(pi * step[t] / max(1, period - 1))) / 2',
      who: 'code that divides by the steps less one',
    },
    'whole-cosine': {
      kind: 'mistake',
      says: 'a whole cosine in a period, down and up again',
      edits: 'lr[t] = low + (high - low) * (1 + cos(2 * pi * step[t] / period)) / 2',
    },
    'quarter-cosine': {
      kind: 'mistake',
      says: 'a quarter of a cosine in a period, steep at its end',
      edits: 'lr[t] = low + (high - low) * cos(pi * step[t] / period / 2)',
    },
    linear: {
      kind: 'mistake',
      says: 'a straight line from high to low',
      edits: 'lr[t] = low + (high - low) * (1 - step[t] / period)',
    },
    'not-halved': {
      kind: 'mistake',
      says: 'one plus the cosine without the half, twice as high',
      edits: 'lr[t] = low + (high - low) * (1 + cos(pi * step[t] / period))',
    },
    'low-added': {
      kind: 'mistake',
      says: 'low added to the cosine of the whole height, which begins above high',
      edits: 'lr[t] = low + high * (1 + cos(pi * step[t] / period)) / 2',
    },
    'low-as-a-share': {
      kind: 'convention',
      says: 'low as a share of high',
      edits: 'lr[t] = high * ((1 - low) * (1 + cos(pi * step[t] / period)) / 2 + low)',
      who: 'Keras and optax, whose alpha it is',
    },
    'low-ignored': {
      kind: 'mistake',
      says: 'low as 0, whatever was asked for',
      force: { low: 0 },
    },
    'ends-swapped': {
      kind: 'mistake',
      says: 'high and low swapped: the rate rises',
      edits: 'lr[t] = high + (low - high) * (1 + cos(pi * step[t] / period)) / 2',
    },
  },
  pitfalls: [
    'a table as long as the period does not tell what comes after it',
    'computed from the last rate instead of the step, it divides by 1 + cos, which is nearly 0 near the end',
  ],

  mathjs: `at(t) = equalText(after, "stay") ? min(t, period) : (equalText(after, "restart") ? mod(t, period) : t);
    angle(t) = pi * mod(at(t), 2 * period) / (2 * period);
    lr = map(range(1, length, true), f(t) = high - (high - low) * sin(angle(t - 1))^2)`,
});
