import { formula } from './lib/formula.ts';

export default formula({
  name: 'hard-sigmoid',
  family: 'activation',
  title: 'A straight line cut off at 0 and 1, in the place of a sigmoid',
  sources: [
    'Howard et al. (2019), Searching for MobileNetV3, section 5.2',
    'https://pytorch.org/docs/stable/generated/torch.nn.Hardsigmoid.html',
    'https://onnx.ai/onnx/operators/onnx__HardSigmoid.html (slope 0.2 by default)',
  ],

  equations: `hard_sigmoid(x) -> y
    y = max(0, min(1, x / 6 + 1 / 2))`,
  // The same, cut off before the division.
  algorithms: ['y = max(0, min(1, x / 6 + 1 / 2))', 'y = max(0, min(6, x + 3)) / 6'],
  over: { elements: ['x'] },

  laws: {
    C1: 'every value lies between 0 and 1, 0 from −3 on to the left and 1 from 3 on to the right',
    C2: 'the values of x and −x add up to 1',
    C3: 'a larger input never gives a smaller value, nor one that grew by more than a sixth of the step',
    C4: 'the slope is 1/6 between −3 and 3, and 0 outside',
    C5: 'it is at most 0.0693 from the sigmoid',
  },
  examples: [
    {
      says: 'the ends of the line, and between them',
      inputs: { x: [-4, -3, -1.5, 0, 1.5, 3, 4] },
      outputs: { y: [0, 0, 0.25, 0.5, 0.75, 1, 1] },
    },
    {
      says: 'two thirds at 1, where a slope of 0.2 has 0.7',
      inputs: { x: [-1, 1] },
      outputs: { y: ['0.33333333', '0.66666667'] },
    },
  ],
  special: [
    { says: 'the ends are 0 and 1', inputs: { x: [-Infinity, Infinity] }, outputs: { y: [0, 1] } },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
  ],
  variants: {
    'slope-a-fifth': {
      kind: 'convention',
      says: '0.2x + 0.5 cut off, with the ends at ±2.5',
      edits: 'y = max(0, min(1, 0.2 * x + 0.5))',
      who: 'Keras 1 and 2, and ONNX by default',
      seen: ['convention 8', 'convention 86', 'R-ACT-14'],
    },
    'slope-a-half': {
      kind: 'convention',
      says: '(x + 1)/2 cut off, with the ends at ±1',
      edits: 'y = max(0, min(1, (x + 1) / 2))',
      who: 'binarised networks (Courbariaux et al. 2016)',
    },
    'slope-at-the-ends': {
      kind: 'convention',
      admitted: 'at the kink every number between the one-sided slopes is a subgradient',
      says: 'the slope 1/6 at ±3',
      edits: 'y = x < -3 ? 0 : x > 3 ? 1 : x / 6 + 1 / 2',
      who: 'clamps that pass the gradient at their ends, as that of PyTorch does',
      shows: 'in the gradient',
    },
    'drops-nan': {
      kind: 'mistake',
      says: 'comparisons that turn NaN into 1',
      edits: 'y = x <= -3 ? 0 : x < 3 ? x / 6 + 1 / 2 : 1',
      shows: 'numerically',
      seen: ['R-ACT-11'],
    },
    'sigmoid-in-its-place': {
      kind: 'mistake',
      says: 'the sigmoid itself',
      edits: 'y = sigmoid(x)',
      seen: ['convention 86'],
    },
    'hard-tanh': {
      kind: 'mistake',
      says: 'x cut off at −1 and 1',
      edits: 'y = max(-1, min(1, x))',
    },
    'not-shifted': {
      kind: 'mistake',
      says: 'x/6 cut off, without the ½',
      edits: 'y = max(0, min(1, x / 6))',
    },
    'not-divided': {
      kind: 'mistake',
      says: 'x + 3 cut off at 0 and 6, not divided by 6',
      edits: 'y = max(0, min(6, x + 3))',
    },
    'open-above': {
      kind: 'mistake',
      says: 'no cut above',
      edits: 'y = max(0, x / 6 + 1 / 2)',
    },
    'open-below': {
      kind: 'mistake',
      says: 'no cut below',
      edits: 'y = min(1, x / 6 + 1 / 2)',
    },
    'straight-through': {
      kind: 'mistake',
      says: 'a gradient that passes the cuts',
      edits: 'y = stop(max(0, min(1, x / 6 + 1 / 2))) + (x - stop(x)) / 6',
      shows: 'in the gradient',
    },
    'slope-one': {
      kind: 'mistake',
      says: 'a gradient of 1 between the cuts, without the sixth',
      edits: 'y = max(0, min(1, stop(x / 6 + 1 / 2) + 1 * (x - stop(x))))',
      shows: 'in the gradient',
    },
    'slope-of-the-sigmoid': {
      kind: 'mistake',
      says: 'a gradient y(1 − y), as for the sigmoid',
      edits: `v = stop(max(0, min(1, x / 6 + 1 / 2)))
        y = v + v * (1 - v) * (x - stop(x))`,
      shows: 'in the gradient',
    },
  },
  pitfalls: ['two slopes go by this name: 1/6 (ends at ±3) and 0.2 (ends at ±2.5)'],

  mathjs: 'y = max(0, min(6, x + 3)) / 6',
});
