import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'weight-decay',
  family: 'optimizer',
  title: 'Steps against the gradient of the loss and of half the squared weights, `decay` times',
  sources: [
    'Krogh & Hertz (1991), A simple weight decay can improve generalization',
    'https://pytorch.org/docs/stable/generated/torch.optim.SGD.html (weight_decay, momentum 0)',
    'Loshchilov & Hutter (2019), Decoupled weight decay regularization, proposition 1',
  ],

  equations: `weight_decay(theta[n], g[T,n], lr[T]; decay) -> theta1[n]
    Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (g[t-1,k] + decay * Θ[t-1,k])
    theta1[k]  = Θ[T,k]`,
  // The decay in the gradient, or as a factor of the weights.
  algorithms: [
    'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (g[t-1,k] + decay * Θ[t-1,k])',
    'Θ[t<T+1,k] = t == 0 ? theta[k] : (1 - lr[t-1] * decay) * Θ[t-1,k] - lr[t-1] * g[t-1,k]',
  ],
  options: { decay: real(0.01, [0.01, 0.1, 0.3, 5e-4]) },
  inputs: { lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'without gradients the weights shrink by 1 − lr·decay a step',
    C2: 'a gradient of −decay·theta holds the weights where they are',
    C3: 'for plain descent a term in the gradient and a decay beside it are the same: the decay takes lr·decay·theta off what descent gives',
    C4: 'it is linear: weights and gradients twice as large give twice the result',
    C5: 'every coordinate goes its own way',
    C6: 'two calls with the weights handed on are one call',
  },
  examples: [
    {
      says: 'no gradient: rate times decay of the weight is lost',
      inputs: { theta: [2, -4], g: [[0, 0]], lr: [0.5] },
      options: { decay: 0.25 },
      outputs: { theta1: [1.75, -3.5] },
    },
    {
      says: 'gradient and decay together, step by step',
      inputs: { theta: [1], g: [[1], [0]], lr: [0.5, 0.5] },
      options: { decay: 0.5 },
      outputs: { theta1: [0.1875] },
    },
    {
      says: 'a weight of zero has nothing to lose',
      inputs: { theta: [0, 0], g: [[0, 2]], lr: [0.5] },
      options: { decay: 0.5 },
      outputs: { theta1: [0, -1] },
    },
    {
      says: 'the penalty is half the square: its slope is decay times the weight, not twice that',
      inputs: { theta: [8], g: [[0]], lr: [0.25] },
      options: { decay: 0.5 },
      outputs: { theta1: [7] },
    },
  ],
  special: [
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 2], g: [[Number.NaN, 2]], lr: [0.5] },
      options: { decay: 0.5 },
      outputs: { theta1: [Number.NaN, 0.5] },
    },
  ],
  variants: {
    'whole-square': {
      kind: 'convention',
      says: 'the slope of the whole squared weights, twice as steep',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (g[t-1,k] + 2 * decay * Θ[t-1,k])',
      who: 'Keras regularizers.L2',
    },
    'without-the-rate': {
      kind: 'convention',
      says: 'weights decayed by `decay` of themselves at every step, whatever the rate',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : (1 - decay) * Θ[t-1,k] - lr[t-1] * g[t-1,k]',
      who: 'SGDW: Loshchilov & Hutter (2019) with their schedule at 1',
      seen: ['R-OPT-19', 'convention 42'],
    },
    'after-the-step': {
      kind: 'mistake',
      says: 'the decay taken off after the step, of the weights that it gave',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : (1 - lr[t-1] * decay) * (Θ[t-1,k] - lr[t-1] * g[t-1,k])',
      seen: ['R-OPT-03'],
    },
    'without-the-parameter': {
      kind: 'mistake',
      says: 'rate times decay taken off every parameter, not times the parameter',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (g[t-1,k] + decay)',
      seen: ['R-OPT-18', 'S-19'],
    },
    'of-the-size': {
      kind: 'convention',
      says: 'an L1 penalty: a constant pull to zero',
      edits:
        'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (g[t-1,k] + decay * (Θ[t-1,k] > 0 ? 1 : Θ[t-1,k] < 0 ? -1 : 0))',
      who: 'the lasso, Keras regularizers.L1',
    },
    'wrong-sign': {
      kind: 'mistake',
      says: 'the decay taken off the gradient, so that weights grow',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (g[t-1,k] - decay * Θ[t-1,k])',
      seen: ['S-17'],
    },
    'of-the-start': {
      kind: 'mistake',
      says: 'the decay of the weights that the call began with, at every step',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (g[t-1,k] + decay * theta[k])',
    },
    ignored: {
      kind: 'mistake',
      says: 'no decay: plain descent',
      force: { decay: 0 },
    },
    'first-rate-for-all': {
      kind: 'mistake',
      says: 'the first rate for every decay',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] - lr[0] * decay * Θ[t-1,k]',
    },
    'constant-weights': {
      kind: 'mistake',
      says: 'a gradient that passes the decay as if it were not there',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (g[t-1,k] + decay * stop(Θ[t-1,k]))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a penalty of decay·‖w‖² has twice this slope: halve it, or the decay',
    'with an adaptive optimizer the term in the gradient is divided away: decay beside the step instead',
  ],

  mathjs: `keep(t) = prod(map(range(1, T, true), f(j) = j > t ? 1 - lr[j] * decay : 1));
    theta1 = map(range(1, n, true), f(k) = keep(0) * theta[k] - sum(map(range(1, T, true), h(t) = keep(t) * lr[t] * g[t, k])))`,
});
