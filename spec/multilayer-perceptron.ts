import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'multilayer-perceptron',
  family: 'training',
  title: 'A hidden layer and an output layer of neurons, each reading all of the layer below',
  sources: [
    'Rumelhart, Hinton & Williams (1986), Learning representations by back-propagating errors',
    'Mitchell (1997), Machine learning, section 4.5',
    'Goodfellow, Bengio & Courville (2016), Deep learning, section 6.5',
  ],

  equations: `multilayer_perceptron(x[D], W1[H,D], b1[H], W2[K,H], b2[K]; activation) -> o[K]
    σ(z) = 1 / (1 + exp(-z))
    g(z) = activation == 'tanh' ? tanh(z) : activation == 'relu' ? max(0, z) : σ(z)
    a[j] = sum[d](W1[j,d] * x[d]) + b1[j]
    h[j] = g(a[j])
    c[k] = sum[j](W2[k,j] * h[j]) + b2[k]
    o[k] = σ(c[k])`,
  algorithms: ['σ(z) = sigmoid(z)'],
  over: { batch: ['x'] },
  options: { activation: choice('sigmoid', 'tanh', 'relu') },
  sizes: { D: [1, 4], H: [1, 4], K: [1, 3] },

  laws: {
    C1: 'layer by layer each unit is its activation of the weighted sum of all units below: σ(W2 g(W1 x + b1) + b2)',
    C2: 'the weights of one neuron share one δ: ∂L/∂W2 = δ₂hᵀ with δ₂ = ∂L/∂o∘o(1 − o), and ∂L/∂W1 = δ₁xᵀ with δ₁ = W2ᵀδ₂∘g′(a)',
    C3: 'inputs that are all positive, as sigmoids are, force the weights of one neuron to move with equal signs on one sample; tanh does not',
    C4: 'the gradient of a batch is the sum of its samples’ gradients',
    C5: 'the gradient of x is the transposed Jacobian times the gradient of o',
    C6: 'there are H(D + 1) + K(H + 1) parameters, each with a derivative: 9 for the network 2-2-1',
    C7: 'hidden units that start alike have equal gradients and stay alike, however long they are trained; with all weights zero, tanh and relu give the hidden ones no gradient at all',
    C8: 'of networks with normally drawn weights more than half have, after one step, units that differ and hidden weights of full rank',
    C9: 'the Jacobian of L sigmoid layers has a norm of at most Π ¼‖W‖: with weights of norm one 4^−L, attained where every sum is zero',
  },
  examples: [
    {
      says: 'the network 2-2-1, its outputs written out',
      inputs: {
        x: [
          [1, 0],
          [1, 1],
        ],
        W1: [
          [1, -1],
          [2, 0.5],
        ],
        b1: [0, -1],
        W2: [[1, -2]],
        b2: [0.5],
      },
      outputs: { o: [['0.44249099'], ['0.34634395']] },
      row: '000/gradient-flow.bp.two-layer-forward',
    },
    {
      says: 'two units that are relu compute exclusive-or',
      inputs: {
        x: [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        W1: [
          [1, 1],
          [1, 1],
        ],
        b1: [0, -1],
        W2: [[2, -4]],
        b2: [-1],
      },
      options: { activation: 'relu' },
      outputs: { o: [['0.26894142'], ['0.73105858'], ['0.73105858'], ['0.26894142']] },
    },
    {
      says: 'without weights every output is one half',
      inputs: { x: [[3]], W1: [[0], [0]], b1: [0, 0], W2: [[0, 0]], b2: [0] },
      options: { activation: 'tanh' },
      outputs: { o: [[0.5]] },
    },
  ],
  special: [
    {
      says: 'units that are saturated do not overflow',
      inputs: { x: [[1000]], W1: [[1], [-1]], b1: [0, 0], W2: [[2, 7]], b2: [-1000] },
      outputs: { o: [['0.000000000000']] },
    },
    {
      says: 'NaN stays in its sample',
      inputs: { x: [[Number.NaN], [0]], W1: [[1]], b1: [0], W2: [[2]], b2: [-1] },
      outputs: { o: [[Number.NaN], [0.5]] },
    },
  ],
  variants: {
    'linear-hidden-layer': {
      kind: 'mistake',
      says: 'no activation in the hidden layer',
      edits: 'h[j] = a[j]',
    },
    'linear-output': {
      kind: 'convention',
      says: 'no activation in the output layer',
      edits: 'o[k] = c[k]',
      who: 'networks for regression, and those whose loss contains the sigmoid',
    },
    'tanh-output': {
      kind: 'convention',
      says: 'tanh in the output layer',
      edits: 'o[k] = tanh(c[k])',
      who: 'networks with targets ±1',
    },
    'always-sigmoid': {
      kind: 'mistake',
      says: 'sigmoids in the hidden layer, whatever was asked for',
      force: { activation: 'sigmoid' },
    },
    'always-tanh': {
      kind: 'mistake',
      says: 'tanh in the hidden layer, whatever was asked for',
      force: { activation: 'tanh' },
    },
    'no-hidden-bias': {
      kind: 'mistake',
      says: 'the hidden biases left out',
      edits: 'a[j] = sum[d](W1[j,d] * x[d])',
    },
    'no-output-bias': {
      kind: 'mistake',
      says: 'the output biases left out',
      edits: 'c[k] = sum[j](W2[k,j] * h[j])',
    },
    'bias-after-the-activation': {
      kind: 'mistake',
      says: 'the hidden biases added after the activation',
      edits: 'a[j] = sum[d](W1[j,d] * x[d])\n h[j] = g(a[j]) + b1[j]',
    },
    'no-gradient-to-the-hidden-layer': {
      kind: 'mistake',
      says: 'no gradient below the output layer',
      edits: 'c[k] = sum[j](W2[k,j] * stop(h[j])) + b2[k]',
      shows: 'in the gradient',
    },
    'hidden-slope-left-out': {
      kind: 'mistake',
      says: 'a gradient that passes the hidden layer without its slope g′',
      edits: 'h[j] = stop(g(a[j]) - a[j]) + a[j]',
      shows: 'in the gradient',
    },
    'gradient-of-the-first-output': {
      kind: 'mistake',
      says: 'a gradient to the hidden layer from the first output alone',
      edits: 'c[k] = sum[j](W2[k,j] * (k == 0 ? h[j] : stop(h[j]))) + b2[k]',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'weights that all start equal stay equal: draw them at random',
    'a Jacobian is used transposed; where a layer is square a forgotten transpose fits all the same',
  ],

  rows: {
    '000/gradient-flow.neuron.chain-rule': 'law C2',
    '000/gradient-flow.sigmoid.same-sign-weight-gradients': 'law C3',
    '000/gradient-flow.minibatch.additivity': 'law C4',
    '000/gradient-flow.bp.two-layer-forward': ['agreement', 'law C1'],
    '000/gradient-flow.bp.two-layer': ['gradient', 'law C2'],
    '000/counting.bp.two-layer-parameters': 'law C6',
    '001/identity.backprop.vector-chain-rule': ['law C5', 'gradient'],
    '002/identity.initialisation.symmetry': 'law C7',
    '002/claim.initialisation.random-breaks-symmetry': 'law C8',
    '004/layer.linear.mlp': ['agreement', 'law C1'],
    '004/layer.linear.neuron-output': 'law C1',
    '004/gradient-flow.vanishing.product-bound': 'law C9',
  },

  mathjs: `s(v) = 1 / (1 + exp(-v));
    t(v) = abs(v) < 1 ? tanh(v) : 1 - 2 / (exp(2 * v) + 1);
    g(v) = equalText(activation, "tanh") ? t(v) : (equalText(activation, "relu") ? max(0, v) : s(v));
    h(j) = g(sum(map(range(1, D, true), f(d) = W1[j, d] * x[d])) + b1[j]);
    o = map(range(1, K, true), q(k) = s(sum(map(range(1, H, true), r(j) = W2[k, j] * h(j))) + b2[k]))`,
});
