import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'clip-by-value',
  family: 'optimizer',
  title: 'Every number cut to an interval by itself',
  sources: [
    'Mikolov (2012), Statistical language models based on neural networks, section 3.2.2',
    'https://www.tensorflow.org/api_docs/python/tf/clip_by_value',
    'https://pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_value_.html (the interval ±c)',
  ],

  equations: `clip_by_value(g; low, high) -> y
    y = max(low, min(high, g))`,
  over: { elements: ['g'] },
  options: { low: real(-1, [-1, -0.3, -7, 0.125]), high: real(1, [1, 2.5, 0.4, 7]) },

  laws: {
    C1: 'the result lies in the interval',
    C2: 'a number within it stays as it is, also at its ends, and a number beyond it becomes the nearer end',
    C3: 'what has been cut is not cut again',
    C4: 'a larger number never gives a smaller result, and two results are no further apart than their numbers',
    C5: 'mirrored numbers and interval give the mirrored result',
    C6: 'the gradient passes within the interval as it is, and none passes beyond it',
  },
  examples: [
    {
      says: 'numbers beyond the interval become its ends',
      inputs: { g: [-5, -0.5, 0, 0.75, 100] },
      outputs: { y: [-1, -0.5, 0, 0.75, 1] },
    },
    {
      says: 'the ends differ, and belong to the interval',
      inputs: { g: [-0.25, -0.5, 3, 2, 2.5] },
      options: { low: -0.25, high: 2.5 },
      outputs: { y: [-0.25, -0.25, 2.5, 2, 2.5] },
    },
    {
      says: 'the direction turns: (3, 0.5) becomes (1, 0.5)',
      inputs: { g: [3, 0.5] },
      outputs: { y: [1, 0.5] },
    },
    {
      says: 'an interval above zero moves zero, too',
      inputs: { g: [0, -1, 0.25] },
      options: { low: 0.125, high: 1 },
      outputs: { y: [0.125, 0.125, 0.25] },
    },
  ],
  special: [
    {
      says: 'infinities become the ends',
      inputs: { g: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] },
      outputs: { y: [1, -1] },
    },
    { says: 'NaN does not disappear', inputs: { g: [Number.NaN, 3] }, outputs: { y: [Number.NaN, 1] } },
  ],
  variants: {
    'high-to-both-sides': {
      kind: 'convention',
      says: 'the interval from −high to high, whatever low is',
      edits: 'y = max(-high, min(high, g))',
      who: 'PyTorch clip_grad_value_, which takes one number',
    },
    'low-ignored': {
      kind: 'mistake',
      says: 'cut at the upper end alone',
      edits: 'y = min(high, g)',
    },
    'high-ignored': {
      kind: 'mistake',
      says: 'cut at the lower end alone',
      edits: 'y = max(low, g)',
    },
    'ends-swapped': {
      kind: 'mistake',
      says: 'the ends swapped: always one of them',
      edits: 'y = max(high, min(low, g))',
    },
    'not-clipped': {
      kind: 'mistake',
      says: 'the number itself, the clipped one never used',
      edits: 'y = g',
      seen: ['R-CLP-07'],
    },
    'dropped-beyond': {
      kind: 'mistake',
      says: 'zero for numbers beyond the interval',
      edits: 'y = g < low or g > high ? 0 : g',
    },
    squashed: {
      kind: 'mistake',
      says: 'numbers squashed into the interval smoothly, by tanh',
      edits: 'y = (low + high) / 2 + (high - low) / 2 * tanh((g - (low + high) / 2) * 2 / (high - low))',
    },
    'straight-through': {
      kind: 'convention',
      says: 'a gradient that passes everywhere as it is',
      edits: 'y = stop(max(low, min(high, g)) - g) + g',
      who: 'straight-through estimators, as in quantised training',
      shows: 'in the gradient',
    },
    'gradient-beyond-alone': {
      kind: 'mistake',
      says: 'a gradient that passes where the number is cut, and not where it is kept',
      edits: 'y = stop(max(low, min(high, g))) + (g < low or g > high ? g - stop(g) : 0)',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'it turns the direction of a gradient: cut its length to keep it',
    'comparisons with NaN are false: a cut by `if` may hand one of the ends back for it',
  ],

  mathjs: 'y = g < low ? low : (g > high ? high : g)',
});
