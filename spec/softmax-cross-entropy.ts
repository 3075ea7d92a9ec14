import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'softmax-cross-entropy',
  family: 'loss',
  title: 'The surprise at a class, to one who believes in the softmax of some scores',
  sources: [
    'Bridle (1990), Probabilistic interpretation of feedforward classification network outputs',
    'Goodfellow, Bengio & Courville (2016), Deep learning, section 6.2.2.3',
    'https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html',
  ],

  equations: `softmax_cross_entropy(z[N,K], t[N] in K; reduction) -> loss
    h[n] = -log(exp(z[n,t[n]]) / sum[j](exp(z[n,j])))
    loss = reduction == 'mean' ? sum[n](h[n]) / N : sum[n](h[n])`,
  algorithms: [
    `m[n]   = stop(max[j](z[n,j]))
     d[n,k] = z[n,k] - m[n]
     h[n]   = log(sum[j](exp(d[n,j]))) - d[n,t[n]]`,
    `m[n] = stop(max[j](z[n,j]))
     l[n] = m[n] + log(sum[j](exp(z[n,j] - m[n])))
     h[n] = l[n] - z[n,t[n]]`,
    // The same, differentiated by hand from the logarithms of the shares.
    `m[n]     = stop(max[j](z[n,j]))
     l[n]     = m[n] + log(sum[j](exp(z[n,j] - m[n])))
     along[n] = sum[j](z[n,j] == -∞ ? 0 : stop(exp(z[n,j] - l[n])) * (z[n,j] - stop(z[n,j])))
     h[n]     = stop(l[n]) + 1 * along[n] - z[n,t[n]]`,
    // And with the one taken off the share of the true class before anything is multiplied, as most do.
    `m[n]     = stop(max[j](z[n,j]))
     l[n]     = m[n] + log(sum[j](exp(z[n,j] - m[n])))
     along[n] = sum[j](z[n,j] == -∞ ? 0 : stop(exp(z[n,j] - l[n]) - (j == t[n] ? 1 : 0)) * (z[n,j] - stop(z[n,j])))
     h[n]     = stop(l[n] - z[n,t[n]]) + 1 * along[n]`,
  ],
  options: { reduction: choice('mean', 'sum') },

  laws: {
    C1: 'adding a constant to the scores of a sample changes nothing',
    C2: 'it is never negative, and equal scores cost log K',
    C3: 'the gradient is the softmax less one at the true class, divided by N for the mean',
    C4: 'the gradient of a sample sums to zero; only the true class is pulled up',
    C5: 'two classes give log(1 + e^d), where d is the lead of the wrong one',
    C6: 'half way between two sets of scores it is no worse than their mean',
    C7: 'a sum is minus the log of the product of the true classes’ shares, and N times a mean',
    C8: 'as a logistic regression it is convex in the weights',
    C9: 'reordering the classes, or the samples, of both changes nothing',
  },
  examples: [
    {
      says: 'the shares 0.34, 0.46 and 0.20 of which the first is true',
      inputs: { z: [[-1.0788097, -0.7765288, -1.6094379]], t: [0] },
      outputs: { loss: '1.07881' },
      row: '004/loss.softmax-cross-entropy.worked-gradient',
    },
    {
      says: 'the scores 4, 1, −4: one softmax, not two',
      inputs: { z: [[4, 1, -4]], t: [0] },
      outputs: { loss: '0.048907' },
    },
    {
      says: 'a confident score costs next to nothing',
      inputs: { z: [[10, 0]], t: [0] },
      outputs: { loss: '0.0000453989' },
    },
    {
      says: 'a class far behind costs its distance',
      inputs: { z: [[0, 200]], t: [0] },
      outputs: { loss: '200.0000000' },
    },
    {
      says: 'two samples: their sum',
      inputs: {
        z: [
          [0, 0],
          [1, -1],
        ],
        t: [1, 0],
      },
      options: { reduction: 'sum' },
      outputs: { loss: '0.8200752' },
    },
    {
      says: 'a single class costs nothing, however large its score',
      inputs: { z: [[1000], [-1000]], t: [0, 0] },
      outputs: { loss: 0 },
    },
  ],
  special: [
    {
      says: 'a true class whose score is far ahead costs nothing, one far behind its distance',
      inputs: {
        z: [
          [1000, 0],
          [1000, 0],
        ],
        t: [0, 1],
      },
      options: { reduction: 'sum' },
      outputs: { loss: 1000 },
    },
    {
      says: 'a masked class that is not the true one has no influence',
      inputs: { z: [[-Infinity, 0, 0]], t: [1] },
      outputs: { loss: Math.LN2 },
    },
    {
      says: 'a masked class that is the true one costs ∞',
      inputs: { z: [[-Infinity, 0]], t: [0] },
      outputs: { loss: Infinity },
    },
    {
      says: 'NaN in a score is NaN in the loss',
      inputs: { z: [[Number.NaN, 0]], t: [1] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'h[n] = log(sum[j](exp(z[n,j]))) - z[n,t[n]]',
      shows: 'numerically',
      seen: ['S-01', 'R-SMX-06'],
    },
    'log-of-the-softmax': {
      kind: 'mistake',
      says: 'the log of a computed softmax, which is −∞ where the share underflows',
      edits: 'h[n] = -log(exp(z[n,t[n]] - m[n]) / sum[j](exp(z[n,j] - m[n])))',
      shows: 'numerically',
      seen: ['S-04'],
    },
    'epsilon-in-log': {
      kind: 'mistake',
      says: '1e-9 added to the share before its log, which caps the loss at 20.7',
      edits: 'h[n] = -log(exp(z[n,t[n]] - m[n]) / sum[j](exp(z[n,j] - m[n])) + 1e-9)',
      seen: ['S-04', 'R-LOS-10'],
    },
    'shares-clipped': {
      kind: 'mistake',
      says: 'shares cut off at 1e-7 and 1 − 1e-7, without a gradient beyond',
      edits: `p[n] = exp(z[n,t[n]] - m[n]) / sum[j](exp(z[n,j] - m[n]))
        h[n] = -log(max(1e-7, min(1 - 1e-7, p[n])))`,
      seen: ['S-05', 'R-LOS-13', 'convention 20'],
    },
    'softmax-twice': {
      kind: 'mistake',
      says: 'a softmax of the softmax',
      edits: `p[n,k] = exp(z[n,k] - m[n]) / sum[j](exp(z[n,j] - m[n]))
        h[n] = log(sum[j](exp(p[n,j]))) - p[n,t[n]]`,
      seen: ['S-07', 'convention 16'],
    },
    'log-probabilities-expected': {
      kind: 'convention',
      says: 'scores taken for log-probabilities, without a softmax',
      edits: 'h[n] = -z[n,t[n]]',
      who: 'PyTorch under the name NLLLoss',
      seen: ['convention 16'],
    },
    'base-2': {
      kind: 'convention',
      says: 'logarithms of base 2',
      edits: 'h[n] = -log(exp(z[n,t[n]] - m[n]) / sum[j](exp(z[n,j] - m[n]))) / log(2)',
      who: 'language models that count bits',
      seen: ['convention 15'],
    },
    'class-counted-from-one': {
      kind: 'mistake',
      says: 'classes counted from one',
      edits: 'h[n] = log(sum[j](exp(z[n,j] - m[n]))) + m[n] - z[n,(t[n] + K - 1) mod K]',
      seen: ['convention 110'],
    },
    'softmax-over-the-batch': {
      kind: 'mistake',
      says: 'a softmax over the samples, not over the classes',
      edits: 'h[n] = log(sum[b<N](exp(z[b,t[n]] - z[n,t[n]])))',
      seen: ['S-02', 'R-SMX-14'],
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
      says: 'the mean with the gradient of the sum',
      edits: "loss = reduction == 'mean' ? sum[n](h[n] + (N - 1) * (h[n] - stop(h[n]))) / N : sum[n](h[n])",
      shows: 'in the gradient',
      seen: ['S-06', 'convention 24'],
    },
    'gradient-reversed': {
      kind: 'mistake',
      says: 'a gradient of the opposite sign, onehot − softmax',
      edits: `g[n] = 2 * stop(h[n]) - h[n]
        loss = reduction == 'mean' ? sum[n](g[n]) / N : sum[n](g[n])`,
      shows: 'in the gradient',
      seen: ['R-SMX-14', 'convention 25'],
    },
    'gradient-at-the-true-class-only': {
      kind: 'mistake',
      says: 'a gradient at the true class alone, from the diagonal of the Jacobian',
      edits: `g[n] = z[n,t[n]] - stop(m[n])
        r[n] = sum[j](exp(z[n,j] - m[n])) - exp(g[n])
        h[n] = log(exp(g[n]) + stop(r[n])) - g[n]`,
      shows: 'in the gradient',
      seen: ['S-03', 'R-SMX-13'],
    },
  },
  pitfalls: [
    'a softmax before this loss is one too many: the loss of (10, 0) becomes 0.3133 where it is 0.0000454',
    'the gradient is softmax − onehot; clipping or an epsilon inside the log takes it away where it matters',
  ],

  rows: {
    '000/loss.softmax-cross-entropy.convexity': 'law C6',
    '000/loss.logistic.convexity': 'law C8',
    '000/language-model.likelihood': 'law C7',
    '001/loss.softmax-nll.logit-gradient': 'law C4',
    '004/loss.softmax-cross-entropy': 'agreement',
    '004/loss.softmax-cross-entropy.worked-gradient':
      'example the shares 0.34, 0.46 and 0.20 of which the first is true',
    '004/identity.softmax.cross-entropy-gradient': 'law C3',
    '004/identity.softmax.cross-entropy-gradient-true-class': 'law C3',
    '004/identity.softmax.cross-entropy-gradient-other-class': 'law C3',
    '004/language-model.nnlm.log-likelihood': 'law C7',
    '004/language-model.nnlm.nll': 'law C7',
    '004/identity.nll-minimum': 'law C7',
  },

  mathjs: `h(n) = log(sum(map(range(1, K, true), f(k) = exp(z[n, k] - z[n, t[n] + 1]))));
    s = sum(map(range(1, N, true), g(n) = h(n)));
    loss = equalText(reduction, "mean") ? s / N : s`,
});
