import { formula } from './lib/formula.ts';
import { choice, int } from './lib/options.ts';

export default formula({
  name: 'accuracy',
  family: 'statistics',
  title: 'The share of samples whose class is among the k that score highest',
  sources: [
    'Russakovsky et al. (2015), ImageNet large scale visual recognition challenge, section 4 (top-5 error)',
    'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.top_k_accuracy_score.html',
    'https://www.tensorflow.org/api_docs/python/tf/math/in_top_k',
  ],

  // Of equal scores the first comes first, so that k classes and no more are among the k highest. A count that depends on real
  // numbers is a real one: 1.0.
  equations: `accuracy(z[N,K], t[N] in K; k, reduction) -> accuracy
    ahead[n] = sum[j](z[n,j] > z[n,t[n]] or z[n,j] == z[n,t[n]] and j < t[n] ? 1.0 : 0.0)
    right[n] = ahead[n] < k ? 1.0 : 0.0
    accuracy = reduction == 'mean' ? sum[n](right[n]) / N : sum[n](right[n])`,
  options: { k: int(1, 4, 1), reduction: choice('mean', 'sum') },
  requires: ['k <= K'],
  constants: ['z'],

  laws: {
    C1: 'scores of all permutations of K places, each once, are right for k of K',
    C2: 'it does not fall as k grows, and all samples are right where k is the number of classes',
    C3: 'only the order of a sample’s scores counts: doubled, shifted and cubed ones give the same',
    C4: 'of every sample exactly k classes would be right, ties or not',
    C5: 'top-1 counts the samples whose class is the first of the largest scores',
    C6: 'the order of the samples does not matter, and the sum is N times the mean',
  },
  examples: [
    {
      says: 'two of four samples have the largest score at their class',
      inputs: {
        z: [
          [0.5, 0.2, 0.2],
          [0.3, 0.4, 0.2],
          [0.2, 0.4, 0.3],
          [0.7, 0.2, 0.1],
        ],
        t: [0, 1, 2, 2],
      },
      outputs: { accuracy: 0.5 },
    },
    {
      says: 'three of four have it among the two largest',
      inputs: {
        z: [
          [0.5, 0.2, 0.2],
          [0.3, 0.4, 0.2],
          [0.2, 0.4, 0.3],
          [0.7, 0.2, 0.1],
        ],
        t: [0, 1, 2, 2],
      },
      options: { k: 2 },
      outputs: { accuracy: 0.75 },
    },
    {
      says: 'the same, counted',
      inputs: {
        z: [
          [0.5, 0.2, 0.2],
          [0.3, 0.4, 0.2],
          [0.2, 0.4, 0.3],
          [0.7, 0.2, 0.1],
        ],
        t: [0, 1, 2, 2],
      },
      options: { k: 2, reduction: 'sum' },
      outputs: { accuracy: 3 },
    },
    {
      says: 'a network that scores all classes alike is right for the first class, not for all',
      inputs: {
        z: [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0, 0, 0],
        ],
        t: [0, 1, 2, 3],
      },
      outputs: { accuracy: 0.25 },
    },
  ],
  special: [
    {
      says: '∞ is larger than all, −∞ smaller, and −0 is 0',
      inputs: {
        z: [
          [5, Infinity, 7],
          [-Infinity, -9, 0],
          [-0, 0, -1],
        ],
        t: [1, 0, 0],
      },
      options: { reduction: 'sum' },
      outputs: { accuracy: 2 },
    },
  ],
  variants: {
    'last-of-equals': {
      kind: 'convention',
      says: 'the last of equal scores taken first',
      edits: 'ahead[n] = sum[j](z[n,j] > z[n,t[n]] or z[n,j] == z[n,t[n]] and j > t[n] ? 1.0 : 0.0)',
      who: 'scikit-learn (top_k_accuracy_score, which sorts and reads from the end)',
      seen: ['convention 135'],
    },
    'all-equals-are-in': {
      kind: 'convention',
      says: 'all classes that score like the k-th, however many',
      edits: 'ahead[n] = sum[j](z[n,j] > z[n,t[n]] ? 1.0 : 0.0)',
      who: 'TensorFlow in_top_k, Keras',
      seen: ['convention 135'],
    },
    'no-equals-are-in': {
      kind: 'mistake',
      says: 'a class that shares its score with others after all of these',
      edits: 'ahead[n] = sum[j](z[n,j] >= z[n,t[n]] ? 1.0 : 0.0) - 1',
    },
    'one-too-many': {
      kind: 'mistake',
      says: 'the k + 1 highest',
      edits: 'right[n] = ahead[n] <= k ? 1.0 : 0.0',
      seen: ['R-DEC-10'],
    },
    'top-1-alone': {
      kind: 'mistake',
      says: 'the highest score alone, whatever k',
      force: { k: 1 },
    },
    'k-th-place-alone': {
      kind: 'mistake',
      says: 'the class at the k-th place alone, not those before it',
      edits: 'right[n] = ahead[n] == k - 1 ? 1.0 : 0.0',
    },
    'smallest-scores': {
      kind: 'mistake',
      says: 'the k lowest scores, of an ascending sort',
      edits: 'ahead[n] = sum[j](z[n,j] < z[n,t[n]] or z[n,j] == z[n,t[n]] and j < t[n] ? 1.0 : 0.0)',
    },
    'error-rate': {
      kind: 'convention',
      says: 'the share of samples that are wrong',
      edits: 'right[n] = ahead[n] < k ? 0.0 : 1.0',
      who: 'top-5 error of ImageNet',
    },
    'always-mean': {
      kind: 'mistake',
      says: 'the mean, whichever reduction was asked for',
      force: { reduction: 'mean' },
    },
    'divided-by-k': {
      kind: 'mistake',
      says: 'the hits divided by k: the precision at k',
      edits: "accuracy = reduction == 'mean' ? sum[n](right[n]) / (N * k) : sum[n](right[n])",
    },
    percent: {
      kind: 'convention',
      says: 'percent',
      edits: "accuracy = reduction == 'mean' ? 100 * sum[n](right[n]) / N : sum[n](right[n])",
      who: 'the ImageNet example of PyTorch',
    },
    'mean-over-classes': {
      kind: 'convention',
      says: 'the mean of the classes’ own shares, over the classes that occur',
      edits: `own[c<K] = sum[n](t[n] == c ? 1 : 0)
        hits[c<K] = sum[n](t[n] == c ? right[n] : 0)
        accuracy = reduction == 'mean' ? sum[c](own[c] > 0 ? hits[c] / own[c] : 0) / sum[c](own[c] > 0 ? 1 : 0)
                 : sum[n](right[n])`,
      who: 'scikit-learn (balanced_accuracy_score), torchmetrics (average="macro")',
      seen: ['R-MET-02'],
    },
  },
  pitfalls: [
    'a network whose scores are all equal, or all NaN, has every class among the first where ties count as hits',
    'probabilities that were rounded to half precision tie often',
  ],

  mathjs: `ahead(n) = sum(map(range(1, K, true), f(j) = z[n, j] > z[n, t[n] + 1] or (z[n, j] == z[n, t[n] + 1] and j < t[n] + 1) ? 1 : 0));
    hits = sum(map(range(1, N, true), g(n) = ahead(n) < k ? 1 : 0));
    accuracy = equalText(reduction, "mean") ? hits / N : hits`,
});
