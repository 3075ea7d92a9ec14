import { formula } from './lib/formula.ts';

export default formula({
  name: 'tanh',
  family: 'activation',
  title: 'A number squashed into the interval from −1 to 1',
  sources: [
    'LeCun, Bottou, Orr & Müller (1998), Efficient BackProp',
    'https://dlmf.nist.gov/4.28 (hyperbolic functions)',
  ],

  equations: `tanh(x) -> y
    y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))`,
  // The slope is 1 − y²; or (1 − y)(1 + y), or by the exponential, which round more often and keep the digits far out.
  algorithms: [
    'y = tanh(x)',
    'y = stop(tanh(x)) + stop((1 - tanh(x)) * (1 + tanh(x))) * (x - stop(x))',
    'y = stop(tanh(x)) + stop(4 * exp(-2 * abs(x)) / (1 + exp(-2 * abs(x)))^2) * (x - stop(x))',
  ],
  over: { elements: ['x'] },

  laws: {
    C1: 'every value lies between −1 and 1',
    C2: 'the value of −x is minus the value of x, so symmetric inputs have the mean 0',
    C3: 'it is a sigmoid stretched by two both ways: 2σ(2x) − 1, and σ(x) is (1 + tanh(x/2))/2',
    C4: 'the slope is 1 minus the square of the value, which is four times the slope of σ at 2x',
    C5: 'the slope is at most 1 and at most 4e^−2|x|, so a chain of units never passes on more than its parts',
    C6: 'it is steeper than the sigmoid where |x| < 1.66288, and flatter outside',
    C7: 'a larger input never gives a smaller value, and ½ log((1+y)/(1−y)) gives the input back',
    C8: 'normal inputs of deviation 1, 5 and 10 meet the mean slopes 0.60571, 0.15704 and 0.07946',
    C9: 'a loss behind a hidden unit is not convex: between two equally good weights lies a worse one',
    C10: 'one L serves all pairs of inputs, and 1 is the smallest that does: a single pair alone would do with less',
  },
  examples: [
    { says: 'zero stays zero', inputs: { x: [0] }, outputs: { y: [0] } },
    {
      says: 'a half and one to either side',
      inputs: { x: [-1, -0.5, 0.5, 1] },
      outputs: { y: ['-0.76159416', '-0.46211716', '0.46211716', '0.76159416'] },
    },
    {
      says: 'a tiny input passes unchanged to all its digits',
      inputs: { x: [2 ** -20] },
      outputs: { y: ['0.00000095367431640596'] },
    },
  ],
  special: [
    { says: 'the ends are −1 and 1', inputs: { x: [-Infinity, Infinity] }, outputs: { y: [-1, 1] } },
    {
      says: 'far out it rounds to −1 and 1, where the quotient of exponentials is ∞/∞',
      inputs: { x: [-1000, -100, 100, 1000] },
      outputs: { y: [-1, -1, 1, 1] },
    },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
  ],
  variants: {
    'exponential-quotient': {
      kind: 'mistake',
      says: '(e^x − e^−x)/(e^x + e^−x), which is ∞/∞ far out and cancels near zero',
      edits: 'y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))',
      shows: 'numerically',
      seen: ['R-ACT-16'],
    },
    'doubled-exponential': {
      kind: 'mistake',
      says: '(e^2x − 1)/(e^2x + 1), which is ∞/∞ to the right and cancels near zero',
      edits: 'y = (exp(2 * x) - 1) / (exp(2 * x) + 1)',
      shows: 'numerically',
      seen: ['R-ACT-16'],
    },
    'by-sigmoid': {
      kind: 'mistake',
      says: '2σ(2x) − 1, which cancels near zero',
      edits: 'y = 2 * sigmoid(2 * x) - 1',
      shows: 'numerically',
    },
    'sigmoid-unscaled': {
      kind: 'mistake',
      says: '2σ(x) − 1, with the input not doubled',
      edits: 'y = 2 * sigmoid(x) - 1',
    },
    'sigmoid-moved-down': {
      kind: 'mistake',
      says: 'σ(x) − ½: the sigmoid moved down, neither stretched nor squeezed',
      edits: 'y = sigmoid(x) - 1/2',
      seen: ['002/identity.tanh.sigmoid-rescaling'],
    },
    'sigmoid-in-its-place': {
      kind: 'mistake',
      says: 'a sigmoid in its place',
      edits: 'y = sigmoid(x)',
    },
    'hard-tanh': {
      kind: 'convention',
      says: 'the hard tanh, x cut off at −1 and 1',
      edits: 'y = max(-1, min(1, x))',
      who: 'PyTorch under the name hardtanh',
    },
    'lecun-tanh': {
      kind: 'convention',
      says: 'the scaled tanh, 1.7159·tanh(2x/3)',
      edits: 'y = 1.7159 * tanh(2 * x / 3)',
      who: 'LeCun et al. (1998), ONNX ScaledTanh with its parameters set so',
    },
    'slope-of-the-input': {
      kind: 'mistake',
      says: 'a gradient 1 − x², the slope taken at the input as if it were the output',
      edits: 'y = stop(tanh(x)) + stop(1 - x ^ 2) * (x - stop(x))',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
    'slope-of-the-output-again': {
      kind: 'mistake',
      says: 'a gradient 1 − tanh(y)², the slope taken at the output as if it were the input',
      edits: 'y = stop(tanh(x)) + stop(1 - tanh(tanh(x)) ^ 2) * (x - stop(x))',
      shows: 'in the gradient',
      seen: ['S-33'],
    },
    'slope-without-square': {
      kind: 'mistake',
      says: 'a gradient 1 − y, without the square',
      edits: 'y = stop(tanh(x)) + stop(1 - tanh(x)) * (x - stop(x))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'both quotients of exponentials overflow to ∞/∞ = NaN: from |x| = 710 (or 355 for e^2x) in f64, 89 (or 45) in f32',
    '1 − y² is exactly 0 from |x| = 19.07 on in f64; 1/cosh²x keeps its digits',
  ],

  rows: {
    '000/identity.lipschitz': 'law C10',
    '000/activation.sigmoid.smooth': 'gradient',
    '000/activation.tanh': 'agreement',
    '000/activation.tanh.zero-centred': 'law C2',
    '000/identity.tanh.sigmoid-relation': 'law C3',
    '000/identity.tanh.derivative': 'law C4',
    '000/identity.tanh.derivative-bound': 'law C5',
    '000/gradient-flow.tanh.vanishing': 'law C5',
    '000/layer.norm.batchnorm.keeps-sigmoid-unsaturated': 'law C8',
    '000/loss.neural-network.non-convexity': 'law C9',
    '002/activation.tanh': 'agreement',
    '002/activation.tanh.derivative': 'law C4',
    '002/limit.tanh.saturation': 'law C5',
    '002/identity.tanh.sigmoid-rescaling': 'law C3',
    '002/bound.activation.ranges': 'law C7',
    '002/claim.tanh.zero-centred': 'law C2',
    '002/claim.tanh.larger-gradient-near-zero': 'law C6',
    '003/activation.tanh.restated': 'agreement',
    '004/activation.tanh': 'special far out it rounds to −1 and 1, where the quotient of exponentials is ∞/∞',
    '004/activation.tanh.derivative': 'law C4',
    '004/activation.tanh.range': 'law C1',
    '004/identity.tanh-sigmoid': 'law C3',
    '004/activation.tanh.zero-centred': 'law C2',
    '004/activation.tanh.faster-than-sigmoid': 'law C6',
    '004/activation.tanh.saturation': 'law C5',
  },

  mathjs: 'y = tanh(x)',
});
