import { formula } from './lib/formula.ts';
import { choice, real } from './lib/options.ts';

export default formula({
  name: 'label-smoothing-cross-entropy',
  family: 'loss',
  title: 'The softmax cross-entropy to a class of which a part is spread evenly over all classes',
  sources: [
    'Szegedy, Vanhoucke, Ioffe, Shlens & Wojna (2016), Rethinking the Inception architecture for computer vision',
    'Müller, Kornblith & Hinton (2019), When does label smoothing help?',
    'https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html (label_smoothing)',
  ],

  equations: `label_smoothing_cross_entropy(z[N,K], t[N] in K; smoothing, reduction) -> loss
    q[n,k<K] = (k == t[n] ? 1 - smoothing : 0) + smoothing / K
    l[n,k]   = log(exp(z[n,k]) / sum[j](exp(z[n,j])))
    h[n]     = -sum[k](q[n,k] * l[n,k])
    loss     = reduction == 'mean' ? sum[n](h[n]) / N : sum[n](h[n])`,
  algorithms: [
    `m[n]   = stop(max[j](z[n,j]))
     d[n,k] = z[n,k] - m[n]
     l[n,k] = d[n,k] - log(sum[j](exp(d[n,j])))`,
    `m[n]   = stop(max[j](z[n,j]))
     a[n]   = m[n] + log(sum[j](exp(z[n,j] - m[n])))
     l[n,k] = z[n,k] - a[n]`,
    `m[n]   = stop(max[j](z[n,j]))
     d[n,k] = z[n,k] - m[n]
     l[n,k] = d[n,k] - log(sum[j](exp(d[n,j])))
     h[n]   = (1 - smoothing) * -l[n,t[n]] + smoothing / K * sum[k](-l[n,k])`,
    // All terms added up in one go, which may round further than sample by sample.
    `m[n]   = stop(max[j](z[n,j]))
     d[n,k] = z[n,k] - m[n]
     l[n,k] = d[n,k] - log(sum[j](exp(d[n,j])))
     loss   = -sum[n,k](q[n,k] * l[n,k]) / (reduction == 'mean' ? N : 1)`,
    // The second, differentiated by hand from the logarithms of the shares.
    `m[n]     = stop(max[j](z[n,j]))
     a[n]     = m[n] + log(sum[j](exp(z[n,j] - m[n])))
     along[n] = sum[j](z[n,j] == -∞ ? 0 : stop(exp(z[n,j] - a[n])) * (z[n,j] - stop(z[n,j])))
     l[n,k]   = z[n,k] - stop(a[n]) - 1 * along[n]`,
    // And by the shares less what they should be, times what comes from above.
    `m[n]     = stop(max[j](z[n,j]))
     a[n]     = m[n] + log(sum[j](exp(z[n,j] - m[n])))
     l[n,k]   = stop(z[n,k] - a[n])
     along[n] = sum[j](z[n,j] == -∞ ? 0 : stop(exp(z[n,j] - a[n]) - q[n,j]) * (z[n,j] - stop(z[n,j])))
     h[n]     = -sum[k](q[n,k] * l[n,k]) + 1 * along[n]`,
  ],
  options: { smoothing: real(0.1, [0.1, 0.001, 0.3, 0.9]), reduction: choice('mean', 'sum') },
  sizes: { K: [2, 5] },

  laws: {
    C1: 'it is (1−s) times the plain loss plus s times the loss to equal shares: plus, not minus',
    C2: 'without smoothing it is the plain loss, and with all of it the class does not matter',
    C3: 'the gradient is the softmax less the smoothed target, divided by N for the mean; a sample’s sums to zero',
    C4: 'adding a constant to the scores of a sample changes nothing',
    C5: 'it is least where the true class leads by log(K(1−s)/s + 1), and rises on both sides',
    C6: 'half way between two sets of scores it is no worse than their mean',
  },
  examples: [
    {
      says: 'four classes with the shares 0.7, 0.1, 0.1 and 0.1, a tenth smoothed',
      inputs: { z: [[1.9459101, 0, 0, 0]], t: [0] },
      options: { smoothing: 0.1 },
      outputs: { loss: '0.502618' },
      row: '000/loss.label-smoothing',
    },
    {
      says: 'equal scores cost log K, whatever is smoothed',
      inputs: { z: [[3, 3, 3, 3]], t: [2] },
      options: { smoothing: 0.3 },
      outputs: { loss: '1.3862944' },
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
      options: { smoothing: 0.1, reduction: 'sum' },
      outputs: { loss: '0.9200752' },
    },
  ],
  special: [
    {
      says: 'a score far ahead costs its smoothed share of the distance',
      inputs: { z: [[1000, 0]], t: [0] },
      options: { smoothing: 0.25 },
      outputs: { loss: 125 },
    },
    {
      says: 'a masked class costs ∞, because every class is wanted a little',
      inputs: { z: [[0, -Infinity]], t: [0] },
      outputs: { loss: Infinity },
    },
    {
      says: 'NaN in a score is NaN in the loss',
      inputs: { z: [[Number.NaN, 0]], t: [1] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    'over-the-other-classes': {
      kind: 'convention',
      says: 'the smoothed part spread over the other classes alone, s/(K−1) each',
      edits: 'q[n,k<K] = k == t[n] ? 1 - smoothing : smoothing / (K - 1)',
      who: 'fairseq',
      seen: ['convention 23', 'S-10'],
    },
    'without-target-and-padding': {
      kind: 'convention',
      says: 'the smoothed part spread over all classes but the true one and class 0, the padding',
      edits: 'q[n,k<K] = k == t[n] ? 1 - smoothing : k == 0 ? 0 : smoothing / (K - 2)',
      who: 'the Annotated Transformer, OpenNMT',
      seen: ['convention 23'],
    },
    'minus-for-plus': {
      kind: 'mistake',
      says: 'the loss to equal shares subtracted, as a slip in some notes has it',
      edits: 'q[n,k<K] = (k == t[n] ? 1 - smoothing : 0) - smoothing / K',
      seen: ['convention 23', '000/loss.label-smoothing.cross-entropy'],
    },
    'target-not-lowered': {
      kind: 'mistake',
      says: 's/K added to every class without lowering the true one',
      edits: 'q[n,k<K] = (k == t[n] ? 1 : 0) + smoothing / K',
      seen: ['S-10'],
    },
    'not-divided-by-classes': {
      kind: 'mistake',
      says: 's added to every class, not s/K',
      edits: 'q[n,k<K] = (k == t[n] ? 1 - smoothing : 0) + smoothing',
      seen: ['S-10'],
    },
    'true-class-without-its-part': {
      kind: 'mistake',
      says: 'the true class left without its own s/K',
      edits: 'q[n,k<K] = k == t[n] ? 1 - smoothing : smoothing / K',
      seen: ['S-10'],
    },
    unsmoothed: {
      kind: 'mistake',
      says: 'no smoothing at all',
      force: { smoothing: 0 },
    },
    'smooth-part-averaged': {
      kind: 'mistake',
      says: 'the smoothed part averaged over the samples even where the sum was asked for',
      edits: `u[n] = (1 - smoothing) * -l[n,t[n]]
        v[n] = smoothing / K * sum[k](-l[n,k])
        loss = reduction == 'mean' ? sum[n](u[n] + v[n]) / N : sum[n](u[n]) + sum[n](v[n]) / N`,
      seen: ['R-LOS-04', 'R-LOS-07'],
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'l[n,k] = z[n,k] - log(sum[j](exp(z[n,j])))',
      shows: 'numerically',
      seen: ['S-01'],
    },
    'log-of-the-softmax': {
      kind: 'mistake',
      says: 'the log of a computed softmax, which is −∞ where the share underflows',
      edits: 'l[n,k] = log(exp(z[n,k] - m[n]) / sum[j](exp(z[n,j] - m[n])))',
      shows: 'numerically',
      seen: ['S-04'],
    },
    'softmax-twice': {
      kind: 'mistake',
      says: 'a softmax of the softmax',
      edits: `p[n,k] = exp(z[n,k] - m[n]) / sum[j](exp(z[n,j] - m[n]))
        l[n,k] = p[n,k] - log(sum[j](exp(p[n,j])))`,
      seen: ['S-07', 'convention 16'],
    },
    'divided-by-classes': {
      kind: 'mistake',
      says: 'a mean over the classes, not over the samples',
      edits: "loss = reduction == 'mean' ? sum[n](h[n]) / K : sum[n](h[n])",
      seen: ['S-06'],
    },
    'always-mean': {
      kind: 'mistake',
      says: 'the mean, whichever reduction was asked for',
      force: { reduction: 'mean' },
      seen: ['convention 18'],
    },
    'gradient-unsmoothed': {
      kind: 'mistake',
      says: 'the smoothed loss with the gradient of the plain one, softmax − onehot',
      edits: `f[n] = -l[n,t[n]]
        loss = sum[n](stop(h[n]) + 1 * (f[n] - stop(f[n]))) / (reduction == 'mean' ? N : 1)`,
      shows: 'in the gradient',
      seen: ['S-10'],
    },
  },
  pitfalls: [
    'H(u, q) carries its own minus sign: the two parts are added. With a minus the loss has no lower bound',
    'ignored samples must be left out of both parts and of the divisor',
  ],

  rows: {
    '000/loss.label-smoothing': 'agreement',
    '000/loss.label-smoothing.cross-entropy': 'law C1',
    '000/loss.label-smoothing.finite-optimum': 'law C5',
    '004/identity.softmax.cross-entropy-gradient': 'law C3',
  },

  mathjs: `l(n, k) = z[n, k] - log(sum(map(range(1, K, true), f(j) = exp(z[n, j]))));
    h(n) = -(1 - smoothing) * l(n, t[n] + 1) - smoothing * sum(map(range(1, K, true), f(k) = l(n, k))) / K;
    s = sum(map(range(1, N, true), g(n) = h(n)));
    loss = equalText(reduction, "mean") ? s / N : s`,
});
