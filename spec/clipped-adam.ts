import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

/** The norm of what the largest component is divided out of. */
const CLIPPED = `a[t<T]   = stop(max[j](abs(g[t,j])))
     q[t<T]   = a[t] == 0 ? 0 : sqrt(sum[j]((g[t,j] / a[t])^2))
     d[t<T,k] = a[t] == 0 or q[t] <= c / a[t] ? g[t,k] : c * (g[t,k] / a[t] / q[t])`;

export default formula({
  name: 'clipped-adam',
  family: 'optimizer',
  title: 'Adam on gradients that have been cut to a greatest length, their direction kept',
  sources: [
    'Pascanu, Mikolov & Bengio (2013), On the difficulty of training recurrent neural networks, algorithm 1',
    'Kingma & Ba (2015), Adam: a method for stochastic optimization, algorithm 1',
    'https://pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html (before the step, with 1e-6 in the divisor)',
  ],

  equations: `clipped_adam(theta[n], m[n], v[n], g[T,n], lr[T]; c, beta1, beta2, eps, t0) -> theta1[n], m1[n], v1[n]
    norm[t<T]   = sqrt(sum[j](g[t,j]^2))
    d[t<T,k]    = norm[t] <= c ? g[t,k] : c * g[t,k] / norm[t]
    M[t<T+1,k]  = t == 0 ? m[k] : beta1 * M[t-1,k] + (1 - beta1) * d[t-1,k]
    V[t<T+1,k]  = t == 0 ? v[k] : beta2 * V[t-1,k] + (1 - beta2) * d[t-1,k]^2
    mhat[t<T,k] = M[t+1,k] / (1 - beta1^(t0+t+1))
    vhat[t<T,k] = V[t+1,k] / (1 - beta2^(t0+t+1))
    Θ[t<T+1,k]  = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps)
    theta1[k]   = Θ[T,k]
    m1[k]       = M[T,k]
    v1[k]       = V[T,k]`,
  // Moving means as sums of two products (PyTorch 1, JAX), or as steps towards the new value (PyTorch 2, Keras).
  algorithms: [
    CLIPPED,
    `${CLIPPED}
     M[t<T+1,k] = t == 0 ? m[k] : M[t-1,k] + (1 - beta1) * (d[t-1,k] - M[t-1,k])
     V[t<T+1,k] = t == 0 ? v[k] : V[t-1,k] + (1 - beta2) * (d[t-1,k]^2 - V[t-1,k])`,
  ],
  options: {
    c: real(1, [1, 0.3, 2.5, 7, 1e4]),
    beta1: real(0.9, [0.9, 0.75, 0.3]),
    beta2: real(0.999, [0.999, 0.9, 0.6]),
    eps: real(1e-8, [1e-8, 0.1, 1e-3]),
    t0: int(0, 20, 0),
  },
  inputs: { v: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'gradients cut beforehand are not cut again: it is Adam of the cut ones',
    C2: 'gradients within the cap meet plain Adam, whatever the cap',
    C3: 'beyond the cap a spike counts by its direction alone: twice as high it changes nothing',
    C4: 'from rest the mean of the gradients never gets longer than the cap',
    C5: 'the cap is not on the step: from rest the first one is lr long in every coordinate, if eps is 0',
    C6: 'two calls with the moments and the step count handed on are one call',
  },
  examples: [
    {
      says: 'a gradient of the length 5 counts in the moments as one of the length 1',
      inputs: { theta: [0, 0], m: [0, 0], v: [0, 0], g: [[3, 4]], lr: [0.125] },
      options: { c: 1, eps: 0 },
      outputs: { theta1: [-0.125, -0.125], m1: ['0.060000', '0.080000'], v1: ['0.00036000', '0.00064000'] },
    },
    {
      says: 'after a spike of 100 the next gradient of 1 moves as far as without it',
      inputs: { theta: [0], m: [0], v: [0], g: [[100], [1]], lr: [1, 1] },
      options: { c: 1, beta1: 0.5, beta2: 0.5, eps: 0 },
      outputs: { theta1: [-2], m1: [0.75], v1: [0.75] },
    },
    {
      says: 'a step longer than the cap is left as it is',
      inputs: { theta: [0], m: [0], v: [0], g: [[0.125]], lr: [8] },
      options: { c: 0.5, beta1: 0.5, beta2: 0.75, eps: 0 },
      outputs: { theta1: [-8], m1: [0.0625], v1: [0.00390625] },
    },
    {
      says: 'a cap of zero on no gradient is no division by zero',
      inputs: { theta: [1], m: [0], v: [0], g: [[0]], lr: [0.5] },
      options: { c: 0 },
      outputs: { theta1: [1], m1: [0], v1: [0] },
    },
    {
      says: 'squares beyond the range of f32 do not overflow',
      inputs: { theta: [0], m: [0], v: [0], g: [[2 ** 100]], lr: [0.5] },
      options: { c: 1, eps: 0 },
      outputs: { theta1: [-0.5], m1: ['0.10000'], v1: ['0.001000'] },
    },
  ],
  special: [
    {
      says: 'NaN does not disappear',
      inputs: { theta: [1, 1], m: [0, 0], v: [0, 0], g: [[Number.NaN, 1]], lr: [0.5] },
      outputs: { theta1: [Number.NaN, null], m1: [Number.NaN, null], v1: [Number.NaN, null] },
    },
  ],
  variants: {
    'steps-clipped': {
      kind: 'mistake',
      says: 'Adam’s steps cut to the length, not its gradients',
      edits: `d[t<T,k] = g[t,k]
        u[t<T,k] = lr[t] * mhat[t,k] / (sqrt(vhat[t,k]) + eps)
        s[t<T]   = sqrt(sum[j](u[t,j]^2))
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - (s[t-1] <= c ? u[t-1,k] : c * u[t-1,k] / s[t-1])`,
      seen: ['R-CLP-06'],
    },
    'directions-clipped': {
      kind: 'mistake',
      says: 'Adam’s steps cut to the length before the rate, not its gradients',
      edits: `d[t<T,k] = g[t,k]
        u[t<T,k] = mhat[t,k] / (sqrt(vhat[t,k]) + eps)
        s[t<T]   = sqrt(sum[j](u[t,j]^2))
        Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (s[t-1] <= c ? u[t-1,k] : c * u[t-1,k] / s[t-1])`,
      seen: ['R-CLP-06'],
    },
    'not-clipped': {
      kind: 'mistake',
      says: 'the gradients themselves, the clipped ones never used',
      edits: 'd[t<T,k] = g[t,k]',
      seen: ['R-CLP-07'],
    },
    'by-value': {
      kind: 'convention',
      says: 'each component cut to ±c by itself',
      edits: 'd[t<T,k] = max(-c, min(c, g[t,k]))',
      who: 'PyTorch clip_grad_value_, Keras clipvalue',
    },
    'eps-in-denominator': {
      kind: 'convention',
      says: '1e-6 added to the length before dividing',
      edits: 'd[t<T,k] = g[t,k] * min(1, c / (norm[t] + 1e-6))',
      algorithm: 'd[t<T,k] = g[t,k] * min(1, c / (a[t] * q[t] + 1e-6))',
      who: 'PyTorch clip_grad_norm_',
      seen: ['convention 43'],
    },
    'always-rescaled': {
      kind: 'mistake',
      says: 'every gradient brought to the length c, short ones stretched',
      edits: 'd[t<T,k] = a[t] == 0 ? g[t,k] : c * (g[t,k] / a[t] / q[t])',
    },
    'length-of-all-steps': {
      kind: 'mistake',
      says: 'the length of the gradients of all steps together',
      edits: `A        = stop(max[t,j](abs(g[t,j])))
        Q        = A == 0 ? 0 : sqrt(sum[t,j]((g[t,j] / A)^2))
        d[t<T,k] = A == 0 or Q <= c / A ? g[t,k] : c * (g[t,k] / A / Q)`,
    },
    'mean-alone': {
      kind: 'mistake',
      says: 'the cut gradients in the mean, and those before the cut in the mean square',
      edits: 'V[t<T+1,k] = t == 0 ? v[k] : beta2 * V[t-1,k] + (1 - beta2) * g[t-1,k]^2',
    },
    'squares-overflow': {
      kind: 'mistake',
      says: 'squares that overflow, after which the factor and with it every component is 0',
      edits: 'd[t<T,k] = g[t,k] * (c * min(1 / norm[t], 1 / c))',
      shows: 'numerically',
      seen: ['R-CLP-02', 'R-CLP-05'],
    },
    'epsilon-hat': {
      kind: 'convention',
      says: 'eps added to the uncorrected root, both corrections in the rate',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * sqrt(1 - beta2^(t0+t)) / (1 - beta1^(t0+t)) * M[t,k] / (sqrt(V[t,k]) + eps)`,
      who: 'Kingma & Ba’s faster form, Keras',
      seen: ['convention 38', 'R-OPT-01', 'R-OPT-02', 'S-15'],
    },
    't0-ignored': {
      kind: 'mistake',
      says: 'a step count that starts afresh at every call',
      force: { t0: 0 },
    },
    'constant-length': {
      kind: 'mistake',
      says: 'a gradient that takes the length for a constant',
      edits: 'd[t<T,k] = a[t] == 0 or q[t] <= c / a[t] ? g[t,k] : c * (g[t,k] / a[t] / stop(q[t]))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'Adam is nearly blind to the size of gradients: a first step shows no difference between cut and uncut ones',
    'steps cut after Adam have long had the spike in their moments, and it stays there for 1/(1 − β₂) steps',
  ],

  mathjs: `long(t) = sqrt(sum(map(range(1, n, true), f(j) = g[t, j] ^ 2)));
    cut(t, k) = long(t) <= c ? g[t, k] : g[t, k] / (long(t) / c);
    M(t, k) = beta1 ^ t * m[k] + (1 - beta1) * sum(map(range(1, T, true), f(j) = j <= t ? beta1 ^ (t - j) * cut(j, k) : 0));
    V(t, k) = beta2 ^ t * v[k] + (1 - beta2) * sum(map(range(1, T, true), f(j) = j <= t ? beta2 ^ (t - j) * cut(j, k) ^ 2 : 0));
    m1 = map(range(1, n, true), f(k) = M(T, k));
    v1 = map(range(1, n, true), f(k) = V(T, k));
    u(t, k) = M(t, k) / (1 - beta1 ^ (t0 + t)) / (sqrt(V(t, k) / (1 - beta2 ^ (t0 + t))) + eps);
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * u(t, k))))`,
});
