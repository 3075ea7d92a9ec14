import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'leaky-relu',
  family: 'activation',
  title: 'The positive part of a number, and a little of the negative',
  sources: [
    'Maas, Hannun & Ng (2013), Rectifier nonlinearities improve neural network acoustic models',
    'https://pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html',
  ],

  equations: `leaky_relu(x; slope) -> y
    y = x > 0 ? x : slope * x`,
  over: { elements: ['x'] },
  options: { slope: real(0.01, [0.01, 0.2, 0.3, 1.5]) },

  laws: {
    C1: 'it is max(0, x) + slope·min(0, x)',
    C2: 'it is the larger of x and slope·x for slopes up to 1, and the smaller above',
    C3: 'a positive factor may be drawn out',
    C4: 'a gradient passes a positive input unchanged and a negative one times the slope: no unit is ever dead',
    C5: 'it rises everywhere, and dividing the negative values by the slope gives the input back',
  },
  examples: [
    {
      says: 'a quarter of the negative side',
      inputs: { x: [-8, -1, 0, 2] },
      options: { slope: 0.25 },
      outputs: { y: [-2, -0.25, 0, 2] },
    },
    {
      says: 'a slope above 1 steepens the negative side only',
      inputs: { x: [-1, 1] },
      options: { slope: 2 },
      outputs: { y: [-2, 1] },
      row: '000/activation.leaky-relu',
    },
  ],
  special: [
    {
      says: 'both ends are infinite',
      inputs: { x: [-Infinity, Infinity] },
      outputs: { y: [-Infinity, Infinity] },
    },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
  ],
  variants: {
    'larger-of-two': {
      kind: 'convention',
      says: 'the larger of x and slope·x, which swaps the sides for slopes above 1',
      edits: 'y = max(slope * x, x)',
      who: 'MLX; TensorFlow in its first versions',
      seen: ['convention 3'],
    },
    'slope-always-0.01': {
      kind: 'mistake',
      says: 'the slope 0.01, whichever was asked for',
      force: { slope: 0.01 },
      seen: ['convention 4'],
    },
    'slope-always-0.2': {
      kind: 'convention',
      says: 'the slope 0.2, whichever was asked for',
      force: { slope: 0.2 },
      who: 'tf.nn.leaky_relu by default',
      seen: ['convention 4'],
    },
    'slope-always-0.3': {
      kind: 'convention',
      says: 'the slope 0.3, whichever was asked for',
      force: { slope: 0.3 },
      who: 'the LeakyReLU layer of Keras by default',
      seen: ['convention 4'],
    },
    'divided-by-the-slope': {
      kind: 'convention',
      says: 'x/slope on the negative side',
      edits: 'y = x > 0 ? x : x / slope',
      who: 'Xu et al. (2015), whose parameter is the inverse',
    },
    'slope-one-at-zero': {
      kind: 'convention',
      admitted: 'at the kink every number between the one-sided slopes is a subgradient',
      says: 'the slope 1 at zero',
      edits: 'y = x >= 0 ? x : slope * x',
      who: 'JAX',
      shows: 'in the gradient',
      seen: ['convention 5'],
    },
    'slope-zero-at-zero': {
      kind: 'convention',
      admitted: 'at the kink every number between the one-sided slopes is a subgradient',
      says: 'the slope 0 at zero',
      edits: 'y = max(0, x) + slope * min(0, x)',
      who: 'sums of two rectified parts',
      shows: 'in the gradient',
      seen: ['convention 5'],
    },
    'sign-lost': {
      kind: 'mistake',
      says: 'slope·|x| on the negative side',
      edits: 'y = x > 0 ? x : slope * abs(x)',
    },
    'sides-swapped': {
      kind: 'mistake',
      says: 'the slope on the positive side',
      edits: 'y = x > 0 ? slope * x : x',
    },
    'no-leak': {
      kind: 'mistake',
      says: 'the negative side cut off, without a leak',
      edits: 'y = max(0, x)',
    },
    'dead-gradient': {
      kind: 'mistake',
      says: 'no gradient on the negative side',
      edits: 'y = x > 0 ? x : slope * stop(x)',
      shows: 'in the gradient',
    },
    'gradient-without-the-slope': {
      kind: 'mistake',
      says: 'a gradient of 1 on the negative side',
      edits: 'y = x > 0 ? x : stop(slope * x) + 1 * (x - stop(x))',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['max(slope·x, x) is the same function only for slopes up to 1'],

  rows: {
    '000/activation.leaky-relu': 'law C2',
    '000/activation.leaky-relu.derivative': 'law C4',
    '000/activation.leaky-relu.no-dead-gradient': 'law C4',
    '001/activation.leaky-relu.fixed-slope': 'law C5',
    '002/activation.leaky-relu': 'law C1',
    '002/claim.leaky-relu.never-dead': 'law C4',
  },

  mathjs: 'y = max(0, x) + slope * min(0, x)',
});
