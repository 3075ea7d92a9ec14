import { formula } from './lib/formula.ts';
import { choice, int } from './lib/options.ts';

export default formula({
  name: 'nll-loss',
  family: 'loss',
  title:
    'What log-probabilities gave to the true classes, negated, with a weight for each class and one to ignore',
  sources: [
    'Bishop (2006), Pattern recognition and machine learning, section 4.3.4',
    'https://pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html (weight, ignore_index)',
    'https://onnx.ai/onnx/operators/onnx__NegativeLogLikelihoodLoss.html',
  ],

  equations: `nll_loss(l[N,K], t[N] in K, w[K]; ignore_index, reduction) -> loss
    c[n] = t[n] == ignore_index ? 0 : w[t[n]]
    s = -sum[n](t[n] == ignore_index ? 0 : w[t[n]] * l[n,t[n]])
    loss = reduction == 'mean' ? s / sum[n](c[n]) : s`,
  options: {
    // No class is −1: nothing is ignored.
    ignore_index: int(-1, 3, -1),
    reduction: choice('mean', 'sum'),
  },
  inputs: { w: 'positive' },
  sizes: { N: [1, 6], K: [1, 5] },

  laws: {
    C1: 'without the ignored samples nothing changes, for the mean as for the sum',
    C2: 'weights that are doubled double the sum and leave the mean',
    C3: 'the gradient is minus the weight at the true class, divided by the sum of weights for the mean, and 0 elsewhere',
    C4: 'it is linear in the log-probabilities, and only those of the true classes count',
    C5: 'a mean is the sum divided by the weights of what is kept: equal weights give a plain mean',
    C6: 'reordering the samples, or the classes of all three, changes nothing',
    C7: 'the gradient by the weights of the mean, times the weights, adds up to zero',
  },
  examples: [
    {
      says: 'losses 1 and 2 with weights 1 and 3: their weighted mean',
      inputs: {
        l: [
          [-1, -8],
          [-8, -2],
        ],
        t: [0, 1],
        w: [1, 3],
      },
      outputs: { loss: 1.75 },
    },
    {
      says: 'the same: their weighted sum',
      inputs: {
        l: [
          [-1, -8],
          [-8, -2],
        ],
        t: [0, 1],
        w: [1, 3],
      },
      options: { reduction: 'sum' },
      outputs: { loss: 7 },
    },
    {
      says: 'an ignored sample is not in the divisor either',
      inputs: {
        l: [
          [-1, -8, -8],
          [-8, -2, -8],
          [-8, -8, -4],
        ],
        t: [0, 1, 2],
        w: [1, 3, 7],
      },
      options: { ignore_index: 2 },
      outputs: { loss: 1.75 },
    },
    {
      says: 'a probability of a half costs log 2',
      inputs: { l: [[-Math.LN2, -Math.LN2]], t: [1], w: [1, 1] },
      outputs: { loss: '0.69314718' },
    },
  ],
  special: [
    {
      says: 'nothing but ignored samples: no mean (0/0)',
      inputs: { l: [[-1, -2]], t: [1], w: [1, 1] },
      options: { ignore_index: 1 },
      outputs: { loss: Number.NaN },
    },
    {
      says: 'nothing but ignored samples: a sum of 0',
      inputs: { l: [[-1, -2]], t: [1], w: [1, 1] },
      options: { ignore_index: 1, reduction: 'sum' },
      outputs: { loss: 0 },
    },
    {
      says: 'a true class that was thought impossible costs ∞, an ignored one nothing',
      inputs: {
        l: [
          [0, -Infinity],
          [0, -Infinity],
        ],
        t: [1, 0],
        w: [1, 1],
      },
      options: { ignore_index: 1 },
      outputs: { loss: 0 },
    },
    {
      says: 'NaN at a class that is not the true one has no influence',
      inputs: { l: [[Number.NaN, -3]], t: [1], w: [1, 1] },
      outputs: { loss: 3 },
    },
  ],
  variants: {
    'divided-by-samples': {
      kind: 'convention',
      says: 'a mean over the number of kept samples, not over their weights',
      edits: "loss = reduction == 'mean' ? s / sum[n](t[n] == ignore_index ? 0 : 1) : s",
      who: 'Keras and TensorFlow',
      seen: ['convention 19'],
    },
    'divided-by-all-samples': {
      kind: 'mistake',
      says: 'a mean over all samples, the ignored ones among them',
      edits: "loss = reduction == 'mean' ? s / N : s",
      seen: ['convention 19', 'convention 21', 'R-LOS-04'],
    },
    'ignored-in-the-divisor': {
      kind: 'mistake',
      says: 'the weights of the ignored samples in the divisor',
      edits: "loss = reduction == 'mean' ? s / sum[n](w[t[n]]) : s",
      seen: ['convention 21', 'R-LOS-05', 'R-LOS-06'],
    },
    'nothing-ignored': {
      kind: 'mistake',
      says: 'no class ignored, whichever was asked for',
      force: { ignore_index: -1 },
      seen: ['convention 21'],
    },
    'ignored-samples-as-zero-weights': {
      kind: 'convention',
      says: 'a mean of 0 where all samples are ignored',
      edits: `d = sum[n](c[n])
        loss = reduction == 'mean' ? (d == 0 ? 0 : s / d) : s`,
      who: 'TensorFlow, whose divisions for means give no NaN',
      shows: 'numerically',
      seen: ['convention 21', 'R-LOS-25'],
    },
    'ignored-times-zero': {
      kind: 'mistake',
      says: 'ignored samples multiplied by 0, where 0·∞ is NaN',
      edits: 's = -sum[n](c[n] * l[n,t[n]])',
      shows: 'numerically',
      seen: ['convention 21'],
    },
    unweighted: {
      kind: 'mistake',
      says: 'no weights',
      edits: `c[n] = t[n] == ignore_index ? 0 : 1
        s = -sum[n](t[n] == ignore_index ? 0 : l[n,t[n]])`,
    },
    'weights-normalised-by-classes': {
      kind: 'mistake',
      says: 'a mean over the sum of the weights of all classes',
      edits: "loss = reduction == 'mean' ? s / sum[k](w[k]) : s",
      seen: ['convention 19'],
    },
    'sign-lost': {
      kind: 'mistake',
      says: 'the log-probabilities without the minus',
      edits: 's = sum[n](t[n] == ignore_index ? 0 : w[t[n]] * l[n,t[n]])',
    },
    'probabilities-expected': {
      kind: 'convention',
      says: 'log-probabilities taken for probabilities, and their logarithm taken',
      edits: 's = -sum[n](t[n] == ignore_index ? 0 : w[t[n]] * log(l[n,t[n]]))',
      who: 'Keras by default (from_logits=False)',
      seen: ['convention 16'],
    },
    'scores-expected': {
      kind: 'convention',
      says: 'log-probabilities taken for scores, and a log-softmax of them',
      edits: `s = -sum[n](t[n] == ignore_index ? 0 : w[t[n]] * (l[n,t[n]] - max[j](l[n,j]) - log(sum[j](exp(l[n,j] - max[i](l[n,i]))))))`,
      who: 'PyTorch under the name CrossEntropyLoss',
      seen: ['convention 16'],
    },
    'class-counted-from-one': {
      kind: 'mistake',
      says: 'classes counted from one',
      edits: 's = -sum[n](t[n] == ignore_index ? 0 : w[t[n]] * l[n,(t[n] + K - 1) mod K])',
      seen: ['convention 110'],
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
      edits: "loss = reduction == 'mean' ? stop(s) / sum[n](c[n]) + (s - stop(s)) : s",
      shows: 'in the gradient',
      seen: ['S-06', 'convention 24'],
    },
    'gradient-to-the-ignored': {
      kind: 'mistake',
      says: 'a gradient at the ignored samples as well',
      edits:
        's = -sum[n](t[n] == ignore_index ? w[t[n]] * (l[n,t[n]] - stop(l[n,t[n]])) : w[t[n]] * l[n,t[n]])',
      shows: 'in the gradient',
      seen: ['convention 21'],
    },
    'weights-held-constant': {
      kind: 'convention',
      says: 'no gradient to the weights',
      edits: `c[n] = t[n] == ignore_index ? 0 : stop(w[t[n]])
        s = -sum[n](t[n] == ignore_index ? 0 : stop(w[t[n]]) * l[n,t[n]])`,
      who: 'PyTorch',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the weighted mean divides by the weights of the samples that are there, not by their number',
    'an ignored sample must be left out above and below: two samples of which one is ignored cost what the other costs alone',
  ],

  mathjs: `kept(n) = t[n] != ignore_index;
    s = -sum(map(range(1, N, true), f(n) = kept(n) ? w[t[n] + 1] * l[n, t[n] + 1] : 0));
    d = sum(map(range(1, N, true), g(n) = kept(n) ? w[t[n] + 1] : 0));
    loss = equalText(reduction, "mean") ? s / d : s`,
});
