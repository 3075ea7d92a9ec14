import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

export default formula({
  name: 'nadam',
  family: 'optimizer',
  title: 'Adam with the gradient’s share of the next step taken ahead, as Nesterov does',
  sources: [
    'Dozat (2016), Incorporating Nesterov momentum into Adam',
    'Ruder (2016), An overview of gradient descent optimization algorithms, section 4.9 (this form)',
    'https://pytorch.org/docs/stable/generated/torch.optim.NAdam.html (with a momentum schedule)',
  ],

  equations: `nadam(theta[n], m[n], v[n], g[T,n], lr[T]; beta1, beta2, eps, t0) -> theta1[n], m1[n], v1[n]
    M[t<T+1,k]   = t == 0 ? m[k] : beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]
    V[t<T+1,k]   = t == 0 ? v[k] : beta2 * V[t-1,k] + (1 - beta2) * g[t-1,k]^2
    mhat[t<T,k]  = M[t+1,k] / (1 - beta1^(t0+t+1))
    vhat[t<T,k]  = V[t+1,k] / (1 - beta2^(t0+t+1))
    ahead[t<T,k] = beta1 * mhat[t,k] + (1 - beta1) * g[t,k] / (1 - beta1^(t0+t+1))
    Θ[t<T+1,k]   = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * ahead[t-1,k] / (sqrt(vhat[t-1,k]) + eps)
    theta1[k]    = Θ[T,k]
    m1[k]        = M[T,k]
    v1[k]        = V[T,k]`,
  // Moving means as sums of two products (PyTorch 1, JAX), or as steps towards the new value (PyTorch 2, Keras).
  algorithms: [
    'M[t<T+1,k] = t == 0 ? m[k] : beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]',
    `M[t<T+1,k] = t == 0 ? m[k] : M[t-1,k] + (1 - beta1) * (g[t-1,k] - M[t-1,k])
     V[t<T+1,k] = t == 0 ? v[k] : V[t-1,k] + (1 - beta2) * (g[t-1,k]^2 - V[t-1,k])`,
  ],
  options: {
    beta1: real(0.9, [0.9, 0.75, 0.3]),
    beta2: real(0.999, [0.999, 0.9, 0.6]),
    eps: real(1e-8, [1e-8, 0.1, 1e-3]),
    t0: int(0, 20, 0),
  },
  inputs: { v: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'the corrected mean splits into the old moment’s share and the new gradient’s',
    C2: 'putting the new moment for the old one in that split gives the step',
    C3: 'with beta1 = 0 it is Adam with beta1 = 0',
    C4: 'a constant gradient g makes the t-th step β₁ + (1 − β₁)/(1 − β₁ᵗ) times lr·g/(|g| + eps)',
    C5: 'without eps, stretching the gradients and the moments with them changes nothing',
    C6: 'two calls with the moments and the step count handed on are one call',
  },
  examples: [
    {
      says: 'the first step is 1.9 times the rate',
      inputs: { theta: [0], m: [0], v: [0], g: [[1]], lr: [1] },
      options: { beta1: 0.9, eps: 0 },
      outputs: { theta1: ['-1.90000'], m1: ['0.10000'], v1: ['0.001000'] },
      row: '000/optimizer.nadam',
    },
    {
      says: 'three equal gradients make steps of 1.9, 1.42632 and 1.269 times the rate',
      inputs: { theta: [0], m: [0], v: [0], g: [[1], [1], [1]], lr: [1, 1, 1] },
      options: { beta1: 0.9, eps: 0 },
      outputs: { theta1: ['-4.59532'], m1: ['0.27100'], v1: ['0.002997'] },
      row: '000/optimizer.nadam',
    },
    {
      says: 'the step count goes on from t0',
      inputs: { theta: [0], m: [0.5], v: [1], g: [[1]], lr: [0.5] },
      options: { beta1: 0.5, beta2: 0.5, eps: 0, t0: 1 },
      outputs: { theta1: ['-0.5051815'], m1: [0.75], v1: [1] },
    },
    {
      says: 'no gradient and empty moments: no step, and no division by zero',
      inputs: { theta: [1], m: [0], v: [0], g: [[0], [0]], lr: [0.5, 0.5] },
      options: { eps: 1e-8 },
      outputs: { theta1: [1], m1: [0], v1: [0] },
    },
  ],
  special: [
    {
      says: 'an infinite gradient has no direction left (∞/∞)',
      inputs: { theta: [1, 1], m: [0, 0], v: [0, 0], g: [[Number.POSITIVE_INFINITY, 1]], lr: [0.5] },
      // At a half, who moves on from the other end has ∞ − ∞ for m1.
      options: { beta1: 0.75, beta2: 0.75, eps: 0 },
      outputs: {
        theta1: [Number.NaN, 0.125],
        m1: [Number.POSITIVE_INFINITY, 0.25],
        v1: [Number.POSITIVE_INFINITY, 0.25],
      },
    },
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 1], m: [0, 0], v: [0, 0], g: [[Number.NaN, 1]], lr: [0.5] },
      options: { beta1: 0.5, beta2: 0.75, eps: 0 },
      outputs: { theta1: [Number.NaN, 0.25], m1: [Number.NaN, 0.5], v1: [Number.NaN, 0.25] },
    },
  ],
  variants: {
    'momentum-schedule': {
      kind: 'convention',
      says: 'Dozat’s warming momentum μₜ = β₁(1 − ½·0.96^(0.004 t)), corrected by its products',
      edits: `mu[i<T+t0+1] = beta1 * (1 - 0.5 * 0.96^(0.004 * (i + 1)))
        product[i<T+t0] = i == 0 ? mu[0] : product[i-1] * mu[i]
        ahead[t<T,k] = mu[t0+t+1] * M[t+1,k] / (1 - product[t0+t] * mu[t0+t+1])
          + (1 - mu[t0+t]) * g[t,k] / (1 - product[t0+t])`,
      who: 'PyTorch (momentum_decay 0.004)',
      seen: ['convention 41', '000/optimizer.nadam'],
    },
    'momentum-schedule-factor-twice': {
      kind: 'mistake',
      says: 'the warming momentum μₜ twice in the product for the next step',
      edits: `mu[i<T+t0+1] = beta1 * (1 - 0.5 * 0.96^(0.004 * (i + 1)))
        product[i<T+t0] = i == 0 ? mu[0] : product[i-1] * mu[i]
        ahead[t<T,k] = mu[t0+t+1] * M[t+1,k] / (1 - product[t0+t] * mu[t0+t] * mu[t0+t+1])
          + (1 - mu[t0+t]) * g[t,k] / (1 - product[t0+t])`,
      who: 'PyTorch 1.13',
    },
    'momentum-schedule-250': {
      kind: 'convention',
      says: 'Dozat’s warming momentum μₜ = β₁(1 − ½·0.96ᵗ), corrected by its products',
      edits: `mu[i<T+t0+1] = beta1 * (1 - 0.5 * 0.96^(i + 1))
        product[i<T+t0] = i == 0 ? mu[0] : product[i-1] * mu[i]
        ahead[t<T,k] = mu[t0+t+1] * M[t+1,k] / (1 - product[t0+t] * mu[t0+t+1])
          + (1 - mu[t0+t]) * g[t,k] / (1 - product[t0+t])`,
      who: 'Keras',
      seen: ['convention 41'],
    },
    'corrected-one-step-ahead': {
      kind: 'convention',
      says: 'the moment’s share corrected by 1 − β₁ᵗ⁺¹, for the step it is taken ahead to',
      edits: `ahead[t<T,k] = beta1 * M[t+1,k] / (1 - beta1^(t0+t+2))
        + (1 - beta1) * g[t,k] / (1 - beta1^(t0+t+1))`,
      who: 'Dozat (2016) with constant momentum, optax (nesterov=True)',
      seen: ['convention 41', '000/optimizer.nadam.substitution'],
    },
    'eps-in-root': {
      kind: 'convention',
      says: 'eps inside the root',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * ahead[t-1,k] / sqrt(vhat[t-1,k] + eps)`,
      who: 'note 000',
      seen: ['convention 38', '000/optimizer.nadam'],
    },
    'epsilon-hat': {
      kind: 'convention',
      says: 'eps added to the uncorrected root, its correction in the rate',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * sqrt(1 - beta2^(t0+t)) * ahead[t-1,k] / (sqrt(V[t,k]) + eps)`,
      seen: ['convention 38', 'R-OPT-01'],
    },
    'plain-adam': {
      kind: 'mistake',
      says: 'Adam: the corrected mean itself, nothing taken ahead',
      edits: 'ahead[t<T,k] = mhat[t,k]',
    },
    'gradient-not-corrected': {
      kind: 'mistake',
      says: 'the gradient’s share without its correction',
      edits: 'ahead[t<T,k] = beta1 * mhat[t,k] + (1 - beta1) * g[t,k]',
    },
    'corrected-moments-fed-back': {
      kind: 'mistake',
      says: 'the corrected moments handed on, so that the correction compounds',
      edits: `M[t<T+1,k] = t == 0 ? m[k] : (beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]) / (1 - beta1^(t0+t))
        V[t<T+1,k] = t == 0 ? v[k] : (beta2 * V[t-1,k] + (1 - beta2) * g[t-1,k]^2) / (1 - beta2^(t0+t))
        mhat[t<T,k] = M[t+1,k]
        vhat[t<T,k] = V[t+1,k]`,
      seen: ['S-16', 'R-OPT-05'],
    },
    'counts-from-zero': {
      kind: 'mistake',
      says: 'a step count that starts at 0: at the first step it divides by zero',
      edits: `mhat[t<T,k] = M[t+1,k] / (1 - beta1^(t0+t))
        vhat[t<T,k] = V[t+1,k] / (1 - beta2^(t0+t))
        ahead[t<T,k] = beta1 * mhat[t,k] + (1 - beta1) * g[t,k] / (1 - beta1^(t0+t))`,
      seen: ['S-14'],
    },
    't0-ignored': {
      kind: 'mistake',
      says: 'a step count that starts afresh at every call',
      force: { t0: 0 },
    },
    'state-not-handed-on': {
      kind: 'mistake',
      says: 'the moments handed back as they came in',
      edits: `m1[k] = m[k]
        v1[k] = v[k]`,
    },
    'constant-second-moment': {
      kind: 'mistake',
      says: 'a gradient that takes the second moments for constants',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * ahead[t-1,k] / (stop(sqrt(vhat[t-1,k])) + eps)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'four methods go by this name: this one, Dozat’s correction one step ahead, and two momentum schedules',
    'this form overshoots early: 1.9 of the rate at the first step, where Dozat’s correction gives 1.474',
  ],

  rows: {
    '000/optimizer.nadam': 'agreement',
    '000/optimizer.unified-framework': 'law C2',
    '000/optimizer.nadam.expansion': 'law C1',
    '000/optimizer.nadam.substitution': 'law C2',
  },

  mathjs: `M(t, k) = beta1 ^ t * m[k] + (1 - beta1) * sum(map(range(1, T, true), f(j) = j <= t ? beta1 ^ (t - j) * g[j, k] : 0));
    V(t, k) = beta2 ^ t * v[k] + (1 - beta2) * sum(map(range(1, T, true), f(j) = j <= t ? beta2 ^ (t - j) * g[j, k] ^ 2 : 0));
    m1 = map(range(1, n, true), f(k) = M(T, k));
    v1 = map(range(1, n, true), f(k) = V(T, k));
    u(t, k) = (beta1 * M(t, k) + (1 - beta1) * g[t, k]) / (1 - beta1 ^ (t0 + t)) / (sqrt(V(t, k) / (1 - beta2 ^ (t0 + t))) + eps);
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * u(t, k))))`,
});
