import { formula } from './lib/formula.ts';
import { flag, real } from './lib/options.ts';

export default formula({
  name: 'rmsprop-momentum',
  family: 'optimizer',
  title:
    'Momentum of gradients that are divided by their moving root mean square, or by their moving deviation',
  sources: [
    'Graves (2013), Generating sequences with recurrent neural networks, equations 38–45 (centred)',
    'https://pytorch.org/docs/stable/generated/torch.optim.RMSprop.html (momentum, centered; eps outside the root)',
    'https://keras.io/api/optimizers/rmsprop/ (rate inside the buffer, eps inside the root)',
  ],

  equations: `rmsprop_momentum(theta[n], s[n], a[n], b[n], g[T,n], lr[T]; rho, mu, eps, centred) -> theta1[n], s1[n], a1[n], b1[n]
    S[t<T+1,k] = t == 0 ? s[k] : rho * S[t-1,k] + (1 - rho) * g[t-1,k]^2
    A[t<T+1,k] = t == 0 or not centred ? a[k] : rho * A[t-1,k] + (1 - rho) * g[t-1,k]
    r[t<T,k]   = sqrt(centred ? S[t+1,k] - A[t+1,k]^2 : S[t+1,k]) + eps
    B[t<T+1,k] = t == 0 ? b[k] : mu * B[t-1,k] + g[t-1,k] / r[t-1,k]
    Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * B[t,k]
    theta1[k]  = Θ[T,k]
    s1[k]      = S[T,k]
    a1[k]      = A[T,k]
    b1[k]      = B[T,k]`,
  // A moving mean as a sum of two products (PyTorch 1, JAX), or as a step towards the new value (PyTorch 2, Keras).
  algorithms: [
    'A[t<T+1,k] = t == 0 or not centred ? a[k] : rho * A[t-1,k] + (1 - rho) * g[t-1,k]',
    'A[t<T+1,k] = t == 0 or not centred ? a[k] : A[t-1,k] + (1 - rho) * (g[t-1,k] - A[t-1,k])',
  ],
  options: {
    rho: real(0.99, [0.99, 0.9, 0.3]),
    mu: real(0.9, [0.9, 0.5, 0.3]),
    eps: real(1e-8, [1e-8, 0.1, 1e-3]),
    centred: flag(false),
  },
  inputs: { s: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'the mean square is a moving average: each square weighs (1 − rho)·rhoᵃ at the age a',
    C2: 'without momentum it is RMSProp with eps beside the root',
    C3: 'the buffer adds up the divided gradients, each faded by mu a step, and knows nothing of the rate',
    C4: 'the move is linear in the rates: each is times the buffer of its own step',
    C5: 'centred, the divisor is a deviation: gradients that equal their mean leave it to fade by rho a step',
    C6: 'not centred, the mean of the gradients plays no part and stays as it is',
    C7: 'without eps, stretching the gradients and their moments with them changes nothing',
    C8: 'two calls with the states handed on are one call',
  },
  examples: [
    {
      says: 'the root of the mean square divides the gradient',
      inputs: { theta: [1], s: [4], a: [0], b: [0], g: [[4]], lr: [0.5] },
      options: { rho: 0.75, mu: 0.5, eps: 0.3542486889354094 },
      outputs: { theta1: ['0.3333333'], s1: [7], a1: [0], b1: ['1.3333333'] },
    },
    {
      says: 'half of the last buffer goes on, and the rate stands outside',
      inputs: { theta: [0], s: [1], a: [0], b: [0], g: [[1], [1]], lr: [1, 0.25] },
      options: { rho: 0.5, mu: 0.5, eps: 0 },
      outputs: { theta1: [-1.375], s1: [1], a1: [0], b1: [1.5] },
    },
    {
      says: 'centred, the mean is taken off: the deviation of 0 and 2 about 1 is 1',
      inputs: { theta: [0], s: [0], a: [0], b: [0], g: [[2]], lr: [1] },
      options: { rho: 0.5, mu: 0.5, eps: 0, centred: true },
      outputs: { theta1: [-2], s1: [2], a1: [1], b1: [2] },
    },
    {
      says: 'the same without the mean',
      inputs: { theta: [0], s: [0], a: [0], b: [0], g: [[2]], lr: [1] },
      options: { rho: 0.5, mu: 0.5, eps: 0 },
      outputs: { theta1: ['-1.414214'], s1: [2], a1: [0], b1: ['1.414214'] },
    },
    {
      says: 'eps stands beside the root: a root as large as eps halves the step',
      inputs: { theta: [0], s: [0.0625], a: [0], b: [0], g: [[0.25]], lr: [1] },
      options: { rho: 0.5, mu: 0.5, eps: 0.25 },
      outputs: { theta1: [-0.5], s1: [0.0625], a1: [0], b1: [0.5] },
    },
  ],
  special: [
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 1], s: [0, 4], a: [0, 0], b: [0, 0], g: [[Number.NaN, 2]], lr: [0.5] },
      options: { rho: 0.75, mu: 0.5, eps: 0 },
      outputs: { theta1: [Number.NaN, 0.5], s1: [Number.NaN, 4], a1: [0, 0], b1: [Number.NaN, 1] },
    },
  ],
  variants: {
    'eps-inside': {
      kind: 'convention',
      says: 'eps inside the root',
      edits: 'r[t<T,k] = sqrt((centred ? S[t+1,k] - A[t+1,k]^2 : S[t+1,k]) + eps)',
      who: 'Keras, optax by default, Graves (2013)',
      seen: ['convention 34', 'R-OPT-12', 'R-OPT-13'],
    },
    'rate-inside-the-buffer': {
      kind: 'convention',
      says: 'the rate inside the buffer, where an old one lives on',
      edits: `B[t<T+1,k] = t == 0 ? b[k] : mu * B[t-1,k] + lr[t-1] * g[t-1,k] / r[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - B[t,k]`,
      who: 'Keras, TensorFlow, optax',
      seen: ['convention 36', 'R-OPT-16', 'S-17'],
    },
    'momentum-before-the-division': {
      kind: 'mistake',
      says: 'momentum of the gradients themselves, divided afterwards',
      edits: `B[t<T+1,k] = t == 0 ? b[k] : mu * B[t-1,k] + g[t-1,k]
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * B[t,k] / r[t-1,k]`,
    },
    'damped-buffer': {
      kind: 'mistake',
      says: 'a buffer that averages: 1 − mu times the new step',
      edits: 'B[t<T+1,k] = t == 0 ? b[k] : mu * B[t-1,k] + (1 - mu) * g[t-1,k] / r[t-1,k]',
      seen: ['convention 30', 'S-17'],
    },
    'stale-buffer': {
      kind: 'mistake',
      says: 'the buffer of the step before for the move',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * B[t-1,k]',
      seen: ['R-OPT-15', 'S-18'],
    },
    'look-ahead': {
      kind: 'mistake',
      says: 'Nesterov’s step, mu times the buffer and the new step',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (mu * B[t,k] + g[t-1,k] / r[t-1,k])`,
    },
    'momentum-ignored': {
      kind: 'mistake',
      says: 'no momentum',
      force: { mu: 0 },
    },
    'never-centred': {
      kind: 'mistake',
      says: 'not centred, whatever was asked for',
      force: { centred: false },
    },
    'always-centred': {
      kind: 'mistake',
      says: 'centred, whatever was asked for',
      force: { centred: true },
    },
    'mean-not-squared': {
      kind: 'mistake',
      says: 'the mean taken off the mean square, not its square',
      edits: 'r[t<T,k] = sqrt(centred ? S[t+1,k] - A[t+1,k] : S[t+1,k]) + eps',
    },
    'mean-of-the-step-before': {
      kind: 'mistake',
      says: 'the mean of the step before taken off',
      edits: 'r[t<T,k] = sqrt(centred ? S[t+1,k] - A[t,k]^2 : S[t+1,k]) + eps',
    },
    'rho-swapped': {
      kind: 'mistake',
      says: 'rho and 1 − rho swapped in the mean square',
      edits: 'S[t<T+1,k] = t == 0 ? s[k] : (1 - rho) * S[t-1,k] + rho * g[t-1,k]^2',
    },
    'mean-square-of-the-step-before': {
      kind: 'mistake',
      says: 'the mean square of the step before for the divisor',
      edits: 'r[t<T,k] = sqrt(centred ? S[t,k] - A[t,k]^2 : S[t,k]) + eps',
    },
    'bias-corrected': {
      kind: 'convention',
      says: 'the mean square divided by 1 − rhoᵗ, as Adam does',
      edits: 'r[t<T,k] = sqrt((centred ? S[t+1,k] - A[t+1,k]^2 : S[t+1,k]) / (1 - rho^(t+1))) + eps',
      who: 'optax with bias_correction=True',
    },
    'states-not-handed-on': {
      kind: 'mistake',
      says: 'mean and buffer handed back as they came in',
      edits: `a1[k] = a[k]
        b1[k] = b[k]`,
    },
    'constant-root': {
      kind: 'mistake',
      says: 'a gradient that takes the divisor for a constant',
      edits: 'B[t<T+1,k] = t == 0 ? b[k] : mu * B[t-1,k] + g[t-1,k] / stop(r[t-1,k])',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a constant rate hides whether it stands inside the buffer',
    'the mean square less the squared mean cancels where gradients hardly change, and rounding may turn it negative',
  ],

  mathjs: `S(t, k) = rho ^ t * s[k] + (1 - rho) * sum(map(range(1, T, true), f(j) = j <= t ? rho ^ (t - j) * g[j, k] ^ 2 : 0));
    E(t, k) = centred ? rho ^ t * a[k] + (1 - rho) * sum(map(range(1, T, true), f(j) = j <= t ? rho ^ (t - j) * g[j, k] : 0)) : a[k];
    r(t, k) = sqrt(centred ? S(t, k) - E(t, k) ^ 2 : S(t, k)) + eps;
    B(t, k) = mu ^ t * b[k] + sum(map(range(1, T, true), f(j) = j <= t ? mu ^ (t - j) * g[j, k] / r(j, k) : 0));
    s1 = map(range(1, n, true), f(k) = S(T, k));
    a1 = map(range(1, n, true), f(k) = E(T, k));
    b1 = map(range(1, n, true), f(k) = B(T, k));
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * B(t, k))))`,
});
