import { formula } from './lib/formula.ts';

export default formula({
  name: 'hard-swish',
  family: 'activation',
  title: 'A number times its own hard sigmoid: a parabola between nothing and the number itself',
  sources: [
    'Howard et al. (2019), Searching for MobileNetV3, section 5.2',
    'https://pytorch.org/docs/stable/generated/torch.nn.Hardswish.html',
    'https://onnx.ai/onnx/operators/onnx__HardSwish.html',
  ],

  equations: `hard_swish(x) -> y
    y = x * max(0, min(1, x / 6 + 1 / 2))`,
  // The same, cut off before the division.
  algorithms: ['y = x * max(0, min(1, x / 6 + 1 / 2))', 'y = x * (max(0, min(6, x + 3)) / 6)'],
  over: { elements: ['x'] },

  laws: {
    C1: 'it is 0 from −3 on to the left, and x from 3 on to the right',
    C2: 'the values of x and −x differ by x',
    C3: 'it is never above the positive part of x, and −3/8 at −3/2 is the least',
    C4: 'the slope is (2x + 3)/6 between −3 and 3, and the slopes at x and −x add up to 1',
    C5: 'it is at most 0.1423 from x·σ(x)',
  },
  examples: [
    {
      says: 'the ends of the parabola, and its lowest point',
      inputs: { x: [-4, -3, -1.5, 0, 1.5, 3, 4] },
      outputs: { y: [0, 0, -0.375, 0, 1.125, 3, 4] },
    },
    {
      says: 'knees at 3, not at 2.5',
      inputs: { x: [2, -2.75] },
      outputs: { y: ['1.66666667', '-0.114583333'] },
    },
  ],
  special: [
    {
      says: 'there is no value at −∞ (∞·0), and ∞ at ∞',
      inputs: { x: [-Infinity, Infinity] },
      outputs: { y: [Number.NaN, Infinity] },
    },
    { says: 'far out it is 0 and x', inputs: { x: [-2000, 2000] }, outputs: { y: [0, 2000] } },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
  ],
  variants: {
    'slope-a-fifth': {
      kind: 'mistake',
      says: 'x times 0.2x + 0.5 cut off, with the knees at ±2.5',
      edits: 'y = x * max(0, min(1, 0.2 * x + 0.5))',
      seen: ['R-ACT-14', 'convention 8'],
    },
    'limit-at-minus-infinity': {
      kind: 'convention',
      says: 'the limit 0 at −∞',
      edits: 'y = x <= -3 ? 0 : x * max(0, min(1, x / 6 + 1 / 2))',
      who: 'implementations that branch at −3',
      shows: 'numerically',
    },
    'smooth-swish': {
      kind: 'convention',
      says: 'the smooth form, x·σ(x)',
      edits: 'y = x * sigmoid(x)',
      who: 'SiLU, which libraries also call swish',
    },
    'drops-nan': {
      kind: 'mistake',
      says: 'comparisons that turn NaN into 0',
      edits: 'y = x >= 3 ? x : x > -3 ? x * (x / 6 + 1 / 2) : 0',
      shows: 'numerically',
      seen: ['R-ACT-11'],
    },
    'gate-alone': {
      kind: 'mistake',
      says: 'the hard sigmoid, not multiplied by x',
      edits: 'y = max(0, min(1, x / 6 + 1 / 2))',
    },
    'not-divided': {
      kind: 'mistake',
      says: 'x times x + 3 cut off at 0 and 6, not divided by 6',
      edits: 'y = x * max(0, min(6, x + 3))',
    },
    'not-shifted': {
      kind: 'mistake',
      says: 'x times x/6 cut off, without the ½',
      edits: 'y = x * max(0, min(1, x / 6))',
    },
    'open-above': {
      kind: 'mistake',
      says: 'no cut above: the parabola goes on',
      edits: 'y = x * max(0, x / 6 + 1 / 2)',
    },
    'open-below': {
      kind: 'mistake',
      says: 'no cut below: the parabola comes up again',
      edits: 'y = x * min(1, x / 6 + 1 / 2)',
    },
    'positive-part': {
      kind: 'mistake',
      says: 'the positive part',
      edits: 'y = max(0, x)',
    },
    'gate-held-constant': {
      kind: 'mistake',
      says: 'a gradient x/6 + ½ between the knees, with the gate held constant',
      edits: 'y = x * stop(max(0, min(1, x / 6 + 1 / 2)))',
      shows: 'in the gradient',
    },
    'factor-held-constant': {
      kind: 'mistake',
      says: 'a gradient x/6 between the knees and none to the right, with the factor x held constant',
      edits: 'y = stop(x) * max(0, min(1, x / 6 + 1 / 2))',
      shows: 'in the gradient',
    },
    'parabola-everywhere': {
      kind: 'mistake',
      says: 'a gradient (2x + 3)/6 beyond the knees as well',
      edits: 'y = stop(x * max(0, min(1, x / 6 + 1 / 2))) + stop((2 * x + 3) / 6) * (x - stop(x))',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['it is not monotone: the least value, −3/8, is at −3/2'],

  mathjs: 'y = x <= -3 ? 0 : (x >= 3 ? x : x * (x + 3) / 6)',
});
