import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'adagrad',
  family: 'optimizer',
  title: 'Each coordinate’s rate divided by the root of its squared gradients so far',
  sources: [
    'Duchi, Hazan & Singer (2011), Adaptive subgradient methods for online learning and stochastic optimization',
    'https://keras.io/api/optimizers/adagrad/ (eps inside the root)',
    'https://pytorch.org/docs/stable/generated/torch.optim.Adagrad.html (eps outside)',
  ],

  equations: `adagrad(theta[n], s[n], g[T,n], lr[T]; eps) -> theta1[n], s1[n]
    S[t<T+1,k] = t == 0 ? s[k] : S[t-1,k] + g[t-1,k]^2
    Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / sqrt(S[t,k] + eps)
    theta1[k]  = Θ[T,k]
    s1[k]      = S[T,k]`,
  options: { eps: real(1e-8, [1e-8, 0.1, 1e-3]) },
  inputs: { s: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'the accumulator is the sum of all squared gradients, in any order',
    C2: 'from rest and without eps, step t of a constant gradient is lr/√t long, however small the gradient',
    C3: 'the effective rate never rises, and falls where the gradient is not zero',
    C4: 'of two coordinates with the same gradient the one with more behind it moves less',
    C5: 'one number a coordinate holds all of the past: two calls with it handed on are one call',
    C6: 'it is the matrix (diag(s) + eps·I)^(−1/2) applied to the gradient',
    C7: 'from rest and without eps, stretching a coordinate’s gradients changes nothing',
    C8: 'eps inside the root is eps outside a root r: e² + 2·e·r inside does what e does outside',
  },
  examples: [
    {
      says: 'the rate is divided by the root of the sum of squares',
      inputs: { theta: [1, 1], s: [0, 9], g: [[3, 4]], lr: [0.5] },
      options: { eps: 0 },
      outputs: { theta1: [0.5, '0.60000'], s1: [9, 25] },
      row: '000/optimizer.adagrad',
    },
    {
      says: 'eps stands inside the root: a gradient as large as √eps makes a step of rate/√2',
      inputs: { theta: [0], s: [0], g: [[1e-4]], lr: [1] },
      outputs: { theta1: ['-0.70711'], s1: ['0.0000000100'] },
      row: '000/optimizer.epsilon-default',
    },
    {
      says: 'no gradient, no step, and no division by zero',
      inputs: { theta: [1], s: [0], g: [[0], [0]], lr: [0.5, 0.5] },
      options: { eps: 1e-8 },
      outputs: { theta1: [1], s1: [0] },
      row: '000/optimizer.epsilon-default',
    },
    {
      says: 'a coordinate updated at every step ends with half the rate of one updated once',
      inputs: {
        theta: [0, 0],
        s: [0, 0],
        g: [
          [1, 0],
          [1, 0],
          [1, 0],
          [1, 1],
        ],
        lr: [1, 1, 1, 1],
      },
      options: { eps: 0.01 },
      outputs: { theta1: ['-2.776', '-0.995'], s1: [4, 1] },
      row: '000/optimizer.adagrad.frequency-adaptation',
    },
  ],
  special: [
    {
      says: 'an infinite gradient has no direction left (∞/∞), and no step after it has a length',
      inputs: { theta: [1, 1], s: [0, 9], g: [[Number.POSITIVE_INFINITY, 4]], lr: [0.5] },
      options: { eps: 0 },
      outputs: { theta1: [Number.NaN, '0.60000'], s1: [Number.POSITIVE_INFINITY, 25] },
    },
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 1], s: [0, 9], g: [[Number.NaN, 4]], lr: [0.5] },
      options: { eps: 0 },
      outputs: { theta1: [Number.NaN, '0.60000'], s1: [Number.NaN, 25] },
    },
  ],
  variants: {
    'eps-outside': {
      kind: 'convention',
      says: 'eps added to the root instead of inside it',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / (sqrt(S[t,k]) + eps)',
      who: 'Duchi et al. (2011), PyTorch, ONNX Adagrad',
      seen: ['convention 32'],
    },
    'start-0.1': {
      kind: 'convention',
      says: '0.1 in every accumulator before the first step',
      edits: 'S[t<T+1,k] = t == 0 ? s[k] + 0.1 : S[t-1,k] + g[t-1,k]^2',
      who: 'Keras, optax (initial_accumulator_value)',
      seen: ['convention 33'],
    },
    'no-root': {
      kind: 'mistake',
      says: 'the sum of squares itself as the divisor, without its root (as the note’s prose has it)',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / (S[t,k] + eps)',
      seen: ['000/optimizer.adagrad'],
    },
    'not-squared': {
      kind: 'mistake',
      says: 'sizes of gradients added up instead of their squares',
      edits: 'S[t<T+1,k] = t == 0 ? s[k] : S[t-1,k] + abs(g[t-1,k])',
    },
    'stale-accumulator': {
      kind: 'mistake',
      says: 'the accumulator from before the step in the root',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / sqrt(S[t-1,k] + eps)',
    },
    'mean-of-squares': {
      kind: 'mistake',
      says: 'the mean of the squared gradients of the call in the place of their sum',
      edits: 'S[t<T+1,k] = t == 0 ? s[k] : S[t-1,k] + g[t-1,k]^2 / T',
    },
    'one-rate-for-all': {
      kind: 'mistake',
      says: 'one accumulator for all coordinates together',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * g[t-1,k] / sqrt(sum[j](S[t,j]) + eps)`,
    },
    'eps-accumulates': {
      kind: 'mistake',
      says: 'eps added to the accumulator itself, once more at every step',
      edits: `S[t<T+1,k] = t == 0 ? s[k] : S[t-1,k] + g[t-1,k]^2 + eps
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / sqrt(S[t,k])`,
    },
    'state-not-handed-on': {
      kind: 'mistake',
      says: 'the accumulator handed back as it came in',
      edits: 's1[k] = s[k]',
    },
    'constant-accumulator': {
      kind: 'mistake',
      says: 'a gradient that takes the accumulated squares for constants',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * g[t-1,k] / stop(sqrt(S[t,k] + eps))`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a diagonal matrix is not multiplied elementwise with a vector: the division is by the vector √(s + eps)',
    'where eps is as large as the squared gradients, inside or outside the root are different methods',
  ],

  rows: {
    '000/optimizer.adagrad': ['agreement', 'law C8'],
    '000/optimizer.unified-framework': 'law C6',
    '000/optimizer.adagrad.matrix-form': 'law C6',
    '000/optimizer.adagrad.effective-lr-monotone': 'law C3',
    '000/optimizer.adagrad.frequency-adaptation': 'law C4',
    '000/optimizer.adagrad.storage-claim': 'law C5',
    '000/optimizer.epsilon-default':
      'example eps stands inside the root: a gradient as large as √eps makes a step of rate/√2',
    '000/optimizer.sgd.uniform-learning-rate': 'law C4',
  },

  mathjs: `S(t, k) = s[k] + sum(map(range(1, T, true), f(j) = j <= t ? g[j, k] ^ 2 : 0));
    s1 = map(range(1, n, true), f(k) = S(T, k));
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * g[t, k] / sqrt(S(t, k) + eps))))`,
});
