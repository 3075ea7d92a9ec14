import { formula } from './lib/formula.ts';
import { choice, real } from './lib/options.ts';

export default formula({
  name: 'huber',
  family: 'loss',
  title: 'Half the squared error of small residuals, and the size of large ones',
  sources: [
    'Huber (1964), Robust estimation of a location parameter',
    'https://pytorch.org/docs/stable/generated/torch.nn.HuberLoss.html',
    'https://pytorch.org/docs/stable/generated/torch.nn.SmoothL1Loss.html (divided by its beta)',
  ],

  equations: `huber(y[N,K], t[N,K]; delta, reduction) -> loss
    a[n,k] = abs(y[n,k] - t[n,k])
    h[n,k] = a[n,k] <= delta ? a[n,k]^2 / 2 : delta * (a[n,k] - delta / 2)
    loss = sum[n,k](h[n,k]) / (reduction == 'mean' ? N * K : 1)`,
  options: { delta: real(1, [1, 0.1, 0.5, 3]), reduction: choice('mean', 'sum') },

  laws: {
    C1: 'it is never negative, and zero where prediction and target agree',
    C2: 'prediction and target may be exchanged, and both may be shifted alike',
    C3: 'the two pieces meet at δ, with the value δ²/2 and the slope δ',
    C4: 'the gradient is the residual cut off at −δ and δ, divided by NK for the mean',
    C5: 'it is never above half the squared error, nor above δ times the absolute error',
    C6: 'half way between two predictions it is no worse than their mean',
    C7: 'a factor of δ and of both arguments comes out squared',
    C8: 'of constant predictions the median of the targets costs least where δ is small, the mean where it is large',
  },
  examples: [
    {
      says: 'small residuals are squared, large ones are not, on either side',
      inputs: { y: [[0.5, 3, -3]], t: [[0, 0, 0]] },
      options: { reduction: 'sum' },
      outputs: { loss: 5.125 },
    },
    {
      says: 'a wider quadratic part',
      inputs: { y: [[1], [-4]], t: [[0], [0]] },
      options: { delta: 2 },
      outputs: { loss: 3.25 },
    },
    {
      says: 'at the knee',
      inputs: { y: [[2, -2]], t: [[0.5, -0.5]] },
      options: { delta: 1.5, reduction: 'sum' },
      outputs: { loss: 2.25 },
    },
  ],
  special: [
    {
      says: 'a residual whose square overflows costs its size',
      inputs: { y: [[2 ** 100]], t: [[0]] },
      options: { delta: 0.5 },
      outputs: { loss: 2 ** 99 },
    },
    {
      says: 'NaN in a prediction is NaN in the loss',
      inputs: { y: [[Number.NaN, 0]], t: [[1, 0]] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    'smooth-l1': {
      kind: 'convention',
      says: 'the loss divided by δ, as smooth L1 with β = δ has it',
      edits: 'h[n,k] = a[n,k] <= delta ? a[n,k]^2 / (2 * delta) : a[n,k] - delta / 2',
      who: 'Fast R-CNN; PyTorch under the name SmoothL1Loss',
    },
    'pseudo-huber': {
      kind: 'convention',
      says: 'δ²(√(1 + (e/δ)²) − 1), which is smooth throughout',
      edits: 'h[n,k] = delta^2 * (sqrt(1 + (a[n,k] / delta)^2) - 1)',
      who: 'scipy.special.pseudo_huber',
    },
    'without-the-half': {
      kind: 'convention',
      says: 'twice the loss: e² within δ, 2δ|e| − δ² outside',
      edits: 'h[n,k] = a[n,k] <= delta ? a[n,k]^2 : delta * (2 * a[n,k] - delta)',
      who: 'scipy.optimize.least_squares (its rho, before it is halved)',
    },
    'delta-always-1': {
      kind: 'mistake',
      says: 'δ = 1, whichever was asked for',
      force: { delta: 1 },
    },
    'condition-without-abs': {
      kind: 'mistake',
      says: 'the residual itself held against δ, so that negative ones are always squared',
      edits: 'h[n,k] = y[n,k] - t[n,k] <= delta ? a[n,k]^2 / 2 : delta * (a[n,k] - delta / 2)',
      seen: ['S-09'],
    },
    'half-delta-forgotten': {
      kind: 'mistake',
      says: 'δ|e| outside, without δ²/2 taken off, so that it jumps at δ',
      edits: 'h[n,k] = a[n,k] <= delta ? a[n,k]^2 / 2 : delta * a[n,k]',
      seen: ['S-09'],
    },
    'half-not-scaled': {
      kind: 'mistake',
      says: 'δ|e| − ½ outside, right for δ = 1 alone',
      edits: 'h[n,k] = a[n,k] <= delta ? a[n,k]^2 / 2 : delta * a[n,k] - 1 / 2',
      seen: ['S-09'],
    },
    'quadratic-part-divided': {
      kind: 'mistake',
      says: 'the quadratic part divided by 1 + e²',
      edits: 'h[n,k] = a[n,k] <= delta ? a[n,k]^2 / 2 / (1 + a[n,k]^2) : delta * (a[n,k] - delta / 2)',
      seen: ['R-LOS-14'],
    },
    'pieces-exchanged': {
      kind: 'mistake',
      says: 'large residuals squared, and small ones not',
      edits: 'h[n,k] = a[n,k] > delta ? a[n,k]^2 / 2 : delta * (a[n,k] - delta / 2)',
    },
    'squared-error': {
      kind: 'mistake',
      says: 'half the squared error throughout',
      edits: 'h[n,k] = a[n,k]^2 / 2',
    },
    'absolute-error': {
      kind: 'mistake',
      says: 'the absolute error',
      edits: 'h[n,k] = a[n,k]',
    },
    'divided-by-samples': {
      kind: 'mistake',
      says: 'a mean over the samples, not over all elements',
      edits: "loss = sum[n,k](h[n,k]) / (reduction == 'mean' ? N : 1)",
      seen: ['S-06', 'convention 14'],
    },
    'always-sum': {
      kind: 'mistake',
      says: 'the sum, whichever reduction was asked for',
      force: { reduction: 'sum' },
      seen: ['convention 18'],
    },
    'gradient-of-the-sum': {
      kind: 'mistake',
      says: 'the mean with the gradient of the sum',
      edits: `m = reduction == 'mean' ? N * K : 1
        loss = sum[n,k](h[n,k] + (m - 1) * (h[n,k] - stop(h[n,k]))) / m`,
      shows: 'in the gradient',
      seen: ['S-06', 'convention 24'],
    },
    'gradient-without-sign': {
      kind: 'mistake',
      says: 'a gradient δ outside, on both sides',
      edits: `v[n,k] = delta * (a[n,k] - delta / 2)
        e[n,k] = y[n,k] - t[n,k]
        h[n,k] = a[n,k] <= delta ? a[n,k]^2 / 2 : stop(v[n,k]) + delta * (e[n,k] - stop(e[n,k]))`,
      shows: 'in the gradient',
    },
    'gradient-cut-at-1': {
      kind: 'mistake',
      says: 'a gradient cut off at ±1, whatever δ is',
      edits: `v[n,k] = a[n,k] <= delta ? a[n,k]^2 / 2 : delta * (a[n,k] - delta / 2)
        h[n,k] = stop(v[n,k]) + min(1, stop(a[n,k])) * (a[n,k] - stop(a[n,k]))`,
      shows: 'in the gradient',
    },
    'outliers-without-gradient': {
      kind: 'mistake',
      says: 'no gradient outside δ',
      edits: 'h[n,k] = a[n,k] <= delta ? a[n,k]^2 / 2 : delta * (stop(a[n,k]) - delta / 2)',
      shows: 'in the gradient',
    },
    'target-held-constant': {
      kind: 'convention',
      says: 'no gradient to the targets',
      edits: 'a[n,k] = abs(y[n,k] - stop(t[n,k]))',
      who: 'libraries that take targets for data',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'smooth L1 is this divided by its β: the same for β = δ = 1 alone',
    'where both pieces are computed, the square of an outlier overflows',
  ],

  mathjs: `e(n, k) = y[n, k] - t[n, k];
    c(n, k) = max(-delta, min(delta, e(n, k)));
    s = sum(map(range(1, N, true), f(n) = sum(map(range(1, K, true), g(k) = c(n, k) * (e(n, k) - c(n, k) / 2)))));
    loss = equalText(reduction, "mean") ? s / (N * K) : s`,
});
