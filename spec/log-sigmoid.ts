import { formula } from './lib/formula.ts';

export default formula({
  name: 'log-sigmoid',
  family: 'activation',
  title: 'The logarithm of a share that a sigmoid gives',
  sources: [
    'Mächler (2012), Accurately computing log(1 − exp(−|a|))',
    'https://pytorch.org/docs/stable/generated/torch.nn.LogSigmoid.html',
  ],

  equations: `log_sigmoid(x) -> y
    y = log(1 / (1 + exp(-x)))`,
  algorithms: ['y = -softplus(-x)'],
  over: { elements: ['x'] },

  laws: {
    C1: 'no value is positive, and those of x and −x differ by x',
    C2: 'the exponentials of the values of x and −x add up to 1',
    C3: 'the slope is the sigmoid of −x',
    C4: 'it is never above the negative part of x, nor more than log 2 below it',
    C5: 'half way between two inputs it is no less than their mean',
    C6: 'it is the first log-softmax of x and 0',
  },
  examples: [
    {
      says: 'zero and a step to either side',
      inputs: { x: [-1, 0, 1] },
      outputs: { y: ['-1.31326169', '-0.69314718', '-0.31326169'] },
    },
    {
      says: 'far to the right it is −e^−x, not nothing',
      inputs: { x: [20, 40] },
      outputs: { y: ['-0.00000000206115362', '-0.00000000000000000424835426'] },
    },
    { says: 'far to the left it is x', inputs: { x: [-50] }, outputs: { y: ['-50.0000000000'] } },
  ],
  special: [
    { says: 'the ends are −∞ and 0', inputs: { x: [-Infinity, Infinity] }, outputs: { y: [-Infinity, 0] } },
    {
      says: 'far to the left it is x, where the sigmoid is 0',
      inputs: { x: [-2000, 2000] },
      outputs: { y: [-2000, 0] },
    },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
  ],
  variants: {
    'log-of-the-sigmoid': {
      kind: 'mistake',
      says: 'the log of a computed sigmoid, which is −∞ far to the left and 0 to the right',
      edits: 'y = log(sigmoid(x))',
      shows: 'numerically',
      seen: ['S-04'],
    },
    'without-branches': {
      kind: 'mistake',
      says: '−log(1 + e^−x) on both sides, which is −∞ where e^−x overflows',
      edits: 'y = -log1p(exp(-x))',
      shows: 'numerically',
      seen: ['S-11', 'S-13'],
    },
    'difference-of-two': {
      kind: 'mistake',
      says: 'x − softplus(x), which cancels to the right',
      edits: 'y = x - softplus(x)',
      shows: 'numerically',
      seen: ['R-ACT-23'],
    },
    'epsilon-in-log': {
      kind: 'mistake',
      says: '1e-8 added to the sigmoid before its log, which ends at −18.4',
      edits: 'y = log(sigmoid(x) + 1e-8)',
      seen: ['S-04', 'R-LOS-10'],
    },
    'sigmoid-clipped': {
      kind: 'mistake',
      says: 'the sigmoid cut off at 1e-7 and 1 − 1e-7 before its log',
      edits: 'y = log(max(1e-7, min(1 - 1e-7, sigmoid(x))))',
      seen: ['S-05', 'R-LOS-13', 'convention 20'],
    },
    'log-clamped': {
      kind: 'convention',
      says: 'values cut off at −100',
      edits: 'y = max(-100, -softplus(-x))',
      who: 'the logarithms of the binary loss of PyTorch',
      seen: ['convention 20', 'R-LOS-12'],
    },
    'base-2': {
      kind: 'mistake',
      says: 'the logarithm of base 2',
      edits: 'y = -softplus(-x) / log(2)',
      seen: ['convention 15'],
    },
    'sign-lost': {
      kind: 'mistake',
      says: 'the negative of it, log(1 + e^−x)',
      edits: 'y = softplus(-x)',
    },
    mirrored: {
      kind: 'mistake',
      says: '−log(1 + e^x), the value at −x',
      edits: 'y = -softplus(x)',
    },
    'log-forgotten': {
      kind: 'mistake',
      says: 'the sigmoid itself',
      edits: 'y = sigmoid(x)',
    },
    'slope-by-a-difference': {
      kind: 'mistake',
      says: 'a gradient 1 − σ(x), which cancels to the right',
      edits: 'y = stop(-softplus(-x)) + (1 - stop(sigmoid(x))) * (x - stop(x))',
      shows: 'numerically',
    },
    'slope-mirrored': {
      kind: 'mistake',
      says: 'a gradient σ(x) in the place of σ(−x)',
      edits: 'y = stop(-softplus(-x)) + stop(sigmoid(x)) * (x - stop(x))',
      shows: 'in the gradient',
    },
    'slope-of-the-sigmoid': {
      kind: 'mistake',
      says: 'a gradient σ(x)σ(−x), without the division by σ(x)',
      edits: 'y = stop(-softplus(-x)) + stop(sigmoid(x) * sigmoid(-x)) * (x - stop(x))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the sigmoid is 1 from x = 37 (f64) or 17 (f32) on and its log 0; it is 0 from −745 or −104 on and its log −∞',
    '1 − σ(x) has lost its digits where σ(−x) has them',
  ],

  mathjs: 'y = -log(1 + exp(-x))',
});
