import { formula } from './lib/formula.ts';
import { choice, flag } from './lib/options.ts';

export default formula({
  name: 'kl-divergence',
  family: 'loss',
  title:
    'What it costs to believe in one distribution where another holds, beyond what the other costs itself',
  sources: [
    'Kullback & Leibler (1951), On information and sufficiency',
    'https://pytorch.org/docs/stable/generated/torch.nn.functional.kl_div.html (log-probabilities first)',
  ],

  equations: `kl_divergence(l[N,K], t[N,K]; log_target, reduction) -> loss
    h[n,k] = log_target ? exp(t[n,k]) * (t[n,k] - l[n,k]) : t[n,k] == 0 ? 0 : t[n,k] * (log(t[n,k]) - l[n,k])
    loss = sum[n,k](h[n,k]) / (reduction == 'sum' ? 1 : reduction == 'mean' ? N * K : N)`,
  // The target's own entropy and the cost of the other apart, as libraries have them.
  algorithms: [
    'h[n,k] = log_target ? exp(t[n,k]) * (t[n,k] - l[n,k]) : t[n,k] == 0 ? 0 : t[n,k] * (log(t[n,k]) - l[n,k])',
    `h[n,k] = log_target ? exp(t[n,k]) * (t[n,k] - l[n,k]) : t[n,k] == 0 ? 0 : t[n,k] * log(t[n,k]) - t[n,k] * l[n,k]`,
  ],
  options: { log_target: flag(false), reduction: choice('batchmean', 'mean', 'sum') },
  // Shares stand for logarithms as well as any numbers do, where logarithms are asked for.
  inputs: { t: 'distribution' },

  laws: {
    C1: 'of distributions it is never negative, and zero where both are the same',
    C2: 'it is the cross-entropy less the entropy of the target: of a one-hot target minus a log-probability',
    C3: 'a target in logarithms costs what the target itself costs',
    C4: 'the gradient by a log-probability is −t, divided as the loss is',
    C5: 'a batch mean is K means of the elements, and a sum N batch means',
    C6: 'the divergence of products is the sum of the divergences',
    C7: 'reordering the classes of both changes nothing',
  },
  examples: [
    {
      says: 'a fair coin, to one who believes in a bent one',
      inputs: { l: [[-0.10536051565782628, -Math.LN10]], t: [[0.5, 0.5]] },
      outputs: { loss: '0.5108256' },
    },
    {
      says: 'the bent coin, to one who believes in a fair one: it is not symmetric',
      inputs: { l: [[-Math.LN2, -Math.LN2]], t: [[0.9, 0.1]] },
      outputs: { loss: '0.3680642' },
    },
    {
      says: 'a mean over all elements is half of that',
      inputs: { l: [[-Math.LN2, -Math.LN2]], t: [[0.9, 0.1]] },
      options: { reduction: 'mean' },
      outputs: { loss: '0.1840321' },
    },
    {
      says: 'a target in logarithms',
      inputs: { l: [[-1, -2, -4]], t: [[-2, -1, -3]] },
      options: { log_target: true },
      outputs: { loss: '0.2823312' },
    },
    {
      says: 'a certain target costs minus the log of its share: 0·log 0 is 0',
      inputs: { l: [[-0.5, -1]], t: [[1, 0]] },
      outputs: { loss: 0.5 },
    },
  ],
  special: [
    {
      says: 'what was thought impossible costs ∞',
      inputs: { l: [[-Infinity, 0]], t: [[0.5, 0.5]] },
      outputs: { loss: Infinity },
    },
    {
      says: 'NaN in a log-probability is NaN in the loss',
      inputs: { l: [[Number.NaN, 0]], t: [[0.5, 0.5]] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    'arguments-swapped': {
      kind: 'mistake',
      says: 'the divergence the other way round',
      edits: 'h[n,k] = log_target ? exp(l[n,k]) * (l[n,k] - t[n,k]) : exp(l[n,k]) * (l[n,k] - log(t[n,k]))',
      seen: ['S-08', 'convention 22'],
    },
    'probabilities-expected': {
      kind: 'convention',
      says: 'log-probabilities taken for probabilities, and their logarithm taken',
      edits: 'h[n,k] = t[n,k] == 0 ? 0 : t[n,k] * (log(t[n,k]) - log(l[n,k]))',
      who: 'Keras and TensorFlow, whose targets come first',
      seen: ['S-08', 'convention 22'],
    },
    'probabilities-for-logarithms': {
      kind: 'mistake',
      says: 'the probabilities e^l, with the logarithm of the prediction missing',
      edits: `h[n,k] = log_target ? exp(t[n,k]) * (t[n,k] - exp(l[n,k])) : t[n,k] == 0 ? 0 : t[n,k] * (log(t[n,k]) - exp(l[n,k]))`,
      seen: ['S-08'],
    },
    'target-never-logarithmic': {
      kind: 'mistake',
      says: 'a target in logarithms taken for the target',
      force: { log_target: false },
    },
    'target-always-logarithmic': {
      kind: 'mistake',
      says: 'the target taken for its logarithms',
      force: { log_target: true },
    },
    'zero-times-log-zero': {
      kind: 'mistake',
      says: 't·log t without the rule 0·log 0 = 0',
      edits: 'h[n,k] = log_target ? exp(t[n,k]) * (t[n,k] - l[n,k]) : t[n,k] * (log(t[n,k]) - l[n,k])',
      shows: 'numerically',
      seen: ['R-LOS-03', 'convention 20'],
    },
    'epsilon-in-log': {
      kind: 'mistake',
      says: '1e-7 added to the target before its log',
      edits: 'h[n,k] = log_target ? exp(t[n,k]) * (t[n,k] - l[n,k]) : t[n,k] * (log(t[n,k] + 1e-7) - l[n,k])',
      seen: ['S-04'],
    },
    'target-clipped': {
      kind: 'convention',
      says: 'targets below 1e-7 raised to it',
      edits: `c[n,k] = max(1e-7, t[n,k])
        h[n,k] = log_target ? exp(t[n,k]) * (t[n,k] - l[n,k]) : c[n,k] * (log(c[n,k]) - l[n,k])`,
      who: 'Keras',
      seen: ['convention 20'],
    },
    'cross-entropy': {
      kind: 'mistake',
      says: 'the cross-entropy, without the entropy of the target taken off',
      edits: 'h[n,k] = log_target ? -exp(t[n,k]) * l[n,k] : -t[n,k] * l[n,k]',
      seen: ['S-08', 'convention 26'],
    },
    'base-2': {
      kind: 'convention',
      says: 'bits, with logarithms of base 2',
      edits: `v[n,k] = log_target ? exp(t[n,k]) * (t[n,k] - l[n,k]) : t[n,k] == 0 ? 0 : t[n,k] * (log(t[n,k]) - l[n,k])
        h[n,k] = v[n,k] / log(2)`,
      who: 'information theory',
      seen: ['convention 15'],
    },
    'mean-for-batchmean': {
      kind: 'mistake',
      says: 'a mean over all elements where the batch mean was asked for',
      edits: "loss = sum[n,k](h[n,k]) / (reduction == 'sum' ? 1 : N * K)",
      seen: ['convention 22', 'S-06'],
    },
    'batchmean-for-mean': {
      kind: 'mistake',
      says: 'the batch mean where the mean over all elements was asked for',
      edits: "loss = sum[n,k](h[n,k]) / (reduction == 'sum' ? 1 : N)",
      seen: ['convention 22'],
    },
    'divided-by-classes': {
      kind: 'mistake',
      says: 'a batch mean divided by the classes, not by the samples',
      edits: "loss = sum[n,k](h[n,k]) / (reduction == 'sum' ? 1 : reduction == 'mean' ? N * K : K)",
      seen: ['S-06'],
    },
    'always-sum': {
      kind: 'mistake',
      says: 'the sum, whichever reduction was asked for',
      force: { reduction: 'sum' },
      seen: ['convention 18'],
    },
    'gradient-of-the-sum': {
      kind: 'mistake',
      says: 'a mean with the gradient of the sum',
      edits: `d = reduction == 'sum' ? 1 : reduction == 'mean' ? N * K : N
        loss = sum[n,k](h[n,k] + (d - 1) * (h[n,k] - stop(h[n,k]))) / d`,
      shows: 'in the gradient',
      seen: ['S-06', 'convention 24'],
    },
    'gradient-reversed': {
      kind: 'mistake',
      says: 'a gradient of the opposite sign',
      edits:
        "loss = sum[n,k](2 * stop(h[n,k]) - h[n,k]) / (reduction == 'sum' ? 1 : reduction == 'mean' ? N * K : N)",
      shows: 'in the gradient',
      seen: ['convention 25'],
    },
    'target-held-constant': {
      kind: 'convention',
      says: 'no gradient to the targets',
      edits: `q[n,k] = stop(t[n,k])
        h[n,k] = log_target ? exp(q[n,k]) * (q[n,k] - l[n,k]) : t[n,k] == 0 ? 0 : q[n,k] * (log(q[n,k]) - l[n,k])`,
      who: 'libraries that take targets for data',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the prediction goes in as logarithms, the target as it is, and the prediction comes first',
    'PyTorch’s reduction mean divides by all elements: the textbook’s value is batchmean',
  ],

  mathjs: `h(n, k) = log_target ? exp(t[n, k]) * (t[n, k] - l[n, k]) : (t[n, k] == 0 ? 0 : t[n, k] * log(t[n, k] / exp(l[n, k])));
    s = sum(map(range(1, N, true), f(n) = sum(map(range(1, K, true), g(k) = h(n, k)))));
    loss = s / (equalText(reduction, "sum") ? 1 : equalText(reduction, "mean") ? N * K : N)`,
});
