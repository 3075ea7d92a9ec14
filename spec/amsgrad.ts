import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

export default formula({
  name: 'amsgrad',
  family: 'optimizer',
  title: 'Adam that divides by the largest second moment so far, so that no rate grows again',
  sources: [
    'Reddi, Kale & Kumar (2018), On the convergence of Adam and beyond, algorithm 2 (without corrections and eps)',
    'https://pytorch.org/docs/stable/generated/torch.optim.Adam.html (amsgrad=True: the largest of the uncorrected moments)',
    'https://optax.readthedocs.io/en/latest/api/optimizers.html#amsgrad (the largest of the corrected moments)',
  ],

  equations: `amsgrad(theta[n], m[n], v[n], w[n], g[T,n], lr[T]; beta1, beta2, eps, t0) -> theta1[n], m1[n], v1[n], w1[n]
    M[t<T+1,k] = t == 0 ? m[k] : beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]
    V[t<T+1,k] = t == 0 ? v[k] : beta2 * V[t-1,k] + (1 - beta2) * g[t-1,k]^2
    W[t<T+1,k] = t == 0 ? w[k] : max(W[t-1,k], V[t,k])
    mhat[t<T,k] = M[t+1,k] / (1 - beta1^(t0+t+1))
    what[t<T,k] = W[t+1,k] / (1 - beta2^(t0+t+1))
    Θ[t<T+1,k]  = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(what[t-1,k]) + eps)
    theta1[k]   = Θ[T,k]
    m1[k]       = M[T,k]
    v1[k]       = V[T,k]
    w1[k]       = W[T,k]`,
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
  inputs: { v: 'non-negative', w: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'the largest moment never falls: w1 ≥ w, and it is the largest of w and of the moving averages at every step',
    C2: 'the other moments are Adam’s: they do not see the largest one',
    C3: 'under a constant gradient from rest it is Adam: every step is lr·g/(|g| + eps) long',
    C4: 'a burst is remembered: however many steps follow it, the divisor is no smaller',
    C5: 'without eps, stretching the gradients and the moments with them changes nothing',
    C6: 'two calls with the moments and the step count handed on are one call',
  },
  examples: [
    {
      says: 'the first step has the length of the rate',
      inputs: { theta: [0, 0], m: [0, 0], v: [0, 0], w: [0, 0], g: [[1, -0.5]], lr: [0.125] },
      options: { eps: 0 },
      outputs: {
        theta1: [-0.125, 0.125],
        m1: ['0.10000', '-0.050000'],
        v1: ['0.001000', '0.00025000'],
        w1: ['0.001000', '0.00025000'],
      },
    },
    {
      says: 'after a burst of 8 the divisor stays where Adam’s would fall',
      inputs: { theta: [0], m: [0], v: [0], w: [0], g: [[8], [0]], lr: [1, 1] },
      options: { beta1: 0.5, beta2: 0.5, eps: 0 },
      outputs: { theta1: ['-1.408248'], m1: [2], v1: [16], w1: [32] },
    },
    {
      says: 'a largest moment handed in holds from the first step',
      inputs: { theta: [0], m: [0], v: [0], w: [32], g: [[2]], lr: [1] },
      options: { beta1: 0.5, beta2: 0.5, eps: 0 },
      outputs: { theta1: [-0.25], m1: [1], v1: [2], w1: [32] },
    },
    {
      says: 'no gradient and empty moments: no step, and no division by zero',
      inputs: { theta: [1], m: [0], v: [0], w: [0], g: [[0], [0]], lr: [0.5, 0.5] },
      options: { eps: 1e-8 },
      outputs: { theta1: [1], m1: [0], v1: [0], w1: [0] },
    },
  ],
  special: [
    {
      says: 'NaN stays in its coordinate, and in its largest moment',
      inputs: {
        theta: [1, 1],
        m: [0, 0],
        v: [0, 0],
        w: [0, 0],
        g: [
          [Number.NaN, 1],
          [1, 1],
        ],
        lr: [0.5, 0.5],
      },
      options: { beta1: 0.5, beta2: 0.75, eps: 0 },
      outputs: {
        theta1: [Number.NaN, 0],
        m1: [Number.NaN, 0.75],
        v1: [Number.NaN, 0.4375],
        w1: [Number.NaN, 0.4375],
      },
    },
  ],
  variants: {
    'corrected-before-the-maximum': {
      kind: 'convention',
      says: 'the largest of the corrected second moments',
      edits: `W[t<T+1,k]  = t == 0 ? w[k] : max(W[t-1,k], V[t,k] / (1 - beta2^(t0+t)))
        what[t<T,k] = W[t+1,k]`,
      who: 'optax; the text of PyTorch’s documentation',
      seen: ['R-OPT-08'],
    },
    'not-corrected': {
      kind: 'convention',
      says: 'the moments as they are, not corrected for their start',
      edits: `mhat[t<T,k] = M[t+1,k]
        what[t<T,k] = W[t+1,k]`,
      who: 'the paper',
      seen: ['convention 39'],
    },
    'epsilon-hat': {
      kind: 'convention',
      says: 'eps added to the uncorrected root, both corrections in the rate',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * sqrt(1 - beta2^(t0+t)) / (1 - beta1^(t0+t)) * M[t,k] / (sqrt(W[t,k]) + eps)`,
      who: 'Keras',
      seen: ['convention 38', 'R-OPT-01', 'R-OPT-02', 'S-15'],
    },
    'eps-in-root': {
      kind: 'convention',
      says: 'eps inside the root',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / sqrt(what[t-1,k] + eps)`,
      who: 'optax with eps_root',
      seen: ['convention 38', 'S-15'],
    },
    'no-memory': {
      kind: 'mistake',
      says: 'the present second moment instead of the largest: Adam',
      edits: 'W[t<T+1,k] = t == 0 ? w[k] : V[t,k]',
    },
    'largest-of-the-call': {
      kind: 'mistake',
      says: 'a largest moment that starts afresh at every call',
      edits: 'W[t<T+1,k] = t == 0 ? 0 : max(W[t-1,k], V[t,k])',
    },
    'smallest-in-its-place': {
      kind: 'mistake',
      says: 'the smallest second moment so far',
      edits: 'W[t<T+1,k] = t == 0 ? w[k] : min(W[t-1,k], V[t,k])',
    },
    'largest-fed-back': {
      kind: 'mistake',
      says: 'the largest moment handed on as the moving average',
      edits:
        'V[t<T+1,k] = t == 0 ? v[k] : max(t == 1 ? max(w[k], v[k]) : V[t-1,k], beta2 * V[t-1,k] + (1 - beta2) * g[t-1,k]^2)',
    },
    'largest-square': {
      kind: 'mistake',
      says: 'the largest squared gradient, not the largest average of them',
      edits: 'W[t<T+1,k] = t == 0 ? w[k] : max(W[t-1,k], g[t-1,k]^2)',
    },
    'one-largest-for-all': {
      kind: 'mistake',
      says: 'the largest moment of all coordinates for each of them',
      edits: 'W[t<T+1,k] = t == 0 ? w[k] : max(W[t-1,k], max[j<n](V[t,j]))',
    },
    'counts-from-zero': {
      kind: 'mistake',
      says: 'a step count that starts at 0: at the first step it divides by zero',
      edits: `mhat[t<T,k] = M[t+1,k] / (1 - beta1^(t0+t))
        what[t<T,k] = W[t+1,k] / (1 - beta2^(t0+t))`,
      seen: ['S-14'],
    },
    't0-ignored': {
      kind: 'mistake',
      says: 'a step count that starts afresh at every call',
      force: { t0: 0 },
    },
    'root-of-the-first-correction': {
      kind: 'mistake',
      says: 'the first moment divided by √(1 − β₁ᵗ)',
      edits: 'mhat[t<T,k] = M[t+1,k] / sqrt(1 - beta1^(t0+t+1))',
      seen: ['R-OPT-07'],
    },
    'state-not-handed-on': {
      kind: 'mistake',
      says: 'the largest moment handed back as it came in',
      edits: 'w1[k] = w[k]',
    },
    'constant-second-moment': {
      kind: 'mistake',
      says: 'a gradient that takes the second moments for constants',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (stop(sqrt(what[t-1,k])) + eps)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'one step, or steady gradients, do not tell it from Adam: try a burst and small gradients after it',
    'whether the maximum is taken before or after the correction differs between text and code of the same library',
  ],

  mathjs: `M(t, k) = beta1 ^ t * m[k] + (1 - beta1) * sum(map(range(1, T, true), f(j) = j <= t ? beta1 ^ (t - j) * g[j, k] : 0));
    V(t, k) = beta2 ^ t * v[k] + (1 - beta2) * sum(map(range(1, T, true), f(j) = j <= t ? beta2 ^ (t - j) * g[j, k] ^ 2 : 0));
    W(t, k) = max(w[k], max(map(range(1, T, true), f(j) = j <= t ? V(j, k) : 0)));
    m1 = map(range(1, n, true), f(k) = M(T, k));
    v1 = map(range(1, n, true), f(k) = V(T, k));
    w1 = map(range(1, n, true), f(k) = W(T, k));
    u(t, k) = M(t, k) / (1 - beta1 ^ (t0 + t)) / (sqrt(W(t, k) / (1 - beta2 ^ (t0 + t))) + eps);
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * u(t, k))))`,
});
