import { formula } from './lib/formula.ts';
import { choice, real } from './lib/options.ts';

export default formula({
  name: 'focal-loss',
  family: 'loss',
  title: 'Binary cross-entropy that counts a label the less the better it is already scored',
  sources: [
    'Lin, Goyal, Girshick, He & Dollár (2017), Focal loss for dense object detection, equation 5',
    'https://pytorch.org/vision/stable/generated/torchvision.ops.sigmoid_focal_loss.html',
  ],

  equations: `focal_loss(z[N,K], t[N,K] in 2; alpha, gamma, reduction) -> loss
    p[n,k] = 1 / (1 + exp(-z[n,k]))
    q[n,k] = t[n,k] == 1 ? p[n,k] : 1 - p[n,k]
    a[n,k] = t[n,k] == 1 ? alpha : 1 - alpha
    h[n,k] = -a[n,k] * (1 - q[n,k])^gamma * log(q[n,k])
    loss = sum[n,k](h[n,k]) / (reduction == 'mean' ? N * K : 1)`,
  // By a power of the other label's share, or by its logarithm.
  algorithms: [
    `m[n,k] = t[n,k] == 1 ? z[n,k] : -z[n,k]
     h[n,k] = a[n,k] * sigmoid(-m[n,k])^gamma * softplus(-m[n,k])`,
    `m[n,k] = t[n,k] == 1 ? z[n,k] : -z[n,k]
     h[n,k] = a[n,k] * exp(-gamma * softplus(m[n,k])) * softplus(-m[n,k])`,
  ],
  options: {
    alpha: real(0.25, [0.25, 0.75, 0.9]),
    gamma: real(2, [2, 0, 0.5, 5]),
    reduction: choice('mean', 'sum'),
  },

  laws: {
    C1: 'with γ = 0 it is the weighted cross-entropy, and with γ = 2 each label’s times its square of what is missing',
    C2: 'it is never negative, and a larger γ never costs more',
    C3: 'opposite labels and scores, with 1 − α for α, change nothing',
    C4: 'the gradient towards the label is −a·(1−q)^γ·(1 − q − γ·q·log q), divided by NK for the mean',
    C5: 'a better score never costs more',
    C6: 'a score far on the wrong side costs its size times its weight, whatever γ is',
  },
  examples: [
    {
      says: 'an undecided yes',
      inputs: { z: [[0]], t: [[1]] },
      outputs: { loss: '0.0433216988' },
    },
    {
      says: 'an undecided no, which weighs 1 − α',
      inputs: { z: [[0]], t: [[0]] },
      outputs: { loss: '0.129965096' },
    },
    {
      says: 'a yes of nine in ten: the factor is 0.01, not 0.2',
      inputs: { z: [[2.1972245773362196]], t: [[1]] },
      outputs: { loss: '0.000263401289' },
    },
    {
      says: 'two labels, one right and one wrong, with γ = 1',
      inputs: { z: [[1, 1]], t: [[1, 0]] },
      options: { alpha: 0.5, gamma: 1, reduction: 'sum' },
      outputs: { loss: '0.522160133' },
    },
  ],
  special: [
    {
      says: 'a score beyond every exponential costs its size times its weight on the wrong side, nothing on its own',
      inputs: { z: [[-1000, 1000]], t: [[1, 1]] },
      options: { reduction: 'sum' },
      outputs: { loss: 250 },
    },
    {
      says: 'NaN in a score is NaN in the loss',
      inputs: { z: [[Number.NaN, 0]], t: [[1, 0]] },
      outputs: { loss: Number.NaN },
    },
  ],
  variants: {
    'gamma-as-a-factor': {
      kind: 'mistake',
      says: 'γ(1 − q) for a yes, in the place of (1 − q)^γ',
      edits:
        'h[n,k] = a[n,k] * (t[n,k] == 1 ? gamma * sigmoid(-m[n,k]) : sigmoid(-m[n,k])^gamma) * softplus(-m[n,k])',
      seen: ['R-LOS-16'],
    },
    'alpha-exchanged': {
      kind: 'mistake',
      says: 'α for the no, and 1 − α for the yes',
      edits: 'a[n,k] = t[n,k] == 1 ? 1 - alpha : alpha',
      seen: ['R-LOS-16', 'R-LOS-18'],
    },
    'alpha-on-both': {
      kind: 'mistake',
      says: 'α for yes and no alike',
      edits: 'a[n<N,k<K] = alpha',
      seen: ['R-LOS-18'],
    },
    unweighted: {
      kind: 'convention',
      says: 'no α',
      edits: 'a[n<N,k<K] = 1',
      who: 'BinaryFocalCrossentropy of Keras by default; torchvision for α < 0',
    },
    'gamma-always-2': {
      kind: 'mistake',
      says: 'γ = 2, whichever was asked for',
      force: { gamma: 2 },
    },
    'cross-entropy': {
      kind: 'mistake',
      says: 'the weighted cross-entropy, with γ = 0',
      force: { gamma: 0 },
    },
    'easy-ones-first': {
      kind: 'mistake',
      says: 'q^γ in the place of (1 − q)^γ, which counts the hard labels the less',
      edits: 'h[n,k] = a[n,k] * sigmoid(m[n,k])^gamma * softplus(-m[n,k])',
    },
    'labels-reversed': {
      kind: 'mistake',
      says: 'yes and no exchanged in the scores alone',
      edits: 'm[n,k] = t[n,k] == 1 ? -z[n,k] : z[n,k]',
    },
    'one-less-a-rounded-share': {
      kind: 'mistake',
      says: '1 less a computed share, which cancels where the label is well scored',
      edits: 'h[n,k] = a[n,k] * (1 - sigmoid(m[n,k]))^gamma * softplus(-m[n,k])',
      shows: 'numerically',
    },
    'log-of-the-sigmoid': {
      kind: 'mistake',
      says: 'the log of a computed sigmoid, which is −∞ or has no digits far out',
      edits: 'h[n,k] = -a[n,k] * sigmoid(-m[n,k])^gamma * log(sigmoid(m[n,k]))',
      shows: 'numerically',
      seen: ['S-04'],
    },
    'epsilon-in-log': {
      kind: 'mistake',
      says: '1e-7 added to the share before its log',
      edits: 'h[n,k] = -a[n,k] * sigmoid(-m[n,k])^gamma * log(sigmoid(m[n,k]) + 1e-7)',
      seen: ['S-04', 'R-LOS-10'],
    },
    'sigmoid-twice': {
      kind: 'mistake',
      says: 'a sigmoid of the sigmoid',
      edits: 'm[n,k] = t[n,k] == 1 ? sigmoid(z[n,k]) : -sigmoid(z[n,k])',
      seen: ['S-07', 'convention 16'],
    },
    'divided-by-positives': {
      kind: 'convention',
      says: 'the sum divided by the number of yeses, by 1 where there is none',
      edits: "loss = sum[n,k](h[n,k]) / (reduction == 'mean' ? max(1, sum[n,k](t[n,k] == 1 ? 1 : 0)) : 1)",
      who: 'the paper, by the anchors that are assigned to an object',
      seen: ['convention 18'],
    },
    'divided-by-samples': {
      kind: 'mistake',
      says: 'a mean over the samples, not over all labels',
      edits: "loss = sum[n,k](h[n,k]) / (reduction == 'mean' ? N : 1)",
      seen: ['S-06'],
    },
    'always-sum': {
      kind: 'mistake',
      says: 'the sum, whichever reduction was asked for',
      force: { reduction: 'sum' },
      seen: ['convention 18'],
    },
    'modulator-held-constant': {
      kind: 'mistake',
      says: 'a gradient with (1 − q)^γ held constant, as if it were a weight',
      edits: 'h[n,k] = a[n,k] * stop(sigmoid(-m[n,k])^gamma) * softplus(-m[n,k])',
      shows: 'in the gradient',
    },
    'cost-held-constant': {
      kind: 'mistake',
      says: 'a gradient with the logarithm held constant',
      edits: 'h[n,k] = a[n,k] * sigmoid(-m[n,k])^gamma * stop(softplus(-m[n,k]))',
      shows: 'in the gradient',
    },
    'gradient-of-the-sum': {
      kind: 'mistake',
      says: 'the mean with the gradient of the sum',
      edits: `d = reduction == 'mean' ? N * K : 1
        loss = sum[n,k](h[n,k] + (d - 1) * (h[n,k] - stop(h[n,k]))) / d`,
      shows: 'in the gradient',
      seen: ['S-06', 'convention 24'],
    },
    'gradient-reversed': {
      kind: 'mistake',
      says: 'a gradient of the opposite sign for a no',
      edits: 'm[n,k] = t[n,k] == 1 ? z[n,k] : stop(-2 * z[n,k]) + z[n,k]',
      shows: 'in the gradient',
      seen: ['convention 25'],
    },
  },
  pitfalls: [
    'α is the weight of the yes: at γ = 2 the paper found 0.25, less than a half, because easy noes hardly count',
    '1 − q from a computed q is 0 where q rounds to 1: take the sigmoid of the other sign',
  ],

  mathjs: `q(n, k) = 1 / (1 + exp((1 - 2 * t[n, k]) * z[n, k]));
    r(n, k) = 1 / (1 + exp((2 * t[n, k] - 1) * z[n, k]));
    a(n, k) = t[n, k] * alpha + (1 - t[n, k]) * (1 - alpha);
    h(n, k) = -a(n, k) * r(n, k)^gamma * log(q(n, k));
    s = sum(map(range(1, N, true), f(n) = sum(map(range(1, K, true), g(k) = h(n, k)))));
    loss = equalText(reduction, "mean") ? s / (N * K) : s`,
});
