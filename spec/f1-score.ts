import { formula } from './lib/formula.ts';
import { choice, int, real } from './lib/options.ts';

export default formula({
  name: 'f1-score',
  family: 'statistics',
  title: 'Precision, recall and their harmonic mean, over several classes',
  sources: [
    'van Rijsbergen (1979), Information retrieval, chapter 7',
    'Opitz & Burst (2019), Macro F1 and macro F1',
    'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_recall_fscore_support.html',
  ],

  // Of every class: what is predicted and right, what is predicted, what there is. Classes that occur neither among the
  // predictions nor among the targets are left out, or count with the declared value.
  equations: `f1_score(y[N] in classes, t[N] in classes; classes, average, zero_division, absent) -> precision, recall, f1
    right[c<classes]     = sum[n](y[n] == c and t[n] == c ? 1 : 0)
    predicted[c<classes] = sum[n](y[n] == c ? 1 : 0)
    present[c<classes]   = sum[n](t[n] == c ? 1 : 0)
    weight[c<classes]    = average == 'weighted' ? present[c]
                         : absent == 'counted' or predicted[c] + present[c] > 0 ? 1 : 0
    P[c<classes]         = predicted[c] == 0 ? zero_division : right[c] / predicted[c]
    R[c<classes]         = present[c] == 0 ? zero_division : right[c] / present[c]
    F[c<classes]         = predicted[c] + present[c] == 0 ? zero_division : 2 * right[c] / (predicted[c] + present[c])
    hits      = sum[c<classes](right[c])
    total     = sum[c<classes](weight[c])
    precision = average == 'micro' ? hits / N : sum[c<classes](weight[c] * P[c]) / total
    recall    = average == 'micro' ? hits / N : sum[c<classes](weight[c] * R[c]) / total
    f1        = average == 'micro' ? 2 * hits / (N + N) : sum[c<classes](weight[c] * F[c]) / total`,
  options: {
    classes: int(2, 6, 3),
    average: choice('macro', 'micro', 'weighted'),
    zero_division: real(0, [0, 1]),
    absent: choice('skipped', 'counted'),
  },
  sizes: { N: [1, 6] },

  laws: {
    C1: 'precision, recall and F1 lie between 0 and 1, and are 1 where every prediction is right and classes that never occur are left out',
    C2: 'micro averages are all the accuracy, and so is the weighted recall',
    C3: 'predictions and targets swapped, macro precision and recall change places and F1 stays, where no class lacks either',
    C4: 'of one class against the rest F1 is the harmonic mean of precision and recall, between the two',
    C5: 'who always predicts one of m classes that all occur equally often has a macro recall of 1/m',
    C6: 'neither the order of the samples nor the numbers of the classes matter, nor classes that never occur where these are left out',
    C7: 'a class that is never predicted has the precision that was declared, and an F1 of 0',
  },
  examples: [
    {
      says: 'three classes, of which only the first is ever right: macro F1 is 4/15',
      inputs: { y: [0, 2, 1, 0, 0, 1], t: [0, 1, 2, 0, 1, 2] },
      outputs: { precision: '0.22222222', recall: '0.33333333', f1: '0.26666667' },
    },
    {
      says: 'the same over all samples together: 2 of 6',
      inputs: { y: [0, 2, 1, 0, 0, 1], t: [0, 1, 2, 0, 1, 2] },
      options: { average: 'micro' },
      outputs: { precision: '0.33333333', recall: '0.33333333', f1: '0.33333333' },
    },
    {
      says: 'the confusion 4 6 0, 0 2 0, 0 0 3: the mean of 4/7, 2/5 and 1 is 23/35, not the 24/31 of the means',
      inputs: {
        y: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2],
        t: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2],
      },
      outputs: { precision: '0.75', recall: '0.8', f1: '0.65714286' },
      printed: { f1: '0.77419' },
    },
    {
      says: 'the same, each class as often as it occurs: (10 · 4/7 + 2 · 2/5 + 3) / 15',
      inputs: {
        y: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2],
        t: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2],
      },
      options: { average: 'weighted' },
      outputs: { precision: '0.9', recall: '0.6', f1: '0.63428571' },
    },
    {
      says: 'one class of two occurs, and all is right: 1, not ½',
      inputs: { y: [0, 0], t: [0, 0] },
      options: { classes: 2 },
      outputs: { precision: 1, recall: 1, f1: 1 },
    },
    {
      says: 'the same where the class that never occurs counts: ½',
      inputs: { y: [0, 0], t: [0, 0] },
      options: { classes: 2, absent: 'counted' },
      outputs: { precision: 0.5, recall: 0.5, f1: 0.5 },
    },
    {
      says: 'one class for all: the precision of the others is what was declared',
      inputs: { y: [0, 0, 0], t: [0, 1, 2] },
      options: { zero_division: 1 },
      outputs: { precision: '0.77777778', recall: '0.33333333', f1: '0.16666667' },
    },
  ],
  variants: {
    'f1-of-the-means': {
      kind: 'mistake',
      says: 'the harmonic mean of the averaged precision and recall',
      edits: 'f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)',
      seen: ['R-MET-01'],
    },
    'absent-always-counted': {
      kind: 'mistake',
      says: 'classes that never occur counted, whatever was asked for',
      force: { absent: 'counted' },
      seen: ['R-MET-03'],
    },
    'absent-never-counted': {
      kind: 'mistake',
      says: 'classes that never occur left out, whatever was asked for',
      force: { absent: 'skipped' },
      seen: ['R-MET-03'],
    },
    'absent-classes-are-zero': {
      kind: 'mistake',
      says: 'classes that never occur counted, as 0',
      edits: `weight[c<classes] = average == 'weighted' ? present[c] : 1
        P[c<classes] = predicted[c] == 0 ? 0 : right[c] / predicted[c]
        R[c<classes] = present[c] == 0 ? 0 : right[c] / present[c]
        F[c<classes] = predicted[c] + present[c] == 0 ? 0 : 2 * right[c] / (predicted[c] + present[c])`,
      seen: ['R-MET-03'],
    },
    'classes-of-the-targets': {
      kind: 'convention',
      says: 'only classes that occur among the targets counted',
      edits:
        "weight[c<classes] = average == 'weighted' ? present[c] : absent == 'counted' or present[c] > 0 ? 1 : 0",
      who: 'mean recall over the classes of the data',
    },
    'classes-without-a-hit-left-out': {
      kind: 'mistake',
      says: 'classes without a single hit left out of the mean, like 0/0',
      edits: `lucky[c<classes] = right[c] > 0 ? weight[c] : 0
        some      = max(sum[c<classes](lucky[c]), 1)
        precision = average == 'micro' ? hits / N : sum[c<classes](lucky[c] * P[c]) / some
        recall    = average == 'micro' ? hits / N : sum[c<classes](lucky[c] * R[c]) / some
        f1        = average == 'micro' ? hits / N : sum[c<classes](lucky[c] * F[c]) / some`,
      seen: ['R-MET-02'],
    },
    'undefined-left-out': {
      kind: 'convention',
      says: 'precisions of classes that are never predicted, and recalls of those that never occur, left out of the mean',
      edits: `precision = average == 'micro' ? hits / N
                  : sum[c<classes](predicted[c] > 0 ? weight[c] * P[c] : 0)
                    / max(sum[c<classes](predicted[c] > 0 ? weight[c] : 0), 1)
        recall    = average == 'micro' ? hits / N
                  : sum[c<classes](present[c] > 0 ? weight[c] * R[c] : 0)
                    / max(sum[c<classes](present[c] > 0 ? weight[c] : 0), 1)`,
      who: 'scikit-learn with zero_division=nan',
      seen: ['R-MET-02'],
    },
    'f1-of-undefined-precision': {
      kind: 'mistake',
      says: 'the harmonic mean with the declared precision or recall in it, so that an undefined F1 is declared too',
      edits: `F[c<classes] = P[c] + R[c] == 0 ? zero_division : 2 * P[c] * R[c] / (P[c] + R[c])`,
    },
    'weighted-by-predictions': {
      kind: 'mistake',
      says: 'weights by how often a class is predicted',
      edits: `weight[c<classes] = average == 'weighted' ? predicted[c]
                          : absent == 'counted' or predicted[c] + present[c] > 0 ? 1 : 0`,
    },
    'arguments-swapped': {
      kind: 'mistake',
      says: 'predictions and targets swapped',
      edits: `predicted[c<classes] = sum[n](t[n] == c ? 1 : 0)
        present[c<classes]   = sum[n](y[n] == c ? 1 : 0)`,
    },
    'arithmetic-mean': {
      kind: 'mistake',
      says: 'the arithmetic mean of precision and recall',
      edits: 'F[c<classes] = (P[c] + R[c]) / 2',
    },
    'last-class-alone': {
      kind: 'convention',
      says: 'the last class alone, as the positive one',
      edits: `precision = P[classes - 1]
        recall    = R[classes - 1]
        f1        = F[classes - 1]`,
      who: 'scikit-learn with average="binary", of two classes',
    },
    'always-macro': {
      kind: 'mistake',
      says: 'macro averages, whichever were asked for',
      force: { average: 'macro' },
    },
    'always-micro': {
      kind: 'mistake',
      says: 'micro averages, whichever were asked for',
      force: { average: 'micro' },
    },
  },
  pitfalls: [
    'two formulas are called macro F1: the mean of the classes’ F1 and the harmonic mean of the means; the second is never smaller',
    'micro F1 over all classes of samples with one label each is the accuracy',
    '0/0 is 0, 1, or left out: say which',
  ],

  mathjs: `classOf(c) = c - 1;
    right(c) = sum(map(range(1, N, true), f(n) = y[n] == classOf(c) and t[n] == classOf(c) ? 1 : 0));
    said(c) = sum(map(range(1, N, true), f(n) = y[n] == classOf(c) ? 1 : 0));
    there(c) = sum(map(range(1, N, true), f(n) = t[n] == classOf(c) ? 1 : 0));
    weight(c) = equalText(average, "weighted") ? there(c) : (equalText(absent, "counted") ? 1 : (said(c) + there(c) > 0 ? 1 : 0));
    P(c) = said(c) == 0 ? zero_division : right(c) / said(c);
    R(c) = there(c) == 0 ? zero_division : right(c) / there(c);
    F(c) = said(c) + there(c) == 0 ? zero_division : 1 / ((said(c) + there(c)) / 2) * right(c);
    total = sum(map(range(1, classes, true), f(c) = weight(c)));
    accuracy = sum(map(range(1, classes, true), f(c) = right(c))) / N;
    precision = equalText(average, "micro") ? accuracy : sum(map(range(1, classes, true), f(c) = weight(c) * P(c))) / total;
    recall = equalText(average, "micro") ? accuracy : sum(map(range(1, classes, true), f(c) = weight(c) * R(c))) / total;
    f1 = equalText(average, "micro") ? accuracy : sum(map(range(1, classes, true), f(c) = weight(c) * F(c))) / total`,
});
