import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'cross-entropy',
  family: 'loss',
  title: 'The surprise at what a target distribution draws, to one who believes in another',
  sources: [
    'Shannon (1948), A mathematical theory of communication',
    'Bishop (2006), Pattern recognition and machine learning, section 4.3.4',
  ],

  equations: `cross_entropy(t[N,K], y[N,K]; reduction) -> loss
    h[n] = -sum[k](t[n,k] == 0 and y[n,k] == 0 ? 0 : t[n,k] * log(y[n,k]))
    loss = reduction == 'mean' ? sum[n](h[n]) / N : sum[n](h[n])`,
  // Sample by sample, or all terms added up in one go, which may round further.
  algorithms: [
    'h[n] = -sum[k](t[n,k] == 0 and y[n,k] == 0 ? 0 : t[n,k] * log(y[n,k]))',
    `c[n,k] = t[n,k] == 0 and y[n,k] == 0 ? 0 : t[n,k] * log(y[n,k])
     loss   = -sum[n,k](c[n,k]) / (reduction == 'mean' ? N : 1)`,
  ],
  options: { reduction: choice('mean', 'sum') },
  inputs: { t: 'distribution', y: 'distribution' },

  laws: {
    C1: 'it is never below the entropy of the target, and equals it where both are the same',
    C2: 'the entropy of K classes lies between 0 for a certain one and log K for equal ones',
    C3: 'of a one-hot target only the log-probability of its class remains, and a larger one costs less',
    C4: 'two classes give the binary form, −t log y − (1−t) log(1−y)',
    C5: 'the gradient by a prediction is −t/y, by a target −log y, divided by N for the mean',
    C6: 'it is linear in the target',
    C7: 'reordering the classes of both changes nothing, and a sum is N times a mean',
  },
  examples: [
    {
      says: 'a prediction of 0.34 for the true class of three',
      inputs: { t: [[1, 0, 0]], y: [[0.34, 0.46, 0.2]] },
      outputs: { loss: '1.07881' },
      row: '004/loss.cross-entropy.three-class',
    },
    {
      says: 'it is not symmetric: one way …',
      inputs: { t: [[0.7, 0.3]], y: [[0.4, 0.6]] },
      outputs: { loss: '0.79465' },
      row: '004/loss.cross-entropy.distance-claim',
    },
    {
      says: '… and the other',
      inputs: { t: [[0.4, 0.6]], y: [[0.7, 0.3]] },
      outputs: { loss: '0.86505' },
      row: '004/loss.cross-entropy.distance-claim',
    },
    {
      says: 'a fair coin against itself costs log 2, not 0',
      inputs: { t: [[0.5, 0.5]], y: [[0.5, 0.5]] },
      outputs: { loss: '0.69314718' },
      row: '004/loss.cross-entropy.log-base',
    },
    {
      says: 'a certain class that is predicted with certainty costs nothing: 0·log 0 is 0',
      inputs: { t: [[1, 0]], y: [[1, 0]] },
      outputs: { loss: 0 },
      row: '004/identity.cross-entropy.one-hot',
    },
    {
      says: 'two samples alike: their sum',
      inputs: {
        t: [
          [0, 1],
          [0, 1],
        ],
        y: [
          [0.75, 0.25],
          [0.75, 0.25],
        ],
      },
      options: { reduction: 'sum' },
      outputs: { loss: '2.7725887' },
    },
  ],
  special: [
    {
      says: 'what was thought impossible costs ∞',
      inputs: { t: [[1, 0]], y: [[0, 1]] },
      outputs: { loss: Infinity },
    },
    {
      says: 'NaN in a prediction is NaN in the loss',
      inputs: { t: [[0.5, 0.5]], y: [[Number.NaN, 0.5]] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    'base-2': {
      kind: 'convention',
      says: 'logarithms of base 2',
      edits: 'h[n] = -sum[k](t[n,k] == 0 and y[n,k] == 0 ? 0 : t[n,k] * log(y[n,k]) / log(2))',
      who: 'information theory, which counts bits',
      seen: ['convention 15', 'convention 144'],
    },
    'predictions-clipped': {
      kind: 'convention',
      says: 'predictions cut off at 1e-7 and 1 − 1e-7 before the log',
      edits: 'h[n] = -sum[k](t[n,k] * log(max(1e-7, min(1 - 1e-7, y[n,k]))))',
      who: 'Keras',
      seen: ['convention 20', 'S-05'],
    },
    'log-clamped': {
      kind: 'convention',
      says: 'logarithms cut off at −100',
      edits: 'h[n] = -sum[k](t[n,k] * max(-100, log(y[n,k])))',
      who: 'PyTorch for the binary loss',
      seen: ['convention 20', 'R-LOS-12'],
    },
    'epsilon-in-log': {
      kind: 'mistake',
      says: '1e-7 added to the prediction before its log',
      edits: 'h[n] = -sum[k](t[n,k] * log(y[n,k] + 1e-7))',
      seen: ['S-04', 'R-LOS-10'],
    },
    'zero-times-log-zero': {
      kind: 'mistake',
      says: 't·log y without the rule 0·log 0 = 0',
      edits: 'h[n] = -sum[k](t[n,k] * log(y[n,k]))',
      shows: 'numerically',
      seen: ['convention 20', 'R-LOS-03', 'R-LOS-12'],
    },
    'predictions-renormalised-and-clipped': {
      kind: 'convention',
      says: 'predictions divided by their sum, then cut off at 1e-7 and 1 − 1e-7',
      edits: 'h[n] = -sum[k](t[n,k] * log(max(1e-7, min(1 - 1e-7, y[n,k] / sum[j](y[n,j])))))',
      who: 'Keras and TensorFlow.js categoricalCrossentropy',
      seen: ['convention 17', 'convention 20'],
    },
    'predictions-renormalised': {
      kind: 'convention',
      says: 'predictions divided by their sum first, so that their gradient changes even where the sum is one',
      edits: 'h[n] = -sum[k](t[n,k] == 0 and y[n,k] == 0 ? 0 : t[n,k] * log(y[n,k] / sum[j](y[n,j])))',
      who: 'Keras',
      shows: 'in the gradient',
      seen: ['convention 17'],
    },
    'arguments-swapped': {
      kind: 'mistake',
      says: 'target and prediction swapped',
      edits: 'h[n] = -sum[k](t[n,k] == 0 and y[n,k] == 0 ? 0 : y[n,k] * log(t[n,k]))',
      seen: ['S-08', 'convention 22'],
    },
    'kullback-leibler': {
      kind: 'mistake',
      says: 'the divergence, with the entropy of the target taken off',
      edits: 'h[n] = sum[k](t[n,k] == 0 ? 0 : t[n,k] * log(t[n,k] / y[n,k]))',
      seen: ['S-08', 'convention 26'],
    },
    'log-forgotten': {
      kind: 'mistake',
      says: 'predictions without their log',
      edits: 'h[n] = -sum[k](t[n,k] * y[n,k])',
      seen: ['S-08'],
    },
    'binary-form': {
      kind: 'mistake',
      says: 'the binary form summed over the classes, with (1−t) log(1−y) added',
      edits: `b(p, q) = p == 0 and q == 0 ? 0 : p * log(q)
        h[n] = -sum[k](b(t[n,k], y[n,k]) + b(1 - t[n,k], 1 - y[n,k]))`,
      seen: ['convention 16'],
    },
    'divided-by-classes': {
      kind: 'mistake',
      says: 'a mean over the classes, not over the samples',
      edits: "loss = reduction == 'mean' ? sum[n](h[n]) / K : sum[n](h[n])",
      seen: ['S-06'],
    },
    'divided-by-all-elements': {
      kind: 'mistake',
      says: 'a mean over samples and classes',
      edits: "loss = reduction == 'mean' ? sum[n](h[n]) / (N * K) : sum[n](h[n])",
      seen: ['S-06', 'convention 22'],
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
      edits: `g(u) = u + ((reduction == 'mean' ? N : 1) - 1) * (u - stop(u))
        h[n] = -sum[k](t[n,k] == 0 and y[n,k] == 0 ? 0 : g(t[n,k]) * log(g(y[n,k])))`,
      shows: 'in the gradient',
      seen: ['S-06', 'convention 24'],
    },
    'target-held-constant': {
      kind: 'convention',
      says: 'no gradient to the targets',
      edits: 'h[n] = -sum[k](t[n,k] == 0 and y[n,k] == 0 ? 0 : stop(t[n,k]) * log(y[n,k]))',
      who: 'libraries that take targets for data',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'it is a dissimilarity, not a distance: not symmetric, and not zero for equal arguments',
    '0·log 0 is 0 by its limit, but NaN in floats',
    'probabilities that were computed by a softmax have lost what a loss on the scores keeps',
  ],

  rows: {
    '000/loss.cross-entropy': 'law C1',
    '002/loss.cross-entropy': 'law C4',
    '004/loss.entropy': 'law C2',
    '004/loss.cross-entropy': 'law C6',
    '004/loss.cross-entropy.distance-claim': 'example it is not symmetric: one way …',
    '004/loss.cross-entropy.minimum': 'law C1',
    '004/loss.cross-entropy.sample': 'agreement',
    '004/loss.cross-entropy.three-class': 'example a prediction of 0.34 for the true class of three',
    '004/loss.cross-entropy.log-base': 'variant base-2',
    '004/loss.cross-entropy.similarity-claim': 'law C3',
    '004/loss.negative-log.derivative': 'law C5',
    '004/identity.cross-entropy.one-hot': 'law C3',
  },

  mathjs: `h(n) = -sum(map(range(1, K, true), f(k) = t[n, k] == 0 ? 0 : t[n, k] * log(y[n, k])));
    s = sum(map(range(1, N, true), g(n) = h(n)));
    loss = equalText(reduction, "mean") ? s / N : s`,
});
