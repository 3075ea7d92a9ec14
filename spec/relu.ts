import { formula } from './lib/formula.ts';

export default formula({
  name: 'relu',
  family: 'activation',
  title: 'The positive part of a number',
  sources: [
    'Nair & Hinton (2010), Rectified linear units improve restricted Boltzmann machines',
    'Glorot, Bordes & Bengio (2011), Deep sparse rectifier neural networks',
  ],

  equations: `relu(x) -> y
    y = max(0, x)`,
  over: { elements: ['x'] },

  laws: {
    C1: 'no value is negative, and one of the values of x and −x is zero',
    C2: 'x is its value minus that of −x, and |x| is their sum',
    C3: 'a positive factor may be drawn out, and a second application changes nothing',
    C4: 'a larger input never gives a smaller value, nor one that grew by more than the step',
    C5: 'a gradient passes a positive input unchanged and a negative one not at all',
    C6: 'two of them compute exclusive-or, which no affine map comes nearer to than a constant ½',
    C7: 'a step too long kills a unit: no sample lets a value or a gradient through again',
    C8: 'each element is computed alone',
    C9: 'standard normal inputs have outputs of mean 1/√2π and of mean square ½',
    C10: 'x plus the value of −x is the same function, and its slope at zero is one minus this one: the conventions 0 and 1 for it turn into each other',
  },
  examples: [
    {
      says: 'negative numbers become zero',
      inputs: { x: [-3, -0.5, 0, 0.5, 3] },
      outputs: { y: [0, 0, 0, 0.5, 3] },
    },
  ],
  special: [
    { says: 'the ends are 0 and ∞', inputs: { x: [-Infinity, Infinity] }, outputs: { y: [0, Infinity] } },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN, -1, 1] }, outputs: { y: [Number.NaN, 0, 1] } },
  ],
  variants: {
    'slope-one-at-zero': {
      kind: 'convention',
      admitted: 'at the kink every number between the one-sided slopes is a subgradient',
      says: 'the slope 1 at zero',
      edits: 'y = x < 0 ? 0 : x',
      who: 'textbooks that write the branch as x ≥ 0',
      shows: 'in the gradient',
      seen: ['convention 1', '002/activation.relu.derivative'],
    },
    'slope-half-at-zero': {
      kind: 'convention',
      admitted: 'at the kink every number between the one-sided slopes is a subgradient',
      says: 'the slope ½ at zero',
      edits: 'y = max(0, x) / 2 + (x < 0 ? 0 : x) / 2',
      who: 'JAX for maximum(x, 0)',
      shows: 'in the gradient',
      seen: ['convention 1', 'convention 2'],
    },
    'drops-nan': {
      kind: 'mistake',
      says: 'a comparison that turns NaN into 0',
      edits: 'y = x > 0 ? x : 0',
      shows: 'numerically',
      seen: ['R-ACT-11'],
    },
    'capped-at-six': {
      kind: 'convention',
      says: 'values cut off at 6',
      edits: 'y = min(6, max(0, x))',
      who: 'MobileNets, under the name ReLU6',
    },
    'leaks-a-hundredth': {
      kind: 'mistake',
      says: 'a hundredth of the negative side let through, as a leaky unit does',
      edits: 'y = x > 0 ? x : 0.01 * x',
    },
    softplus: {
      kind: 'mistake',
      says: 'its smooth relative, log(1 + e^x)',
      edits: 'y = softplus(x)',
    },
    'absolute-value': {
      kind: 'mistake',
      says: 'the absolute value',
      edits: 'y = abs(x)',
      seen: ['003/activation.shifted-absolute-value'],
    },
    'negative-part': {
      kind: 'mistake',
      says: 'the negative part, min(0, x)',
      edits: 'y = min(0, x)',
    },
    'straight-through': {
      kind: 'mistake',
      says: 'a gradient that passes negative inputs too',
      edits: 'y = x + stop(max(0, x) - x)',
      shows: 'in the gradient',
    },
    'slope-of-the-value': {
      kind: 'mistake',
      says: 'a gradient multiplied by the value, not by its sign',
      edits: 'y = stop(max(0, x)) + stop(max(0, x)) * (x - stop(x))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'at 0 any slope from 0 to 1 is a subgradient; PyTorch, TensorFlow and JAX take 0 there',
    'what is zeroed is the gradient at negative inputs, whatever its own sign; zeroing negative gradients is guided backpropagation',
  ],

  rows: {
    '000/activation.linear.cannot-solve-nonlinear': 'law C6',
    '000/activation.relu': 'law C3',
    '000/activation.relu.derivative': 'law C5',
    '000/activation.relu.zero-probability': 'law C1',
    '000/activation.relu.dead-by-large-step': 'law C7',
    '000/gradient-flow.relu.no-vanishing-positive': 'law C5',
    '000/gradient-flow.relu.dead-neuron': 'law C7',
    '001/activation.relu.zero-gradient-region': 'law C5',
    '002/activation.relu': 'law C2',
    '002/activation.relu.derivative': ['law C5', 'law C10'],
    '002/claim.relu.no-positive-saturation': 'law C5',
    '002/claim.relu.sparsity': 'law C1',
    '002/claim.relu.dying-neuron': 'law C7',
    '002/claim.relu.large-learning-rate': 'law C7',
    '003/activation.relu.restated': 'agreement',
    '003/convention.conv.elementwise-activation': 'law C8',
    '003/activation.shifted-absolute-value': 'law C2',
    '004/activation.relu': 'law C3',
    '004/activation.relu.derivative': ['variant slope-one-at-zero', 'law C10'],
    '004/activation.relu.sparsity': 'law C1',
    '004/activation.relu.not-zero-centred': 'law C9',
    '004/activation.relu.dead-neuron': 'law C7',
    '004/gradient-flow.relu.constant-slope': 'law C5',
    '004/gradient-flow.vanishing.relu-remedy': 'law C5',
  },

  mathjs: 'y = max(0, x)',
});
