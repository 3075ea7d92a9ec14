import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

export default formula({
  name: 'adamw',
  family: 'optimizer',
  title: 'Adam with the weights decayed beside it: by rate times decay of themselves, before the step',
  sources: [
    'Loshchilov & Hutter (2019), Decoupled weight decay regularization, algorithm 2 (decay times the schedule, not the rate)',
    'https://pytorch.org/docs/stable/generated/torch.optim.AdamW.html (decay times the rate, 0.01)',
    'https://optax.readthedocs.io/en/latest/api/optimizers.html#adamw (1e-4)',
  ],

  equations: `adamw(theta[n], m[n], v[n], g[T,n], lr[T]; beta1, beta2, eps, decay, t0) -> theta1[n], m1[n], v1[n]
    M[t<T+1,k]  = t == 0 ? m[k] : beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]
    V[t<T+1,k]  = t == 0 ? v[k] : beta2 * V[t-1,k] + (1 - beta2) * g[t-1,k]^2
    mhat[t<T,k] = M[t+1,k] / (1 - beta1^(t0+t+1))
    vhat[t<T,k] = V[t+1,k] / (1 - beta2^(t0+t+1))
    Θ[t<T+1,k]  = t == 0 ? theta[k]
      : (1 - lr[t-1] * decay) * Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps)
    theta1[k]   = Θ[T,k]
    m1[k]       = M[T,k]
    v1[k]       = V[T,k]`,
  // The decay as a factor, or taken off together with the step.
  algorithms: [
    `Θ[t<T+1,k] = t == 0 ? theta[k]
      : (1 - lr[t-1] * decay) * Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps)`,
    `M[t<T+1,k] = t == 0 ? m[k] : M[t-1,k] + (1 - beta1) * (g[t-1,k] - M[t-1,k])
     V[t<T+1,k] = t == 0 ? v[k] : V[t-1,k] + (1 - beta2) * (g[t-1,k]^2 - V[t-1,k])
     Θ[t<T+1,k] = t == 0 ? theta[k]
      : Θ[t-1,k] - lr[t-1] * (mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps) + decay * Θ[t-1,k])`,
  ],
  options: {
    beta1: real(0.9, [0.9, 0.75, 0.3]),
    beta2: real(0.999, [0.999, 0.9, 0.6]),
    eps: real(1e-8, [1e-8, 0.1, 1e-3]),
    decay: real(0.01, [0.01, 0.1, 0.3]),
    t0: int(0, 20, 0),
  },
  inputs: { v: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'without gradients and from rest only the decay is left: the weights shrink by 1 − lr·decay a step',
    C2: 'a step is Adam’s and the decay, side by side: the decay takes lr·decay·theta off what Adam gives',
    C3: 'the moments know nothing of the weights and their decay',
    C4: 'a weight that Adam would move by the same amount is decayed by the same share, however large its gradients are',
    C5: 'from rest the first step is no further than lr from the decayed weight',
    C6: 'two calls with the moments and the step count handed on are one call',
  },
  examples: [
    {
      says: 'no gradient: the weight loses rate times decay of itself, 0.99, where L2 in the gradient gives 0.9',
      inputs: { theta: [1], m: [0], v: [0], g: [[0]], lr: [0.1] },
      options: { decay: 0.1 },
      outputs: { theta1: ['0.99000'], m1: [0], v1: [0] },
    },
    {
      says: 'decay and step side by side',
      inputs: { theta: [2], m: [0], v: [0], g: [[1]], lr: [0.125] },
      options: { eps: 0, decay: 0.5 },
      outputs: { theta1: [1.75], m1: ['0.10000'], v1: ['0.001000'] },
    },
    {
      says: 'the decay is of the weight before the step, not after',
      inputs: { theta: [1], m: [0], v: [0], g: [[1]], lr: [0.5] },
      options: { eps: 0, decay: 0.5 },
      outputs: { theta1: [0.25], m1: ['0.10000'], v1: ['0.001000'] },
    },
    {
      says: 'a weight of zero has nothing to lose',
      inputs: { theta: [0, 0], m: [0, 0], v: [0, 0], g: [[0, -4]], lr: [0.25] },
      options: { eps: 0.5, decay: 0.5 },
      outputs: { theta1: [0, '0.2222222'], m1: [0, '-0.40000'], v1: [0, '0.016000'] },
    },
  ],
  special: [
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 1], m: [0, 0], v: [0, 0], g: [[Number.NaN, 1]], lr: [0.5] },
      options: { beta1: 0.5, beta2: 0.75, eps: 0, decay: 0.5 },
      outputs: { theta1: [Number.NaN, 0.25], m1: [Number.NaN, 0.5], v1: [Number.NaN, 0.25] },
    },
  ],
  variants: {
    'decay-without-the-rate': {
      kind: 'convention',
      says: 'weights decayed by `decay` of themselves at every step, whatever the rate',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : (1 - decay) * Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps)`,
      who: 'the paper with its schedule at 1',
      seen: ['R-OPT-19'],
    },
    'decay-in-the-gradient': {
      kind: 'convention',
      says: 'the decay as an L2 term in the gradient, which the moments see and divide away again',
      edits: `M[t<T+1,k] = t == 0 ? m[k] : beta1 * M[t-1,k] + (1 - beta1) * (g[t-1,k] + decay * Θ[t-1,k])
        V[t<T+1,k] = t == 0 ? v[k] : beta2 * V[t-1,k] + (1 - beta2) * (g[t-1,k] + decay * Θ[t-1,k])^2
        Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * (M[t,k] / (1 - beta1^(t0+t))) / (sqrt(V[t,k] / (1 - beta2^(t0+t))) + eps)`,
      who: 'Adam with weight_decay in PyTorch',
      seen: ['convention 42', 'S-19'],
    },
    'decayed-after-the-step': {
      kind: 'mistake',
      says: 'the decay taken off the parameters after the step instead of before',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : (1 - lr[t-1] * decay) * (Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps))`,
      seen: ['R-OPT-03'],
    },
    'decay-without-the-parameter': {
      kind: 'mistake',
      says: 'rate times decay taken off every parameter, not times the parameter',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * decay - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps)`,
      seen: ['R-OPT-18', 'S-19'],
    },
    'decay-ignored': {
      kind: 'mistake',
      says: 'no decay: Adam',
      force: { decay: 0 },
    },
    'decay-divided-by-the-root': {
      kind: 'mistake',
      says: 'the decay added to the corrected mean, and with it divided by the root',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * (mhat[t-1,k] + decay * Θ[t-1,k]) / (sqrt(vhat[t-1,k]) + eps)`,
      seen: ['S-19'],
    },
    'epsilon-hat': {
      kind: 'convention',
      says: 'eps added to the uncorrected root, both corrections in the rate',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : (1 - lr[t-1] * decay) * Θ[t-1,k] - lr[t-1] * sqrt(1 - beta2^(t0+t)) / (1 - beta1^(t0+t)) * M[t,k] / (sqrt(V[t,k]) + eps)`,
      who: 'Keras, older releases of PyTorch',
      seen: ['convention 38', 'R-OPT-01', 'R-OPT-02', 'S-15'],
    },
    'eps-in-root': {
      kind: 'convention',
      says: 'eps inside the root',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : (1 - lr[t-1] * decay) * Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / sqrt(vhat[t-1,k] + eps)`,
      who: 'optax with eps_root',
      seen: ['convention 38', 'S-15'],
    },
    'not-corrected': {
      kind: 'convention',
      says: 'the moments as they are, not corrected for their start',
      edits: `mhat[t<T,k] = M[t+1,k]
        vhat[t<T,k] = V[t+1,k]`,
      who: 'BERT’s original optimizer',
      seen: ['convention 39'],
    },
    'corrected-moments-fed-back': {
      kind: 'mistake',
      says: 'the corrected moments handed on, so that the correction compounds',
      edits: `M[t<T+1,k] = t == 0 ? m[k] : (beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]) / (1 - beta1^(t0+t))
        V[t<T+1,k] = t == 0 ? v[k] : (beta2 * V[t-1,k] + (1 - beta2) * g[t-1,k]^2) / (1 - beta2^(t0+t))
        mhat[t<T,k] = M[t+1,k]
        vhat[t<T,k] = V[t+1,k]`,
      seen: ['convention 40', 'S-16', 'R-OPT-05'],
    },
    'counts-from-zero': {
      kind: 'mistake',
      says: 'a step count that starts at 0: at the first step it divides by zero',
      edits: `mhat[t<T,k] = M[t+1,k] / (1 - beta1^(t0+t))
        vhat[t<T,k] = V[t+1,k] / (1 - beta2^(t0+t))`,
      seen: ['S-14'],
    },
    't0-ignored': {
      kind: 'mistake',
      says: 'a step count that starts afresh at every call',
      force: { t0: 0 },
    },
    'gradient-without-the-decay': {
      kind: 'mistake',
      says: 'a gradient of the parameters that passes the decay as if it were not there',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * decay * stop(Θ[t-1,k]) - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps)`,
      shows: 'in the gradient',
    },
    'constant-second-moment': {
      kind: 'mistake',
      says: 'a gradient that takes the second moments for constants',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : (1 - lr[t-1] * decay) * Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (stop(sqrt(vhat[t-1,k])) + eps)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'with the usual rate and decay a step loses 1e-5 of a weight: test with a decay of 0.1 and without a gradient',
    'L2 in the gradient and a decay beside it are the same for plain descent and not for Adam',
    'libraries differ in whether the decay is times the rate, and in its default: 0.01, 0.004 and 1e-4',
  ],

  mathjs: `M(t, k) = beta1 ^ t * m[k] + (1 - beta1) * sum(map(range(1, T, true), f(j) = j <= t ? beta1 ^ (t - j) * g[j, k] : 0));
    V(t, k) = beta2 ^ t * v[k] + (1 - beta2) * sum(map(range(1, T, true), f(j) = j <= t ? beta2 ^ (t - j) * g[j, k] ^ 2 : 0));
    m1 = map(range(1, n, true), f(k) = M(T, k));
    v1 = map(range(1, n, true), f(k) = V(T, k));
    u(t, k) = M(t, k) / (1 - beta1 ^ (t0 + t)) / (sqrt(V(t, k) / (1 - beta2 ^ (t0 + t))) + eps);
    keep(t) = prod(map(range(1, T, true), f(j) = j > t ? 1 - lr[j] * decay : 1));
    theta1 = map(range(1, n, true), f(k) = keep(0) * theta[k] - sum(map(range(1, T, true), h(t) = keep(t) * lr[t] * u(t, k))))`,
});
