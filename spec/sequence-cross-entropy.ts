import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'sequence-cross-entropy',
  family: 'loss',
  title: 'The surprise at a sequence of classes, step by step, over the steps that are selected',
  sources: [
    'Goodfellow, Bengio & Courville (2016), Deep Learning, equations 10.12 to 10.14',
    'Devlin, Chang, Lee & Toutanova (2019), BERT, section 3.1 (the loss of the selected positions alone)',
  ],

  equations: `sequence_cross_entropy(z[N,T,K], t[N,T] in K, mask[N,T] in 2; reduction) -> loss
    h[n,s] = mask[n,s] == 1 ? -log(exp(z[n,s,t[n,s]]) / sum[j](exp(z[n,s,j]))) : 0
    count  = sum[n,s](mask[n,s] == 1 ? 1 : 0)
    loss   = reduction == 'mean' ? sum[n,s](h[n,s]) / max(count, 1) : sum[n,s](h[n,s])`,
  algorithms: [
    `m[n,s] = stop(max[j](z[n,s,j]))
     h[n,s] = mask[n,s] == 1 ? log(sum[j](exp(z[n,s,j] - m[n,s]))) - (z[n,s,t[n,s]] - m[n,s]) : 0`,
    `m[n,s] = stop(max[j](z[n,s,j]))
     l[n,s] = m[n,s] + log(sum[j](exp(z[n,s,j] - m[n,s])))
     h[n,s] = mask[n,s] == 1 ? l[n,s] - z[n,s,t[n,s]] : 0`,
    // The same, differentiated by hand: the share, less one for the true class, times what comes from above.
    `m[n,s]     = stop(max[j](z[n,s,j]))
     l[n,s]     = m[n,s] + log(sum[j](exp(z[n,s,j] - m[n,s])))
     along[n,s] = sum[j](z[n,s,j] == -∞ ? 0 : stop(exp(z[n,s,j] - l[n,s]) - (j == t[n,s] ? 1 : 0)) * (z[n,s,j] - stop(z[n,s,j])))
     h[n,s]     = mask[n,s] == 1 ? stop(l[n,s] - z[n,s,t[n,s]]) + 1 * along[n,s] : 0`,
  ],
  options: { reduction: choice('mean', 'sum') },
  sizes: { N: [1, 3], T: [1, 4], K: [1, 4] },

  laws: {
    C1: 'the scores of steps that are not selected have no influence and no gradient: the loss of the first steps does not know the later ones',
    C2: 'the sum is minus the log of the product of all selected steps’ shares',
    C3: 'the gradient of a selected step is the softmax less one at its class, divided by the number of selected steps for the mean',
    C4: 'the sum is the mean times the number of selected steps',
    C5: 'where nothing is selected there is no loss and no gradient',
    C6: 'reordering the steps of all sequences, or the sequences, changes nothing',
    C7: 'selected steps count whether their token was covered, replaced or kept: the loss of the covered ones alone lacks that of the others',
  },
  examples: [
    {
      says: 'two selected steps of three',
      inputs: {
        z: [
          [
            [4, 1, -4],
            [0, 0, 0],
            [-1, 3, 0],
          ],
        ],
        t: [[0, 2, 0]],
        mask: [[1, 1, 0]],
      },
      outputs: { loss: '0.573760' },
    },
    {
      says: 'three selected tokens, of which the last was kept: it counts, and the loss of the covered two alone is another',
      inputs: {
        z: [
          [
            [4, 1, -4],
            [0, 0, 0],
            [1, 2, 0.5],
          ],
        ],
        t: [[0, 2, 1]],
        mask: [[1, 1, 1]],
      },
      outputs: { loss: '0.537296' },
      printed: { loss: '0.573760' },
      row: '000/language-model.bert.masked-loss',
    },
    {
      says: 'the sum over the steps of a sequence',
      inputs: {
        z: [
          [
            [4, 1, -4],
            [0, 0, 0],
            [1, 2, 0.5],
          ],
        ],
        t: [[0, 2, 1]],
        mask: [[1, 1, 1]],
      },
      options: { reduction: 'sum' },
      outputs: { loss: '1.611888' },
      row: '001/loss.rnn.sequence-nll',
    },
    {
      says: 'nothing selected: a mean of zero, not 0/0',
      inputs: { z: [[[5, -5]]], t: [[1]], mask: [[0]] },
      outputs: { loss: 0 },
      row: '000/language-model.bert.masked-loss',
    },
  ],
  special: [
    {
      says: 'a class far behind costs its distance, one far ahead nothing',
      inputs: {
        z: [
          [
            [1000, 0],
            [1000, 0],
          ],
        ],
        t: [[0, 1]],
        mask: [[1, 1]],
      },
      options: { reduction: 'sum' },
      outputs: { loss: 1000 },
    },
    {
      says: 'NaN and ∞ at a step that is not selected do no harm',
      inputs: {
        z: [
          [
            [0, 0],
            [Number.NaN, Infinity],
          ],
        ],
        t: [[0, 0]],
        mask: [[1, 0]],
      },
      outputs: { loss: Math.LN2 },
    },
    {
      says: 'NaN at a selected step is NaN in the loss',
      inputs: { z: [[[0, Number.NaN]]], t: [[0]], mask: [[1]] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    'mask-ignored': {
      kind: 'mistake',
      says: 'all steps, whether selected or not',
      edits: `h[n,s] = log(sum[j](exp(z[n,s,j] - m[n,s]))) - (z[n,s,t[n,s]] - m[n,s])
        count = N * T`,
    },
    'mask-blocks': {
      kind: 'convention',
      says: 'a mask in which 1 leaves a step out',
      edits: `h[n,s] = mask[n,s] == 1 ? 0 : log(sum[j](exp(z[n,s,j] - m[n,s]))) - (z[n,s,t[n,s]] - m[n,s])
        count = sum[n,s](mask[n,s] == 1 ? 0 : 1)`,
      who: 'padding masks',
    },
    'divided-by-all-steps': {
      kind: 'mistake',
      says: 'a mean over all steps, those left out included',
      edits: "loss = reduction == 'mean' ? sum[n,s](h[n,s]) / (N * T) : sum[n,s](h[n,s])",
      seen: ['R-LOS-06', 'convention 21'],
    },
    'divided-by-sequences': {
      kind: 'convention',
      says: 'a mean over the sequences of the sums over their steps',
      edits: "loss = reduction == 'mean' ? sum[n,s](h[n,s]) / N : sum[n,s](h[n,s])",
      who: 'translation models, whose loss is that of a sentence',
    },
    'mean-of-means': {
      kind: 'convention',
      says: 'a mean over the sequences of the means over their selected steps',
      edits: `part[n] = sum[s](h[n,s]) / max(sum[s](mask[n,s] == 1 ? 1 : 0), 1)
        loss = reduction == 'mean' ? sum[n](part[n]) / N : sum[n,s](h[n,s])`,
      who: 'training that averages over sequences of different lengths',
    },
    'nothing-selected-is-NaN': {
      kind: 'convention',
      says: '0/0 where nothing is selected',
      edits: "loss = reduction == 'mean' ? sum[n,s](h[n,s]) / count : sum[n,s](h[n,s])",
      who: 'PyTorch cross_entropy with ignore_index',
      seen: ['000/language-model.bert.masked-loss'],
    },
    'left-out-steps-score-zero': {
      kind: 'mistake',
      says: 'scores multiplied by the mask, so that a step left out still costs log K',
      edits: `h[n,s] = mask[n,s] == 1 ? log(sum[j](exp(z[n,s,j] - m[n,s]))) - (z[n,s,t[n,s]] - m[n,s]) : log(K)`,
    },
    'classes-of-the-step-after': {
      kind: 'mistake',
      says: 'the class of the step after',
      edits: `h[n,s] = mask[n,s] == 1
          ? log(sum[j](exp(z[n,s,j] - m[n,s]))) - (z[n,s,t[n,(s + 1) mod T]] - m[n,s]) : 0`,
    },
    'prediction-as-its-own-target': {
      kind: 'mistake',
      says: 'the prediction in the place of the class, where one letter y stands for both: the loss is its entropy',
      edits: `h[n,s] = mask[n,s] == 1 ? log(sum[j](exp(z[n,s,j] - m[n,s])))
          - sum[c<K](exp(z[n,s,c] - m[n,s]) * (z[n,s,c] - m[n,s])) / sum[j](exp(z[n,s,j] - m[n,s])) : 0`,
      seen: ['001/layer.rnn.vanilla.tanh-softmax'],
    },
    'base-2': {
      kind: 'convention',
      says: 'logarithms of base 2',
      edits: `h[n,s] = mask[n,s] == 1
          ? (log(sum[j](exp(z[n,s,j] - m[n,s]))) - (z[n,s,t[n,s]] - m[n,s])) / log(2) : 0`,
      who: 'language models that count bits',
      seen: ['convention 15'],
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'h[n,s] = mask[n,s] == 1 ? log(sum[j](exp(z[n,s,j]))) - z[n,s,t[n,s]] : 0',
      shows: 'numerically',
      seen: ['S-01'],
    },
    'log-of-the-softmax': {
      kind: 'mistake',
      says: 'the log of a computed softmax, which is −∞ where the share underflows',
      edits: `h[n,s] = mask[n,s] == 1
          ? -log(exp(z[n,s,t[n,s]] - m[n,s]) / sum[j](exp(z[n,s,j] - m[n,s]))) : 0`,
      shows: 'numerically',
      seen: ['S-04'],
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
      edits: `w    = max(count, 1)
        loss = reduction == 'mean'
          ? sum[n,s](h[n,s] + (w - 1) * (h[n,s] - stop(h[n,s]))) / w : sum[n,s](h[n,s])`,
      shows: 'in the gradient',
      seen: ['S-06', 'convention 24'],
    },
  },
  pitfalls: [
    'a mean over steps that are left out shrinks with the padding; a mean of the sequences’ means weighs short sequences more',
    'NaN times a mask of zero is NaN: steps are left out by choosing, not by multiplying',
  ],

  rows: {
    '001/loss.rnn.sequence-nll': [
      'agreement',
      'gradient',
      'law C1',
      'law C2',
      'law C3',
      'example the sum over the steps of a sequence',
    ],
    '000/language-model.bert.masked-loss': [
      'agreement',
      'law C1',
      'law C5',
      'law C7',
      'example three selected tokens, of which the last was kept: it counts, and the loss of the covered two alone is another',
      'example nothing selected: a mean of zero, not 0/0',
      'variant nothing-selected-is-NaN',
    ],
    '001/convention.rnn.input-hidden-output-loss': ['law C2', 'law C3'],
    '001/layer.rnn.vanilla.tanh-softmax': 'variant prediction-as-its-own-target',
  },

  mathjs: `top(n, s) = max(map(range(1, K, true), f(k) = z[n, s, k]));
    part(n, s) = log(sum(map(range(1, K, true), f(k) = exp(z[n, s, k] - top(n, s))))) + top(n, s) - z[n, s, t[n, s] + 1];
    h(n, s) = mask[n, s] == 1 ? part(n, s) : 0;
    all = sum(map(range(1, N, true), f(n) = sum(map(range(1, T, true), g(s) = h(n, s)))));
    count = sum(map(range(1, N, true), f(n) = sum(map(range(1, T, true), g(s) = mask[n, s] == 1 ? 1 : 0))));
    loss = equalText(reduction, "mean") ? all / max(count, 1) : all`,
});
