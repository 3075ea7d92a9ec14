import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'binary-cross-entropy-with-logits',
  family: 'loss',
  title: 'What labels of yes and no cost one who gives each a score, with a weight for the yes of each label',
  sources: [
    'Cox (1958), The regression analysis of binary sequences',
    'https://pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html (pos_weight)',
    'https://www.tensorflow.org/api_docs/python/tf/nn/weighted_cross_entropy_with_logits',
  ],

  equations: `binary_cross_entropy_with_logits(z[N,K], t[N,K], w[K]; reduction) -> loss
    p[n,k] = 1 / (1 + exp(-z[n,k]))
    h[n,k] = -(w[k] * t[n,k] * log(p[n,k]) + (1 - t[n,k]) * log(1 - p[n,k]))
    loss = sum[n,k](h[n,k]) / (reduction == 'mean' ? N * K : 1)`,
  // Two terms that never cancel, or the one that libraries have, which does where score and label agree.
  algorithms: [
    'h[n,k] = w[k] * t[n,k] * softplus(-z[n,k]) + (1 - t[n,k]) * softplus(z[n,k])',
    'h[n,k] = (1 - t[n,k]) * z[n,k] + (1 + (w[k] - 1) * t[n,k]) * softplus(-z[n,k])',
    // And with the gradient that most have, σ − t, which has lost its digits there too.
    `g[n,k] = stop((w[k] * t[n,k] + 1 - t[n,k]) * sigmoid(z[n,k]) - w[k] * t[n,k])
     h[n,k] = (1 - t[n,k]) * stop(z[n,k]) + (1 + (w[k] - 1) * t[n,k]) * softplus(-stop(z[n,k])) + g[n,k] * (z[n,k] - stop(z[n,k]))`,
  ],
  options: { reduction: choice('mean', 'sum') },
  // Labels between 0 and 1; that those of a sample sum to one is of no matter.
  inputs: { t: 'distribution', w: 'positive' },

  laws: {
    C1: 'it is never negative, and scores of zero cost log 2 times the weights',
    C2: 'the gradient by a score is (1 − t)σ(z) − w·t·σ(−z), divided by NK for the mean',
    C3: 'a certain label costs minus the log of its share, σ(z) or σ(−z)',
    C4: 'it is linear in the labels, and in the weights',
    C5: 'half way between two sets of scores it is no worse than their mean',
    C6: 'with weights of 1, opposite labels and opposite scores change nothing',
    C7: 'a score far on the wrong side costs its size, and is pulled back with the full gradient',
  },
  examples: [
    {
      says: 'a score of zero is undecided, whatever the label',
      inputs: { z: [[0, 0]], t: [[1, 0]], w: [1, 1] },
      outputs: { loss: '0.69314718' },
    },
    {
      says: 'a confident mistake costs its score, not the 36 of a logarithm with an epsilon',
      inputs: { z: [[50]], t: [[0]], w: [1] },
      outputs: { loss: '50.0000000' },
    },
    {
      says: 'the weight doubles what the yes costs, not the no',
      inputs: { z: [[1, -1]], t: [[1, 0]], w: [2, 3] },
      options: { reduction: 'sum' },
      outputs: { loss: '0.93978506' },
    },
    {
      says: 'a label of a quarter',
      inputs: { z: [[2]], t: [[0.25]], w: [1] },
      outputs: { loss: '1.62692801' },
    },
  ],
  special: [
    {
      says: 'scores beyond every exponential cost their size where they are wrong, and nothing where right',
      inputs: {
        z: [
          [1000, -1000],
          [-1000, 1000],
        ],
        t: [
          [0, 1],
          [0, 1],
        ],
        w: [1, 2],
      },
      options: { reduction: 'sum' },
      outputs: { loss: 3000 },
    },
    {
      says: 'NaN in a score is NaN in the loss',
      inputs: { z: [[Number.NaN, 0]], t: [[1, 0]], w: [1, 1] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    'log-of-the-sigmoid': {
      kind: 'mistake',
      says: 'logs of a computed sigmoid, which are −∞ or have no digits far out',
      edits: `s[n,k] = sigmoid(z[n,k])
        h[n,k] = -(w[k] * t[n,k] * log(s[n,k]) + (1 - t[n,k]) * log(1 - s[n,k]))`,
      shows: 'numerically',
      seen: ['S-04', 'R-LOS-12'],
    },
    'epsilon-in-log': {
      kind: 'mistake',
      says: '1e-7 added to the shares before their logs',
      edits: `s[n,k] = sigmoid(z[n,k])
        h[n,k] = -(w[k] * t[n,k] * log(s[n,k] + 1e-7) + (1 - t[n,k]) * log(1 - s[n,k] + 1e-7))`,
      seen: ['S-04', 'R-LOS-10'],
    },
    'sigmoid-clipped': {
      kind: 'mistake',
      says: 'shares cut off at 1e-7 and 1 − 1e-7, without a gradient beyond',
      edits: `s[n,k] = max(1e-7, min(1 - 1e-7, sigmoid(z[n,k])))
        h[n,k] = -(w[k] * t[n,k] * log(s[n,k]) + (1 - t[n,k]) * log(1 - s[n,k]))`,
      seen: ['S-05', 'R-LOS-13', 'convention 20'],
    },
    'log-clamped': {
      kind: 'convention',
      says: 'logarithms cut off at −100',
      edits:
        'h[n,k] = -(w[k] * t[n,k] * max(-100, -softplus(-z[n,k])) + (1 - t[n,k]) * max(-100, -softplus(z[n,k])))',
      who: 'PyTorch for the loss of probabilities (BCELoss)',
      seen: ['convention 20', 'R-LOS-12'],
    },
    'sigmoid-twice': {
      kind: 'mistake',
      says: 'a sigmoid of the sigmoid',
      edits: `s[n,k] = sigmoid(z[n,k])
        h[n,k] = w[k] * t[n,k] * softplus(-s[n,k]) + (1 - t[n,k]) * softplus(s[n,k])`,
      seen: ['S-07', 'convention 16'],
    },
    'probabilities-expected': {
      kind: 'convention',
      says: 'scores taken for probabilities, without a sigmoid',
      edits: 'h[n,k] = -(w[k] * t[n,k] * log(z[n,k]) + (1 - t[n,k]) * log(1 - z[n,k]))',
      who: 'Keras by default (from_logits=False); BCELoss of PyTorch',
      seen: ['convention 16'],
    },
    'softmax-for-the-sigmoid': {
      kind: 'mistake',
      says: 'a softmax over the labels of a sample, as if one of them alone could be true',
      edits:
        'h[n,k] = -w[k] * t[n,k] * (z[n,k] - max[j](z[n,j]) - log(sum[j](exp(z[n,j] - max[i](z[n,i])))))',
    },
    'weight-on-both': {
      kind: 'convention',
      says: 'the weight on yes and no alike',
      edits: 'h[n,k] = w[k] * (t[n,k] * softplus(-z[n,k]) + (1 - t[n,k]) * softplus(z[n,k]))',
      who: 'PyTorch under the name weight',
    },
    'weight-on-the-negatives': {
      kind: 'mistake',
      says: 'the weight on the no',
      edits: 'h[n,k] = t[n,k] * softplus(-z[n,k]) + w[k] * (1 - t[n,k]) * softplus(z[n,k])',
    },
    unweighted: {
      kind: 'mistake',
      says: 'no weights',
      edits: 'h[n,k] = t[n,k] * softplus(-z[n,k]) + (1 - t[n,k]) * softplus(z[n,k])',
    },
    'positives-alone': {
      kind: 'mistake',
      says: 'the yes alone, as for a one-hot target',
      edits: 'h[n,k] = w[k] * t[n,k] * softplus(-z[n,k])',
      seen: ['convention 16'],
    },
    'labels-reversed': {
      kind: 'mistake',
      says: 'yes and no exchanged',
      edits: 'h[n,k] = w[k] * t[n,k] * softplus(z[n,k]) + (1 - t[n,k]) * softplus(-z[n,k])',
    },
    'divided-by-samples': {
      kind: 'convention',
      says: 'the labels of a sample summed, and a mean over the samples',
      edits: "loss = sum[n,k](h[n,k]) / (reduction == 'mean' ? N : 1)",
      who: 'multi-label losses that add up the labels',
      seen: ['S-06', 'convention 18'],
    },
    'divided-by-weights': {
      kind: 'convention',
      says: 'a mean weighted by what stands before each logarithm',
      edits: "loss = sum[n,k](h[n,k]) / (reduction == 'mean' ? sum[n,k](w[k] * t[n,k] + 1 - t[n,k]) : 1)",
      who: 'weighted means of class weights',
      seen: ['convention 19'],
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
      edits: `loss = sum[n,k](h[n,k] + ((reduction == 'mean' ? N * K : 1) - 1) * (h[n,k] - stop(h[n,k]))) / (reduction == 'mean' ? N * K : 1)`,
      shows: 'in the gradient',
      seen: ['S-06', 'convention 24'],
    },
    'gradient-unweighted': {
      kind: 'mistake',
      says: 'a gradient σ(z) − t, without the weights',
      edits: `g[n,k] = t[n,k] * softplus(-z[n,k]) + (1 - t[n,k]) * softplus(z[n,k])
        h[n,k] = stop(w[k] * t[n,k] * softplus(-z[n,k]) + (1 - t[n,k]) * softplus(z[n,k])) + 1 * (g[n,k] - stop(g[n,k]))`,
      shows: 'in the gradient',
    },
    'gradient-reversed': {
      kind: 'mistake',
      says: 'a gradient of the opposite sign, t − σ(z)',
      edits: `g[n,k] = w[k] * t[n,k] * softplus(-z[n,k]) + (1 - t[n,k]) * softplus(z[n,k])
        h[n,k] = 2 * stop(g[n,k]) - g[n,k]`,
      shows: 'in the gradient',
      seen: ['convention 25'],
    },
    'target-held-constant': {
      kind: 'convention',
      says: 'no gradient to the labels',
      edits: 'h[n,k] = w[k] * stop(t[n,k]) * softplus(-z[n,k]) + (1 - stop(t[n,k])) * softplus(z[n,k])',
      who: 'libraries that take targets for data',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a sigmoid before this loss is one too many',
    'the weight is for the positives alone: the number of negatives over that of positives balances a label',
  ],

  mathjs: `h(n, k) = w[k] * t[n, k] * log(1 + exp(-z[n, k])) + (1 - t[n, k]) * log(1 + exp(z[n, k]));
    s = sum(map(range(1, N, true), f(n) = sum(map(range(1, K, true), g(k) = h(n, k)))));
    loss = equalText(reduction, "mean") ? s / (N * K) : s`,
});
