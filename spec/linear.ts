import { formula } from './lib/formula.ts';

export default formula({
  name: 'linear',
  family: 'linear',
  title: 'Every output a weighted sum of all inputs, plus a bias',
  sources: [
    'Rosenblatt (1958), The perceptron: a probabilistic model for information storage and organization in the brain',
    'https://pytorch.org/docs/stable/generated/torch.nn.Linear.html (weights stored as [out, in])',
  ],

  equations: `linear(x[D], W[O,D], b[O]) -> y[O]
    y[o] = sum[d](W[o,d] * x[d]) + b[o]`,
  over: { batch: ['x'] },

  laws: {
    C1: 'an input of zeros gives the bias',
    C2: 'without the bias, sums go to sums and multiples to multiples',
    C3: 'two layers on top of each other are one, with the product of their weights',
    C4: 'the bias is the weight of one more input that is always 1',
    C5: 'reordering or negating the rows of weights and bias reorders or negates the outputs',
    C6: 'a sum of two inputs is their concatenation seen through the same weights twice',
    C7: 'the gradient of the bias is that of its output; the gradients of x and W return the product they came from',
    C8: 'under all its names it is one function: the fully connected layer neuron by neuron, the dense layer x Wᵀ + b, the Gemm of ONNX with transB = 1, and a convolution whose kernel covers its whole input; each output depends on each input',
  },
  examples: [
    {
      says: 'rows of W belong to outputs',
      inputs: {
        x: [[1, 10, 100]],
        W: [
          [1, 2, 3],
          [4, 5, 6],
        ],
        b: [0.5, -0.5],
      },
      outputs: { y: [[321.5, 653.5]] },
    },
    {
      says: 'a weight of zero lets nothing through',
      inputs: {
        x: [
          [7, 2],
          [-7, 2],
        ],
        W: [[0, 1.5]],
        b: [0.25],
      },
      outputs: { y: [[3.25], [3.25]] },
    },
  ],
  special: [
    {
      says: 'an infinite input reaches every output with a weight for it',
      inputs: {
        x: [[Infinity, 1]],
        W: [
          [2, 1],
          [-2, 1],
        ],
        b: [0.5, 0.5],
      },
      outputs: { y: [[Infinity, -Infinity]] },
    },
    {
      says: 'NaN spreads over the outputs of its sample alone',
      inputs: {
        x: [
          [Number.NaN, 1],
          [1, 1],
        ],
        W: [[2, 1]],
        b: [0.5],
      },
      outputs: { y: [[Number.NaN], [3.5]] },
    },
  ],
  variants: {
    'weights-in-out': {
      kind: 'convention',
      says: 'the weights stored as [in, out], multiplied from the right',
      edits: 'y[o] = sum[d](W[(d*O + o) div D, (d*O + o) mod D]|0 * x[d]) + b[o]',
      who: 'Keras Dense, Flax, ONNX Gemm without transB',
      seen: ['convention 45'],
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the bias left out',
      edits: 'y[o] = sum[d](W[o,d] * x[d])',
    },
    'bias-in-every-term': {
      kind: 'mistake',
      says: 'the bias added in every term of the sum',
      edits: 'y[o] = sum[d](W[o,d] * x[d] + b[o])',
    },
    'last-input-left-out': {
      kind: 'mistake',
      says: 'the last input left out of the sum',
      edits: 'y[o] = sum[d](d + 1 < D ? W[o,d] * x[d] : 0) + b[o]',
    },
    'one-bias': {
      kind: 'mistake',
      says: 'the first bias added to every output',
      edits: 'y[o] = sum[d](W[o,d] * x[d]) + b[0]',
    },
    'no-gradient-to-the-bias': {
      kind: 'mistake',
      says: 'no gradient to the bias',
      edits: 'y[o] = sum[d](W[o,d] * x[d]) + stop(b[o])',
      shows: 'in the gradient',
    },
    'no-gradient-to-the-input': {
      kind: 'mistake',
      says: 'no gradient to the input',
      edits: 'y[o] = sum[d](W[o,d] * stop(x[d])) + b[o]',
      shows: 'in the gradient',
    },
    'input-gradient-by-untransposed-weights': {
      kind: 'mistake',
      says: 'a gradient of the input through W where Wᵀ belongs',
      edits: `through(a) = a - stop(a)
        y[o] = sum[d](W[o,d] * stop(x[d])) + b[o] + through(sum[d](stop(W[(d*O + o) div D, (d*O + o) mod D]|0) * x[d]))`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a square W hides a transposed one: try it with as many inputs as outputs only last',
    'over a batch the gradients of W and b are sums over the samples, not their mean',
    'FC or FCL is a fully connected layer; FCN mostly stands for a fully convolutional network',
  ],
  rows: {
    '004/layer.linear.fully-connected': 'agreement',
    '004/layer.linear.dense-synonyms': 'law C8',
    '004/layer.linear.neuron': 'gradient',
    '004/identity.bias-folding': 'law C4',
    '004/identity.linear-stack-collapse': 'law C3',
    '001/identity.linear.composition-collapses': 'law C3',
    '000/identity.network.linear-activation-collapse': 'law C3',
    '000/identity.network.weight-space-symmetry': 'law C5',
    '000/layer.transformer.pe-sum-vs-concat': 'law C6',
    '004/gradient-flow.delta-rule.net-by-weight': 'gradient',
    '004/gradient-flow.delta-rule.net-by-output': 'gradient',
    '004/gradient-flow.delta-rule.weight-gradient': 'law C7',
    '004/gradient-flow.delta-rule.successor-convention': 'variant input-gradient-by-untransposed-weights',
  },

  mathjs: 'y = map(range(1, O, true), f(o) = b[o] + sum(map(range(1, D, true), g(d) = W[o, d] * x[d])))',
});
