import { formula } from './lib/formula.ts';
import { choice, real } from './lib/options.ts';

export default formula({
  name: 'hinge',
  family: 'loss',
  title: 'By how much scores fail to lie on the right side of zero, and well beyond it',
  sources: [
    'Cortes & Vapnik (1995), Support-vector networks',
    'https://keras.io/api/losses/hinge_losses/ (labels 0 and 1 stand for −1 and 1)',
    'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.hinge_loss.html',
  ],

  equations: `hinge(y[N], t[N] in 2; margin, reduction) -> loss
    m[n] = t[n] == 1 ? y[n] : -y[n]
    h[n] = max(0, margin - m[n])
    loss = sum[n](h[n]) / (reduction == 'mean' ? N : 1)`,
  options: { margin: real(1, [1, 0.25, 3]), reduction: choice('mean', 'sum') },

  laws: {
    C1: 'it is never negative, and zero where every score is on its side by the margin',
    C2: 'opposite labels and opposite scores change nothing',
    C3: 'a sample short of the margin has the gradient −1 if it is a yes and 1 if a no, the others none',
    C4: 'half way between two sets of scores it is no worse than their mean',
    C5: 'with a margin of 1 it is never below the share of samples on the wrong side',
    C6: 'a factor of scores and margin comes out',
    C7: 'samples that are far on their side have no influence on the sum or its gradient',
  },
  examples: [
    {
      says: 'beyond the margin, short of it, on the wrong side',
      inputs: { y: [2, 0.25, -1], t: [1, 1, 1] },
      options: { reduction: 'sum' },
      outputs: { loss: 2.75 },
    },
    {
      says: 'a label of 0 stands for −1',
      inputs: { y: [-2, 0.5], t: [0, 0] },
      outputs: { loss: 0.75 },
    },
    {
      says: 'a wider margin',
      inputs: { y: [2, -2], t: [1, 0] },
      options: { margin: 3 },
      outputs: { loss: 1 },
    },
  ],
  special: [
    {
      says: 'a score of ∞ on its side costs nothing',
      inputs: { y: [Infinity], t: [1] },
      outputs: { loss: 0 },
    },
    {
      says: 'a score of ∞ on the wrong side costs ∞',
      inputs: { y: [Infinity, 3], t: [0, 1] },
      outputs: { loss: Infinity },
    },
    {
      says: 'NaN in a score is NaN in the loss',
      inputs: { y: [Number.NaN, 3], t: [1, 1] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    squared: {
      kind: 'convention',
      says: 'the squares of what is missing',
      edits: 'h[n] = max(0, margin - m[n])^2',
      who: 'SquaredHinge of Keras; LinearSVC of scikit-learn by default',
    },
    'margin-always-1': {
      kind: 'convention',
      says: 'a margin of 1, whichever was asked for',
      force: { margin: 1 },
      who: 'Keras and scikit-learn, which have no margin',
    },
    'labels-not-converted': {
      kind: 'mistake',
      says: 'labels 0 and 1 used as they are, so that a no costs the margin whatever its score',
      edits: 'm[n] = t[n] == 1 ? y[n] : 0',
    },
    'sides-exchanged': {
      kind: 'mistake',
      says: 'the margin plus the score, with the sides exchanged',
      edits: 'h[n] = max(0, margin + m[n])',
    },
    perceptron: {
      kind: 'mistake',
      says: 'no margin, as a perceptron has none',
      edits: 'h[n] = max(0, -m[n])',
    },
    'not-cut': {
      kind: 'mistake',
      says: 'what lies beyond the margin counted against what is missing',
      edits: 'h[n] = margin - m[n]',
    },
    logistic: {
      kind: 'mistake',
      says: 'its smooth relative, log(1 + e^(margin − m))',
      edits: 'h[n] = softplus(margin - m[n])',
    },
    embedding: {
      kind: 'convention',
      says: 'the score itself for a yes, and the margin less the score for a no',
      edits: 'h[n] = t[n] == 1 ? y[n] : max(0, margin - y[n])',
      who: 'PyTorch under the name HingeEmbeddingLoss, whose scores are distances',
    },
    'mean-of-the-active': {
      kind: 'mistake',
      says: 'a mean over the samples that cost something, which is 0/0 where none does',
      edits: "loss = sum[n](h[n]) / (reduction == 'mean' ? sum[n](h[n] > 0 ? 1 : 0) : 1)",
      seen: ['R-LOS-25'],
    },
    'always-sum': {
      kind: 'mistake',
      says: 'the sum, whichever reduction was asked for',
      force: { reduction: 'sum' },
      seen: ['convention 18'],
    },
    'gradient-at-the-margin': {
      kind: 'convention',
      admitted: 'at the kink every number between the one-sided slopes is a subgradient',
      says: 'a gradient for a sample exactly at the margin',
      edits: 'h[n] = m[n] > margin ? 0 : margin - m[n]',
      who: 'implementations that branch at m ≤ margin',
      shows: 'in the gradient',
    },
    'gradient-of-the-sum': {
      kind: 'mistake',
      says: 'the mean with the gradient of the sum',
      edits: `d = reduction == 'mean' ? N : 1
        loss = sum[n](h[n] + (d - 1) * (h[n] - stop(h[n]))) / d`,
      shows: 'in the gradient',
      seen: ['S-06', 'convention 24'],
    },
    'gradient-everywhere': {
      kind: 'mistake',
      says: 'a gradient for the samples beyond the margin as well',
      edits: 'h[n] = stop(max(0, margin - m[n])) - 1 * (m[n] - stop(m[n]))',
      shows: 'in the gradient',
    },
    'gradient-without-the-label': {
      kind: 'mistake',
      says: 'a gradient of −1 for yes and no alike',
      edits: 'm[n] = t[n] == 1 ? y[n] : stop(-y[n]) + 1 * (y[n] - stop(y[n]))',
      shows: 'in the gradient',
    },
    'gradient-reversed': {
      kind: 'mistake',
      says: 'a gradient of the opposite sign',
      edits: 'h[n] = 2 * stop(max(0, margin - m[n])) - max(0, margin - m[n])',
      shows: 'in the gradient',
      seen: ['convention 25'],
    },
  },
  pitfalls: ['with labels 0 and 1 in the place of −1 and 1 every no costs the margin and has no gradient'],

  mathjs: `h(n) = max(0, margin - (2 * t[n] - 1) * y[n]);
    s = sum(map(range(1, N, true), f(n) = h(n)));
    loss = equalText(reduction, "mean") ? s / N : s`,
});
