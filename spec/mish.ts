import { formula } from './lib/formula.ts';

export default formula({
  name: 'mish',
  family: 'activation',
  title: 'A number times the tanh of its softplus',
  sources: [
    'Misra (2019), Mish: a self regularized non-monotonic activation function',
    'https://pytorch.org/docs/stable/generated/torch.nn.Mish.html',
  ],

  equations: `mish(x) -> y
    y = x * tanh(log(1 + exp(x)))`,
  algorithms: ['y = x * tanh(softplus(x))'],
  over: { elements: ['x'] },

  laws: {
    C1: 'it is never above the positive part of x, nor more than 0.30885 below it',
    C2: 'it is x·((1 + e^x)² − 1)/((1 + e^x)² + 1)',
    C3: 'the slope is tanh s + x·σ(x)/cosh² s with s = softplus(x), between −0.113 and 1.0886',
    C4: 'it falls up to −1.2 and rises from −1.19 on: no inverse',
    C5: 'to the right it is x, but for at most 2x·e^−2x',
    C6: 'through zero it goes with the slope 3/5',
  },
  examples: [
    {
      says: 'steps to either side',
      inputs: { x: [-1, 0, 1, 2] },
      outputs: { y: ['-0.30340146', 0, '0.86509839', '1.9439590'] },
    },
    { says: 'beside its least value', inputs: { x: [-1.25] }, outputs: { y: ['-0.308413961'] } },
    {
      says: 'far out it is next to nothing, and x',
      inputs: { x: [-20, 45] },
      outputs: { y: ['-0.0000000412230724', '45.0000000000'] },
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
    'by-powers': {
      kind: 'mistake',
      says: 'x·((1+e^x)² − 1)/((1+e^x)² + 1), which is ∞/∞ to the right and cancels to the left',
      edits: `q = (1 + exp(x))^2
        y = x * (q - 1) / (q + 1)`,
      shows: 'numerically',
      seen: ['R-ACT-17'],
    },
    'tanh-by-exponentials': {
      kind: 'mistake',
      says: 'tanh as (e^2s − 1)/(e^2s + 1), which is ∞/∞ to the right',
      edits: `e = exp(2 * softplus(x))
        y = x * ((e - 1) / (e + 1))`,
      shows: 'numerically',
      seen: ['R-ACT-16'],
    },
    'log-of-the-sum': {
      kind: 'mistake',
      says: 'the log of a computed 1 + e^x, which is log 1 far to the left and overflows to the right',
      edits: 'y = x * tanh(log(1 + exp(x)))',
      shows: 'numerically',
      seen: ['R-ACT-23'],
    },
    'slope-by-exponentials': {
      kind: 'mistake',
      says: 'the gradient e^x·ω/δ² of the paper, whose powers overflow to the right',
      edits: `w = 4 * (x + 1) + 4 * exp(2 * x) + exp(3 * x) + exp(x) * (4 * x + 6)
        d = 2 * exp(x) + exp(2 * x) + 2
        y = stop(x * tanh(softplus(x))) + stop(exp(x) * w / d^2) * (x - stop(x))`,
      shows: 'numerically',
      seen: ['R-ACT-17'],
    },
    'tanh-of-the-exponential': {
      kind: 'convention',
      says: 'x·tanh(e^x)',
      edits: 'y = x * tanh(exp(x))',
      who: 'TanhExp',
    },
    'silu-in-its-place': {
      kind: 'mistake',
      says: 'SiLU, x·σ(x)',
      edits: 'y = x * sigmoid(x)',
    },
    'gate-alone': {
      kind: 'mistake',
      says: 'the tanh of the softplus, not multiplied by x',
      edits: 'y = tanh(softplus(x))',
    },
    'softplus-forgotten': {
      kind: 'mistake',
      says: 'x·tanh x, without the softplus',
      edits: 'y = x * tanh(x)',
    },
    'softplus-in-its-place': {
      kind: 'mistake',
      says: 'the softplus alone',
      edits: 'y = softplus(x)',
    },
    'sigmoid-for-the-tanh': {
      kind: 'mistake',
      says: 'x·σ(softplus x), with the sigmoid in the place of tanh',
      edits: 'y = x * sigmoid(softplus(x))',
    },
    'gate-held-constant': {
      kind: 'mistake',
      says: 'a gradient tanh s, with the gate held constant',
      edits: 'y = x * stop(tanh(softplus(x)))',
      shows: 'in the gradient',
    },
    'factor-held-constant': {
      kind: 'mistake',
      says: 'a gradient without the term of the factor x',
      edits: 'y = stop(x) * tanh(softplus(x))',
      shows: 'in the gradient',
    },
    'softplus-without-slope': {
      kind: 'mistake',
      says: 'a gradient without the slope σ(x) of the softplus',
      edits: 'y = x * tanh(stop(softplus(x)) + 1 * (x - stop(x)))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    '(1 + e^x)² overflows from x = 44.4 in f32 and 354.9 in f64; tanh(softplus(x)) never does',
    'it is not monotone: the least value, −0.3088, is at −1.1924',
  ],

  mathjs: 'y = x * (1 - 2 / ((1 + exp(x))^2 + 1))',
});
