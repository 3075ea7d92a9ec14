import { formula } from './lib/formula.ts';

export default formula({
  name: 'silu',
  family: 'activation',
  title: 'A number times its own sigmoid',
  sources: [
    'Elfwing, Uchibe & Doya (2017), Sigmoid-weighted linear units for neural network function approximation in reinforcement learning',
    'Ramachandran, Zoph & Le (2017), Searching for activation functions (swish with β = 1)',
    'https://pytorch.org/docs/stable/generated/torch.nn.SiLU.html',
  ],

  equations: `silu(x) -> y
    y = x / (1 + exp(-x))`,
  algorithms: ['y = x * sigmoid(x)'],
  over: { elements: ['x'] },

  laws: {
    C1: 'the values of x and −x differ by x',
    C2: 'it is never above the positive part of x, nor more than 0.27847 below it',
    C3: 'the slope is σ(x)(1 + x·σ(−x)), between −0.1 and 1.1, and the slopes at x and −x add up to 1',
    C4: 'it falls up to −1.28 and rises from −1.27 on: no inverse',
    C5: 'near zero it is x/2 + x²/4, to within x⁴/48',
  },
  examples: [
    { says: 'zero is zero', inputs: { x: [0] }, outputs: { y: [0] } },
    {
      says: 'a step to either side',
      inputs: { x: [-1, 1, 2] },
      outputs: { y: ['-0.26894142', '0.73105858', '1.7615942'] },
    },
    { says: 'beside its least value', inputs: { x: [-1.25] }, outputs: { y: ['-0.278375174'] } },
    {
      says: 'far out it is next to nothing, and next to x',
      inputs: { x: [-20, 20] },
      outputs: { y: ['-0.0000000412230724', '19.9999999588'] },
    },
  ],
  special: [
    {
      says: 'there is no value at −∞ (∞·0), and ∞ at ∞',
      inputs: { x: [-Infinity, Infinity] },
      outputs: { y: [Number.NaN, Infinity] },
    },
    { says: 'far out it rounds to 0 and x', inputs: { x: [-2000, 2000] }, outputs: { y: [0, 2000] } },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
  ],
  variants: {
    'limit-at-minus-infinity': {
      kind: 'convention',
      says: 'the limit 0 at −∞',
      edits: 'y = x == -∞ ? 0 : x * sigmoid(x)',
      who: 'implementations that cut off far to the left',
      shows: 'numerically',
    },
    'beta-1.702': {
      kind: 'convention',
      says: 'x·σ(1.702x)',
      edits: 'y = x * sigmoid(1.702 * x)',
      who: 'the sigmoid approximation of GELU, as CLIP has it',
    },
    hard: {
      kind: 'convention',
      says: 'the hard swish, x times x/6 + ½ cut off at 0 and 1',
      edits: 'y = x * max(0, min(1, x / 6 + 0.5))',
      who: 'MobileNetV3',
    },
    'without-branches': {
      kind: 'mistake',
      says: 'x/(1 + e^−x) on both sides, whose slope is ∞/∞ where e^−x is large',
      edits: 'y = x / (1 + exp(-x))',
      shows: 'numerically',
      seen: ['S-11', 'R-ACT-21'],
    },
    'exponential-quotient': {
      kind: 'mistake',
      says: 'x·e^x/(e^x + 1) on both sides, which is ∞/∞ to the right',
      edits: 'y = x * exp(x) / (exp(x) + 1)',
      shows: 'numerically',
      seen: ['S-11'],
    },
    'share-by-a-sum': {
      kind: 'mistake',
      says: 'x/2·(1 + tanh(x/2)), whose sum cancels to 0 far to the left',
      edits: 'y = x / 2 * (1 + tanh(x / 2))',
      shows: 'numerically',
      seen: ['R-ACT-20'],
    },
    'sigmoid-alone': {
      kind: 'mistake',
      says: 'the sigmoid, not multiplied by x',
      edits: 'y = sigmoid(x)',
    },
    mirrored: {
      kind: 'mistake',
      says: 'the minus sign forgotten: x/(1 + e^x)',
      edits: 'y = x * sigmoid(-x)',
    },
    'tanh-for-the-sigmoid': {
      kind: 'mistake',
      says: 'x·tanh x',
      edits: 'y = x * tanh(x)',
    },
    'positive-part': {
      kind: 'mistake',
      says: 'the positive part',
      edits: 'y = max(0, x)',
    },
    'gelu-in-its-place': {
      kind: 'mistake',
      says: 'GELU, with the normal distribution for the sigmoid',
      edits: 'y = x / 2 * (1 + erf(x / sqrt(2)))',
    },
    'gate-held-constant': {
      kind: 'mistake',
      says: 'a gradient σ(x), with the sigmoid held constant',
      edits: 'y = x * stop(sigmoid(x))',
      shows: 'in the gradient',
    },
    'factor-held-constant': {
      kind: 'mistake',
      says: 'a gradient x·σ(x)σ(−x), with the factor x held constant',
      edits: 'y = stop(x) * sigmoid(x)',
      shows: 'in the gradient',
    },
    'slope-without-x': {
      kind: 'mistake',
      says: 'a gradient σ(x)(1 + σ(−x)), without the factor x',
      edits: 'y = stop(x * sigmoid(x)) + stop(sigmoid(x) * (1 + sigmoid(-x))) * (x - stop(x))',
      shows: 'in the gradient',
    },
    'slope-of-the-output': {
      kind: 'mistake',
      says: 'a gradient y + σ(y)(1 − y), with the sigmoid taken of the output',
      edits: `v = x * sigmoid(x)
        y = stop(v) + stop(v + sigmoid(v) * (1 - v)) * (x - stop(x))`,
      shows: 'in the gradient',
      seen: ['S-33'],
    },
  },
  pitfalls: [
    'e^−x overflows for x below −709.8 (f64) or −88.8 (f32): the value survives as x/∞, its slope as ∞/∞ does not',
    'it is not monotone: the least value, −0.2785, is at −1.2785',
  ],

  mathjs: 'y = x / (1 + exp(-x))',
});
