import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'rmsprop',
  family: 'optimizer',
  title: 'Each coordinate’s rate divided by a moving root mean square of its gradients',
  sources: [
    'Tieleman & Hinton (2012), Lecture 6.5: RMSProp, COURSERA: Neural networks for machine learning',
    'https://keras.io/api/optimizers/rmsprop/ (eps inside the root, rho 0.9)',
    'https://pytorch.org/docs/stable/generated/torch.optim.RMSprop.html (eps outside, alpha 0.99)',
  ],

  equations: `rmsprop(theta[n], s[n], g[T,n], lr[T]; rho, eps) -> theta1[n], s1[n]
    S[t<T+1,k] = t == 0 ? s[k] : rho * S[t-1,k] + (1 - rho) * g[t-1,k]^2
    Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / sqrt(S[t,k] + eps)
    theta1[k]  = Θ[T,k]
    s1[k]      = S[T,k]`,
  options: { rho: real(0.9, [0.9, 0.99, 0.3]), eps: real(1e-8, [1e-8, 0.1, 1e-3]) },
  inputs: { s: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'the accumulator is a moving average: each square weighs (1 − rho)·rhoᵃ at the age a',
    C2: 'the step is rate times gradient over the root of that average: AdaGrad with the sum replaced',
    C3: 'from rest and without eps, the first step is lr/√(1 − rho) long, however small the gradient',
    C4: 'under a constant gradient the accumulator comes to rest at its square, and without eps the step at lr',
    C5: 'without gradients the accumulator fades by rho a step, and the next step is the longer for it',
    C6: 'without eps, stretching the gradients, and the accumulator by the square, changes nothing',
    C7: 'two calls with the accumulator handed on are one call',
    C8: 'eps inside the root is eps outside a root r: e² + 2·e·r inside does what e does outside',
  },
  examples: [
    {
      says: 'the root of the moving average divides the rate',
      inputs: { theta: [1, 1], s: [0, 4], g: [[2, 4]], lr: [0.5] },
      options: { rho: 0.75, eps: 0 },
      outputs: { theta1: [0, '0.24407'], s1: [1, 7] },
      row: '000/optimizer.rmsprop',
    },
    {
      says: 'the first step from rest with rho 0.9 is 3.1623 times the rate',
      inputs: { theta: [0], s: [0], g: [[1]], lr: [1] },
      options: { rho: 0.9, eps: 1e-8 },
      outputs: { theta1: ['-3.1623'], s1: ['0.10000'] },
    },
    {
      says: 'eps stands inside the root: a gradient and a root of 1e-4 make a step of rate/√2',
      inputs: { theta: [0], s: [1e-8], g: [[1e-4]], lr: [1] },
      options: { rho: 0.9, eps: 1e-8 },
      outputs: { theta1: ['-0.70711'], s1: ['0.0000000100'] },
      row: '000/optimizer.rmsprop',
    },
    {
      says: 'after a burst the rate comes back: the fourth step is longer than the second',
      inputs: { theta: [0], s: [0], g: [[8], [1], [0], [1]], lr: [1, 1, 1, 1] },
      options: { rho: 0.5, eps: 0 },
      outputs: { theta1: ['-2.12539'], s1: [4.625] },
      row: '000/optimizer.rmsprop.forgets',
    },
  ],
  special: [
    {
      says: 'an infinite gradient has no direction left (∞/∞)',
      inputs: { theta: [1, 1], s: [0, 4], g: [[Number.POSITIVE_INFINITY, 2]], lr: [0.5] },
      options: { rho: 0.75, eps: 0 },
      outputs: { theta1: [Number.NaN, 0.5], s1: [Number.POSITIVE_INFINITY, 4] },
    },
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 1], s: [0, 4], g: [[Number.NaN, 2]], lr: [0.5] },
      options: { rho: 0.75, eps: 0 },
      outputs: { theta1: [Number.NaN, 0.5], s1: [Number.NaN, 4] },
    },
  ],
  variants: {
    'eps-outside': {
      kind: 'convention',
      says: 'eps added to the root instead of inside it',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / (sqrt(S[t,k]) + eps)',
      who: 'PyTorch, optax with eps_in_sqrt=False',
      seen: ['convention 34', 'R-OPT-12', '000/optimizer.rmsprop'],
    },
    'start-1': {
      kind: 'convention',
      says: 'an average that starts one higher than the state says',
      edits: 'S[t<T+1,k] = t == 0 ? s[k] + 1 : rho * S[t-1,k] + (1 - rho) * g[t-1,k]^2',
      who: 'TensorFlow 1',
      seen: ['convention 35'],
    },
    centered: {
      kind: 'convention',
      says: 'the moving variance of the gradients, their squared moving mean taken off',
      edits: `M[t<T+1,k] = t == 0 ? 0 : rho * M[t-1,k] + (1 - rho) * g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * g[t-1,k] / sqrt(S[t,k] - M[t,k]^2 + eps)`,
      who: 'Graves (2013); PyTorch, Keras and optax with centered=True',
    },
    'bias-corrected': {
      kind: 'convention',
      says: 'the average divided by 1 − rhoᵗ, as Adam does',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * g[t-1,k] / sqrt(S[t,k] / (1 - rho^t) + eps)`,
      who: 'optax with bias_correction=True; Adam with beta1 = 0',
    },
    'rho-swapped': {
      kind: 'mistake',
      says: 'rho and 1 − rho swapped',
      edits: 'S[t<T+1,k] = t == 0 ? s[k] : (1 - rho) * S[t-1,k] + rho * g[t-1,k]^2',
    },
    'sum-without-weights': {
      kind: 'mistake',
      says: 'the new square added in full, not weighed by 1 − rho',
      edits: 'S[t<T+1,k] = t == 0 ? s[k] : rho * S[t-1,k] + g[t-1,k]^2',
    },
    'never-forgets': {
      kind: 'mistake',
      says: 'AdaGrad’s sum in the place of the average',
      edits: 'S[t<T+1,k] = t == 0 ? s[k] : S[t-1,k] + g[t-1,k]^2',
      seen: ['000/optimizer.rmsprop.forgets'],
    },
    'stale-accumulator': {
      kind: 'mistake',
      says: 'the average from before the step in the root',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / sqrt(S[t-1,k] + eps)',
    },
    'fixed-eps': {
      kind: 'mistake',
      says: 'an eps of 1e-4 inside the root, whatever was asked for',
      force: { eps: 1e-4 },
      seen: ['R-OPT-13'],
    },
    'no-root': {
      kind: 'mistake',
      says: 'the mean square itself as the divisor, without its root',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / (S[t,k] + eps)',
    },
    'state-not-handed-on': {
      kind: 'mistake',
      says: 'the accumulator handed back as it came in',
      edits: 's1[k] = s[k]',
    },
    'constant-accumulator': {
      kind: 'mistake',
      says: 'a gradient that takes the mean squares for constants',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * g[t-1,k] / stop(sqrt(S[t,k] + eps))`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the average is not corrected for its start: from rest the first step is lr/√(1 − rho), 3.16 lr for rho = 0.9',
    'the library defaults for rho differ, 0.9 and 0.99: the first step differs by a factor of 3.16',
  ],

  rows: {
    '000/optimizer.rmsprop': ['agreement', 'law C8'],
    '000/optimizer.unified-framework': 'law C2',
    '000/optimizer.rmsprop.forgets': 'law C5',
    '000/optimizer.rmsprop.swap-from-adagrad': 'law C2',
    '000/statistics.ewma.storage': 'law C7',
  },

  mathjs: `S(t, k) = rho ^ t * s[k] + (1 - rho) * sum(map(range(1, T, true), f(j) = j <= t ? rho ^ (t - j) * g[j, k] ^ 2 : 0));
    s1 = map(range(1, n, true), f(k) = S(T, k));
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * g[t, k] / sqrt(S(t, k) + eps))))`,
});
