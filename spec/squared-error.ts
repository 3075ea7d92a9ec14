import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'squared-error',
  family: 'loss',
  title: 'How far predictions are from their targets, squared',
  sources: [
    'Legendre (1805), Nouvelles méthodes pour la détermination des orbites des comètes',
    'Mitchell (1997), Machine Learning, chapter 4 (the half sum)',
    'https://pytorch.org/docs/stable/generated/torch.nn.MSELoss.html (sum and mean)',
  ],

  equations: `squared_error(y[N,K], t[N,K]; reduction) -> loss
    s    = sum[n,k]((y[n,k] - t[n,k])^2)
    loss = reduction == 'half-sum' ? s / 2 : reduction == 'sum' ? s : s / (N * K)`,
  options: { reduction: choice('half-sum', 'sum', 'mean') },

  laws: {
    C1: 'it is never negative, and zero where prediction and target agree',
    C2: 'prediction and target may be exchanged, and both may be shifted alike',
    C3: 'doubled residuals cost four times as much',
    C4: 'consecutive mini-batches add up to the whole, a mean weighted by their sizes, and so do their gradients',
    C5: 'the gradient by the prediction is the residual (half sum), twice it (sum) or 2/NK of it (mean)',
    C6: 'between two predictions it is no worse than their mean',
    C7: 'every sample taken twice doubles a sum and keeps a mean',
  },
  examples: [
    {
      says: 'the residuals 1 … 12 of three samples with four outputs: half their sum of squares',
      inputs: {
        y: [
          [1, 2, 3, 4],
          [5, 6, 7, 8],
          [9, 10, 11, 12],
        ],
        t: [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0, 0, 0],
        ],
      },
      options: { reduction: 'half-sum' },
      outputs: { loss: 325 },
    },
    {
      says: 'the same residuals: their sum of squares',
      inputs: {
        y: [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0, 0, 0],
        ],
        t: [
          [1, 2, 3, 4],
          [5, 6, 7, 8],
          [9, 10, 11, 12],
        ],
      },
      options: { reduction: 'sum' },
      outputs: { loss: 650 },
    },
    {
      says: 'the same residuals: their mean square, over samples and outputs',
      inputs: {
        y: [
          [2, 4, 6, 8],
          [10, 12, 14, 16],
          [18, 20, 22, 24],
        ],
        t: [
          [1, 2, 3, 4],
          [5, 6, 7, 8],
          [9, 10, 11, 12],
        ],
      },
      options: { reduction: 'mean' },
      outputs: { loss: '54.1667' },
    },
    {
      says: 'a sigmoid unit that is undecided about a 1',
      inputs: { y: [[0.5]], t: [[1]] },
      options: { reduction: 'half-sum' },
      outputs: { loss: 0.125 },
    },
  ],
  special: [
    {
      says: 'NaN in one element is NaN in the loss',
      inputs: { y: [[Number.NaN, 1]], t: [[1, 1]] },
      outputs: { loss: Number.NaN },
    },
    {
      says: 'an infinite residual costs ∞',
      inputs: { y: [[-Infinity, 1]], t: [[1, 1]] },
      outputs: { loss: Infinity },
    },
    {
      says: 'two equal infinities have no difference',
      inputs: { y: [[Infinity, 1]], t: [[Infinity, 1]] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    'mean-over-samples': {
      kind: 'convention',
      says: 'the mean over samples of sums over outputs',
      edits: "loss = reduction == 'half-sum' ? s / 2 : reduction == 'sum' ? s : s / N",
      who: 'textbooks that average the loss of a sample',
      seen: ['convention 14'],
    },
    'half-mean-over-samples': {
      kind: 'convention',
      says: 'the mean over samples of half sums over outputs',
      edits: "loss = reduction == 'half-sum' ? s / 2 : reduction == 'sum' ? s : s / (2 * N)",
      who: 'the mean of optax.l2_loss summed over outputs',
      seen: ['convention 14'],
    },
    'half-mean': {
      kind: 'convention',
      says: 'half the mean over samples and outputs',
      edits: "loss = reduction == 'half-sum' ? s / 2 : reduction == 'sum' ? s : s / (2 * N * K)",
      who: 'the mean of optax.l2_loss',
      seen: ['convention 14'],
    },
    'mean-over-outputs': {
      kind: 'mistake',
      says: 'the mean over outputs of sums over samples',
      edits: "loss = reduction == 'half-sum' ? s / 2 : reduction == 'sum' ? s : s / K",
      seen: ['S-06'],
    },
    'sum-without-half': {
      kind: 'convention',
      says: 'the sum without its half',
      edits: "loss = reduction == 'mean' ? s / (N * K) : s",
      who: 'PyTorch with the reduction sum',
      seen: ['convention 14'],
    },
    'always-mean': {
      kind: 'mistake',
      says: 'the mean, whichever reduction was asked for',
      force: { reduction: 'mean' },
      seen: ['convention 14'],
    },
    'root-taken': {
      kind: 'mistake',
      says: 'the root of the sum of squares',
      edits: 's = sqrt(sum[n,k]((y[n,k] - t[n,k])^2))',
    },
    'absolute-differences': {
      kind: 'mistake',
      says: 'absolute differences, not squares',
      edits: 's = sum[n,k](abs(y[n,k] - t[n,k]))',
    },
    'first-sample-left-out': {
      kind: 'mistake',
      says: 'the first sample left out',
      edits: 's = sum[n,k](n == 0 and N > 1 ? 0 : (y[n,k] - t[n,k])^2)',
      seen: ['convention 28'],
    },
    expanded: {
      kind: 'mistake',
      says: 'Σy² − 2Σyt + Σt², which cancels where prediction and target are close',
      edits: 's = sum[n,k](y[n,k]^2) - 2 * sum[n,k](y[n,k] * t[n,k]) + sum[n,k](t[n,k]^2)',
      shows: 'numerically',
      seen: ['S-29'],
    },
    'square-by-logarithm': {
      kind: 'mistake',
      says: 'a square by exp and log, whose gradient is 0/0 at a residual of zero',
      edits: 's = sum[n,k](exp(2 * log(abs(y[n,k] - t[n,k]))))',
      shows: 'numerically',
      seen: ['R-LOS-22'],
    },
    'gradient-without-two': {
      kind: 'mistake',
      says: 'a gradient without the factor two of the square',
      edits: 's = sum[n,k](stop(y[n,k] - t[n,k]) * (y[n,k] - t[n,k]))',
      shows: 'in the gradient',
    },
    'gradient-reversed': {
      kind: 'mistake',
      says: 'a gradient of the opposite sign, as the delta rule writes it',
      edits: 's = sum[n,k](2 * stop((y[n,k] - t[n,k])^2) - (y[n,k] - t[n,k])^2)',
      shows: 'in the gradient',
      seen: ['convention 25'],
    },
    'target-held-constant': {
      kind: 'convention',
      says: 'no gradient to the targets',
      edits: 's = sum[n,k]((y[n,k] - stop(t[n,k]))^2)',
      who: 'libraries that take targets for data',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'six scales are in use under this name; they differ by N, K and ½, and so does the learning rate that fits them',
    'a mini-batch of B samples that starts at s ends at s + B − 1',
  ],

  rows: {
    '000/loss.half-squared-error': 'law C5',
    '002/loss.squared-error': 'law C6',
    '004/loss.squared-error.batch': 'law C3',
    '004/loss.squared-error.sample': 'agreement',
    '004/loss.squared-error.mini-batch': 'law C4',
    '004/identity.squared-error.additivity': 'law C4',
    '004/gradient-flow.delta-rule.error-by-output': 'law C5',
  },

  mathjs: `s = sum(map(range(1, N, true), f(n) = sum(map(range(1, K, true), g(k) = (y[n, k] - t[n, k]) * (y[n, k] - t[n, k])))));
    loss = equalText(reduction, "half-sum") ? s / 2 : equalText(reduction, "sum") ? s : s / N / K`,
});
