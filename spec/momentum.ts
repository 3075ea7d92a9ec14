import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'momentum',
  family: 'optimizer',
  title: 'Gradient steps with inertia: the heavy ball',
  sources: [
    'Polyak (1964), Some methods of speeding up the convergence of iteration methods',
    'Rumelhart, Hinton & Williams (1986), Learning representations by back-propagating errors (the rate inside the buffer)',
    'https://pytorch.org/docs/stable/generated/torch.optim.SGD.html (the rate outside the buffer)',
  ],

  equations: `momentum(theta[n], v[n], g[T,n], lr[T]; mu) -> theta1[n], v1[n]
    V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] + lr[t-1] * g[t-1,k]
    Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - V[t,k]
    theta1[k]  = Θ[T,k]
    v1[k]      = V[T,k]`,
  options: { mu: real(0.9, [0.9, 0.75, 0.99, 0.3]) },
  inputs: { lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'with mu = 0 it is plain gradient descent, whatever was in the buffer',
    C2: 'the buffer is the sum of all past steps, each weighed mu less with every step since',
    C3: 'under a constant gradient the step grows to lr·g / (1 − mu), by (1 − muᵗ) of it after t steps',
    C4: 'a step is the gradient step plus mu times the step before: x₊ − x = mu (x − x₋) − lr·g',
    C5: 'on a bowl a hundred times longer than wide it leaves less error than gradient descent, each tuned best',
    C6: 'it rolls out of a shallow well in which gradient descent stays, and not out of a deep one',
    C7: 'two calls with the buffer handed on are one call',
  },
  examples: [
    {
      says: 'three steps on θ²/2 from 1 with rate 0.1',
      inputs: { theta: [1], v: [0], g: [[1], [0.9], [0.72]], lr: [0.1, 0.1, 0.1] },
      options: { mu: 0.9 },
      outputs: { theta1: ['0.48600'], v1: ['0.23400'] },
      row: '000/optimizer.sgd-momentum',
    },
    {
      says: 'the rate of a step stays in the buffer when the rate changes',
      inputs: { theta: [0], v: [0], g: [[1], [1]], lr: [0.1, 0.01] },
      options: { mu: 0.9 },
      outputs: { theta1: ['-0.20000'], v1: ['0.10000'] },
    },
    {
      says: 'ten equal gradients hold 1 − 0.9¹⁰ = 65 % of the weight of all',
      inputs: {
        theta: [0],
        v: [0],
        g: [[1], [1], [1], [1], [1], [1], [1], [1], [1], [1]],
        lr: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      },
      options: { mu: 0.9 },
      outputs: { theta1: ['-41.3811'], v1: ['6.51322'] },
      row: '000/optimizer.sgd-momentum.window-beta-0.9',
    },
    {
      says: 'thirty steps with β 0.9 and η 0.1 reach 0.958 of the last step’s size, not 5e26',
      inputs: {
        theta: [0],
        v: [0],
        g: Array<number[]>(30).fill([1]),
        lr: Array<number>(30).fill(0.1),
      },
      options: { mu: 0.9 },
      outputs: { theta1: ['-21.3815'], v1: ['0.9576'] },
      printed: { v1: ['5.3e26'] },
      row: '000/optimizer.sgd-momentum',
    },
    {
      says: 'a ball that is rolling goes on without a gradient',
      inputs: { theta: [1], v: [0.5], g: [[0], [0]], lr: [0.25, 0.25] },
      options: { mu: 0.5 },
      outputs: { theta1: [0.625], v1: [0.125] },
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
      outputs: { theta1: [Number.NEGATIVE_INFINITY, 0.5], v1: [Number.POSITIVE_INFINITY, 0.5] },
    },
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 2], v: [Number.NaN, 0], g: [[0, 2]], lr: [0.5] },
      options: { mu: 0.5 },
      outputs: { theta1: [Number.NaN, 1], v1: [Number.NaN, 1] },
    },
  ],
  variants: {
    'lr-outside-buffer': {
      kind: 'convention',
      says: 'a buffer of gradients, multiplied by the rate of the step it is used in',
      edits: `V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] + g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * V[t,k]`,
      who: 'PyTorch, optax trace, ONNX Momentum',
      seen: ['convention 30', 'R-OPT-16', 'S-17'],
    },
    'averaged-gradient': {
      kind: 'convention',
      says: 'a moving average of the gradients, (1 − mu) of the newest, times the rate',
      edits: `V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] + (1 - mu) * g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * V[t,k]`,
      who: 'optax ema',
      seen: ['convention 30', 'S-17'],
    },
    'dampened-after-the-first-step': {
      kind: 'convention',
      says: 'a dampening of mu on every gradient but the first, the rate outside the buffer',
      edits: `V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] + (t == 1 ? 1 : 1 - mu) * g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * V[t,k]`,
      who: 'PyTorch with dampening = momentum',
      seen: ['convention 30'],
    },
    'velocity-downhill': {
      kind: 'convention',
      says: 'a buffer that points downhill and is added',
      edits: `V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] - lr[t-1] * g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] + V[t,k]`,
      who: 'Keras',
      seen: ['convention 30'],
    },
    'rate-missing-in-the-recursion': {
      kind: 'mistake',
      says: 'a decay of mu/lr instead of mu, which diverges where mu > lr (the note’s line read literally)',
      edits: `V[t<T+1,k] = t == 0 ? v[k] : mu / lr[t-1] * V[t-1,k] + g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * V[t,k]`,
      seen: ['000/optimizer.sgd-momentum', 'convention 30'],
    },
    'wrong-sign': {
      kind: 'mistake',
      says: 'a buffer that points downhill and is subtracted: it climbs',
      edits: 'V[t<T+1,k] = t == 0 ? v[k] : mu * V[t-1,k] - lr[t-1] * g[t-1,k]',
      seen: ['S-17'],
    },
    'stale-buffer': {
      kind: 'mistake',
      says: 'the buffer from before the step, so that the parameters are one step late',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - V[t-1,k]',
      seen: ['R-OPT-15'],
    },
    'stale-and-damped': {
      kind: 'mistake',
      says: '(1 − mu) of the buffer from before the step',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - (1 - mu) * V[t-1,k]',
      seen: ['R-OPT-15'],
    },
    'rate-twice': {
      kind: 'mistake',
      says: 'the rate in the buffer and once more in the step',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * V[t,k]',
    },
    'buffer-forgotten': {
      kind: 'mistake',
      says: 'no momentum: the buffer starts afresh at every step',
      edits: 'V[t<T+1,k] = t == 0 ? v[k] : lr[t-1] * g[t-1,k]',
    },
    'buffer-not-handed-on': {
      kind: 'mistake',
      says: 'the buffer handed back as it came in',
      edits: 'v1[k] = v[k]',
    },
    'nesterov-step': {
      kind: 'mistake',
      says: 'Nesterov’s step, mu times the new buffer plus the gradient step',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - (mu * V[t,k] + lr[t-1] * g[t-1,k])',
    },
    'no-gradient-through-the-buffer': {
      kind: 'mistake',
      says: 'no gradient from a step’s buffer to the one before',
      edits: 'V[t<T+1,k] = t == 0 ? v[k] : mu * stop(V[t-1,k]) + lr[t-1] * g[t-1,k]',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'with the rate inside the buffer a lowered rate acts late: the old steps in the buffer keep the old rate',
    'the total weight is 1/(1 − mu), ten for mu = 0.9: the buffer is no average',
  ],

  rows: {
    '000/optimizer.sgd-momentum': 'agreement',
    '000/optimizer.unified-framework': 'law C2',
    '000/optimizer.sgd-momentum.unrolled': 'law C2',
    '000/optimizer.sgd-momentum.window-beta-0.9':
      'example ten equal gradients hold 1 − 0.9¹⁰ = 65 % of the weight of all',
    '000/optimizer.sgd-momentum.acceleration': 'law C5',
    '000/optimizer.sgd-momentum.escape': 'law C6',
  },

  mathjs: `V(t, k) = mu ^ t * v[k] + sum(map(range(1, T, true), f(s) = s <= t ? mu ^ (t - s) * lr[s] * g[s, k] : 0));
    v1 = map(range(1, n, true), f(k) = V(T, k));
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = V(t, k))))`,
});
