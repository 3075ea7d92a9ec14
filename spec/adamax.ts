import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

export default formula({
  name: 'adamax',
  family: 'optimizer',
  title: 'A moving mean of gradients over their largest size so far, which fades',
  sources: [
    'Kingma & Ba (2015), Adam: a method for stochastic optimization, algorithm 2 (without eps)',
    'https://pytorch.org/docs/stable/generated/torch.optim.Adamax.html (eps beside the size of the gradient; so optax)',
    'https://keras.io/api/optimizers/adamax/ (eps beside the largest size)',
  ],

  equations: `adamax(theta[n], m[n], u[n], g[T,n], lr[T]; beta1, beta2, eps, t0) -> theta1[n], m1[n], u1[n]
    M[t<T+1,k] = t == 0 ? m[k] : beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]
    U[t<T+1,k] = t == 0 ? u[k] : max(beta2 * U[t-1,k], abs(g[t-1,k]) + eps)
    Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] / (1 - beta1^(t0+t)) * M[t,k] / U[t,k]
    theta1[k]  = Θ[T,k]
    m1[k]      = M[T,k]
    u1[k]      = U[T,k]`,
  // The correction with the rate, or with the mean; the mean as a sum of two products, or as a step towards the new value.
  algorithms: [
    'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] / (1 - beta1^(t0+t)) * M[t,k] / U[t,k]',
    `M[t<T+1,k] = t == 0 ? m[k] : M[t-1,k] + (1 - beta1) * (g[t-1,k] - M[t-1,k])
     Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (M[t,k] / (1 - beta1^(t0+t)) / U[t,k])`,
  ],
  options: {
    beta1: real(0.9, [0.9, 0.75, 0.3]),
    beta2: real(0.999, [0.999, 0.9, 0.6]),
    eps: real(1e-8, [1e-8, 0.1, 1e-3]),
    t0: int(0, 20, 0),
  },
  inputs: { u: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'the divisor is the largest of the sizes, each faded by beta2 a step since: max β₂ᵃ·(|g| + eps)',
    C2: 'the mean is a moving average: a gradient weighs (1 − β₁)·β₁ᵃ at the age a',
    C3: 'under a constant gradient from rest every step is lr·g/(|g| + eps) long',
    C4: 'a burst is forgotten by beta2 a step, and no sooner',
    C5: 'without eps, stretching the gradients and both moments alike changes nothing',
    C6: 'two calls with the moments and the step count handed on are one call',
  },
  examples: [
    {
      says: 'the first step has the length of the rate',
      inputs: { theta: [0, 0], m: [0, 0], u: [0, 0], g: [[1, -0.5]], lr: [0.125] },
      options: { eps: 0 },
      outputs: { theta1: [-0.125, 0.125], m1: ['0.10000', '-0.050000'], u1: [1, 0.5] },
    },
    {
      says: 'a gradient smaller than the faded size leaves it to fade',
      inputs: { theta: [0], m: [0], u: [8], g: [[1]], lr: [1] },
      options: { beta1: 0.5, beta2: 0.75, eps: 0 },
      outputs: { theta1: ['-0.1666667'], m1: [0.5], u1: [6] },
    },
    {
      says: 'eps stands beside the size of the gradient: one as large as eps makes half a step',
      inputs: { theta: [0], m: [0], u: [0], g: [[0.25]], lr: [1] },
      options: { beta1: 0.5, eps: 0.25 },
      outputs: { theta1: [-0.5], m1: [0.125], u1: [0.5] },
    },
    {
      says: 'nothing is squared: gradients of 1e30 do not overflow',
      inputs: { theta: [0], m: [0], u: [0], g: [[2 ** 100]], lr: [0.5] },
      outputs: { theta1: ['-0.50000'], m1: [null], u1: [2 ** 100] },
    },
    {
      says: 'no gradient and empty moments: no step, and no division by zero',
      inputs: { theta: [1], m: [0], u: [0], g: [[0]], lr: [0.5] },
      options: { eps: 0.25 },
      outputs: { theta1: [1], m1: [0], u1: [0.25] },
    },
  ],
  special: [
    {
      says: 'NaN stays in its coordinate, and in its size',
      inputs: {
        theta: [1, 1],
        m: [0, 0],
        u: [0, 0],
        g: [
          [Number.NaN, 1],
          [1, 1],
        ],
        lr: [0.5, 0.5],
      },
      options: { beta1: 0.5, beta2: 0.75, eps: 0 },
      outputs: { theta1: [Number.NaN, 0], m1: [Number.NaN, 0.75], u1: [Number.NaN, 1] },
    },
  ],
  variants: {
    'eps-beside-the-largest': {
      kind: 'convention',
      says: 'eps added to the largest size when it divides',
      edits: `U[t<T+1,k] = t == 0 ? u[k] : max(beta2 * U[t-1,k], abs(g[t-1,k]))
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] / (1 - beta1^(t0+t)) * M[t,k] / (U[t,k] + eps)`,
      who: 'Keras, TensorFlow',
    },
    'no-eps': {
      kind: 'convention',
      says: 'no eps: 0/0 where no gradient has been yet',
      force: { eps: 0 },
      who: 'the paper',
    },
    'sizes-summed': {
      kind: 'mistake',
      says: 'a moving mean of the sizes for the largest of them',
      edits: 'U[t<T+1,k] = t == 0 ? u[k] : beta2 * U[t-1,k] + (1 - beta2) * (abs(g[t-1,k]) + eps)',
    },
    'squares-averaged': {
      kind: 'mistake',
      says: 'Adam’s root mean square for the largest size',
      edits: `U[t<T+1,k] = t == 0 ? u[k] : sqrt(beta2 * U[t-1,k]^2 + (1 - beta2) * g[t-1,k]^2) + eps`,
    },
    'never-fades': {
      kind: 'mistake',
      says: 'the largest size ever, which does not fade',
      edits: 'U[t<T+1,k] = t == 0 ? u[k] : max(U[t-1,k], abs(g[t-1,k]) + eps)',
    },
    'fades-with-the-gradient': {
      kind: 'mistake',
      says: 'the larger of the two faded, the new size with the old',
      edits: 'U[t<T+1,k] = t == 0 ? u[k] : beta2 * max(U[t-1,k], abs(g[t-1,k]) + eps)',
    },
    'sign-kept': {
      kind: 'mistake',
      says: 'the largest gradient with its sign, not its size',
      edits: 'U[t<T+1,k] = t == 0 ? u[k] : max(beta2 * U[t-1,k], g[t-1,k] + eps)',
    },
    'one-size-for-all': {
      kind: 'mistake',
      says: 'the largest size of all coordinates for each of them',
      edits: 'U[t<T+1,k] = t == 0 ? u[k] : max(beta2 * U[t-1,k], max[j<n](abs(g[t-1,j])) + eps)',
    },
    'size-corrected-too': {
      kind: 'mistake',
      says: 'the largest size divided by 1 − β₂ᵗ, as Adam’s second moment is',
      edits:
        'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] / (1 - beta1^(t0+t)) * M[t,k] / (U[t,k] / (1 - beta2^(t0+t)))',
    },
    'not-corrected': {
      kind: 'mistake',
      says: 'the mean as it is, not corrected for its start',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * M[t,k] / U[t,k]',
      seen: ['convention 39'],
    },
    'corrected-by-the-wrong-end': {
      kind: 'mistake',
      says: 'a correction by β₁ᵗ in the place of 1 − β₁ᵗ',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] / beta1^(t0+t) * M[t,k] / U[t,k]',
      seen: ['R-OPT-06'],
    },
    'counts-from-zero': {
      kind: 'mistake',
      says: 'a step count that starts at 0: at the first step it divides by zero',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] / (1 - beta1^(t0+t-1)) * M[t,k] / U[t,k]',
      seen: ['S-14'],
    },
    't0-ignored': {
      kind: 'mistake',
      says: 'a step count that starts afresh at every call',
      force: { t0: 0 },
    },
    'betas-swapped': {
      kind: 'mistake',
      says: 'beta1 and beta2 swapped',
      edits: `M[t<T+1,k] = t == 0 ? m[k] : beta2 * M[t-1,k] + (1 - beta2) * g[t-1,k]
        U[t<T+1,k] = t == 0 ? u[k] : max(beta1 * U[t-1,k], abs(g[t-1,k]) + eps)
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] / (1 - beta2^(t0+t)) * M[t,k] / U[t,k]`,
    },
    'state-not-handed-on': {
      kind: 'mistake',
      says: 'the moments handed back as they came in',
      edits: `m1[k] = m[k]
        u1[k] = u[k]`,
    },
    'constant-size': {
      kind: 'mistake',
      says: 'a gradient that takes the largest size for a constant',
      edits:
        'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] / (1 - beta1^(t0+t)) * M[t,k] / stop(U[t,k])',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the largest size needs no correction for its start, the mean does',
    'the paper has no eps: a coordinate without any gradient divides 0 by 0',
  ],

  mathjs: `M(t, k) = beta1 ^ t * m[k] + (1 - beta1) * sum(map(range(1, T, true), f(j) = j <= t ? beta1 ^ (t - j) * g[j, k] : 0));
    U(t, k) = max(beta2 ^ t * u[k], max(map(range(1, T, true), f(j) = j <= t ? beta2 ^ (t - j) * (abs(g[j, k]) + eps) : 0)));
    m1 = map(range(1, n, true), f(k) = M(T, k));
    u1 = map(range(1, n, true), f(k) = U(T, k));
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * M(t, k) / ((1 - beta1 ^ (t0 + t)) * U(t, k)))))`,
});
