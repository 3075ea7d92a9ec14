import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'nesterov',
  family: 'optimizer',
  title: 'Momentum that looks ahead, written for the point that it looks from',
  sources: [
    'Nesterov (1983), A method of solving a convex programming problem with convergence rate O(1/k²)',
    'Sutskever, Martens, Dahl & Hinton (2013), On the importance of initialization and momentum in deep learning (the look-ahead form)',
    'Bengio, Boulanger-Lewandowski & Pascanu (2013), Advances in optimizing recurrent networks (the form re-based here)',
    'https://pytorch.org/docs/stable/generated/torch.optim.SGD.html (nesterov=True: the rate outside the buffer)',
  ],

  equations: `nesterov(theta[n], v[n], g[T,n], lr[T]; mu) -> theta1[n], v1[n]
    V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] + lr[t-1] * g[t-1,k]
    Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - (mu * V[t,k] + lr[t-1] * g[t-1,k])
    theta1[k]  = Θ[T,k]
    v1[k]      = V[T,k]`,
  options: { mu: real(0.9, [0.9, 0.75, 0.99, 0.3]) },
  inputs: { lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'with mu = 0 it is plain gradient descent, whatever was in the buffer',
    C2: 'on a bowl it is the look-ahead form seen from the point looked ahead to: theta = x − mu·v',
    C3: 'theta + mu·v moves as under momentum with the same gradients',
    C4: 'the buffer is the sum of all past steps, each weighed mu less with every step since',
    C5: 'on θ²/2 a hundred steps leave less than momentum leaves',
    C6: 'two calls with the buffer handed on are one call',
  },
  examples: [
    {
      says: 'the note’s three steps on θ²/2: the look-ahead form at 0.51759, here mu·v further',
      inputs: { theta: [1], v: [0], g: [[1], [0.81], [0.5751]], lr: [0.1, 0.1, 0.1] },
      options: { mu: 0.9 },
      outputs: { theta1: ['0.327321'], v1: ['0.211410'] },
      row: '000/optimizer.nesterov',
    },
    {
      says: 'the first step is already longer than momentum’s',
      inputs: { theta: [0], v: [0], g: [[1]], lr: [0.5] },
      options: { mu: 0.5 },
      outputs: { theta1: [-0.75], v1: [0.5] },
    },
    {
      says: 'the rate of a step stays in the buffer when the rate changes',
      inputs: { theta: [0], v: [0], g: [[1], [1]], lr: [0.5, 0.25] },
      options: { mu: 0.5 },
      outputs: { theta1: [-1.25], v1: [0.5] },
    },
  ],
  special: [
    {
      says: 'an infinite gradient stays in the buffer',
      inputs: {
        theta: [1, 2],
        v: [0, 0],
        g: [
          [Number.POSITIVE_INFINITY, 2],
          [0, 0],
        ],
        lr: [0.5, 0.5],
      },
      options: { mu: 0.5 },
      outputs: { theta1: [Number.NEGATIVE_INFINITY, 0.25], v1: [Number.POSITIVE_INFINITY, 0.5] },
    },
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 2], v: [Number.NaN, 0], g: [[0, 2]], lr: [0.5] },
      options: { mu: 0.5 },
      outputs: { theta1: [Number.NaN, 0.5], v1: [Number.NaN, 1] },
    },
  ],
  variants: {
    'lr-outside-buffer': {
      kind: 'convention',
      says: 'a buffer of gradients, multiplied by the rate of the step it is used in',
      edits: `V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] + g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (mu * V[t,k] + g[t-1,k])`,
      who: 'PyTorch, optax trace(nesterov=True), ONNX Momentum',
      seen: ['convention 31', 'R-OPT-16'],
    },
    'velocity-downhill': {
      kind: 'convention',
      says: 'a buffer that points downhill and is added',
      edits: `V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] - lr[t-1] * g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] + (mu * V[t,k] - lr[t-1] * g[t-1,k])`,
      who: 'Keras',
      seen: ['convention 31'],
    },
    'look-ahead-form': {
      kind: 'convention',
      says: 'the look-ahead form, whose caller takes the gradients at theta − mu·v; by itself it is plain momentum',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - V[t,k]',
      who: 'Nesterov (1983), Sutskever et al. (2013), note 000',
      seen: ['convention 31', 'S-18', '000/optimizer.nesterov'],
    },
    'rate-missing-in-the-recursion': {
      kind: 'mistake',
      says: 'a decay of mu/lr instead of mu, which diverges where mu > lr (the note’s line read literally)',
      edits: `V[t<T+1,k] = t == 0 ? v[k] : mu / lr[t-1] * V[t-1,k] + g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - (mu * V[t,k] + lr[t-1] * g[t-1,k])`,
      seen: ['convention 31', '000/optimizer.nesterov'],
    },
    'whole-buffer-ahead': {
      kind: 'mistake',
      says: 'the new buffer once more in the place of mu times it: v + lr·g',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - (V[t,k] + lr[t-1] * g[t-1,k])',
    },
    'step-and-look-ahead': {
      kind: 'mistake',
      says: '(1 + mu) times the new buffer, the old look-ahead never taken back',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - (1 + mu) * V[t,k]',
      seen: ['S-18'],
    },
    'looks-back': {
      kind: 'mistake',
      says: 'the look-ahead with the wrong sign: lr·g − mu·v',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - (lr[t-1] * g[t-1,k] - mu * V[t,k])',
      seen: ['S-18'],
    },
    'stale-buffer': {
      kind: 'mistake',
      says: 'mu² times the old buffer without the new gradient’s share',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - (mu^2 * V[t-1,k] + lr[t-1] * g[t-1,k])',
      seen: ['S-18'],
    },
    'averaged-gradient': {
      kind: 'mistake',
      says: '(1 − mu) of the gradient in the buffer',
      edits: 'V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] + (1 - mu) * lr[t-1] * g[t-1,k]',
      seen: ['S-17'],
    },
    'buffer-not-handed-on': {
      kind: 'mistake',
      says: 'the buffer handed back as it came in',
      edits: 'v1[k] = v[k]',
    },
    'no-gradient-through-the-buffer': {
      kind: 'mistake',
      says: 'no gradient from a step’s buffer to the one before',
      edits: 'V[t<T+1,k] = t == 0 ? v[k] : mu * stop(V[t-1,k]) + lr[t-1] * g[t-1,k]',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the look-ahead form keeps the parameters from before looking ahead: to compare, add mu·v to theta',
    'with the note’s own m (the rate taken out) the look-ahead point is θ − lr·mu·m, not θ − mu·m',
  ],

  rows: {
    '000/optimizer.nesterov': 'law C2',
    '000/optimizer.nesterov.lookahead': 'law C3',
    '000/optimizer.unified-framework': 'law C4',
  },

  mathjs: `V(t, k) = mu ^ t * v[k] + sum(map(range(1, T, true), f(s) = s <= t ? mu ^ (t - s) * lr[s] * g[s, k] : 0));
    v1 = map(range(1, n, true), f(k) = V(T, k));
    theta1 = map(range(1, n, true), f(k) = theta[k] + mu * v[k] - mu * V(T, k) - sum(map(range(1, T, true), h(t) = V(t, k))))`,
});
