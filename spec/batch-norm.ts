import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'batch-norm',
  family: 'normalisation',
  title: 'Every channel brought to mean beta and deviation gamma over its batch, in training',
  sources: [
    'Ioffe & Szegedy (2015), Batch normalization: accelerating deep network training by reducing internal covariate shift',
    'https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html (running variance unbiased, momentum of the new value)',
  ],

  equations: `batch_norm(x[N,C,L], gamma[C], beta[C], mean[C], var[C]; momentum, eps) -> y[N,C,L], mean1[C], var1[C]
    mu[c]    = sum[n,l](x[n,c,l]) / (N*L)
    v[c]     = sum[n,l]((x[n,c,l] - mu[c])^2) / (N*L)
    y[n,c,l] = gamma[c] * (x[n,c,l] - mu[c]) / sqrt(v[c] + eps) + beta[c]
    mean1[c] = (1 - momentum) * mean[c] + momentum * mu[c]
    var1[c]  = (1 - momentum) * var[c] + momentum * v[c] * (N*L) / (N*L - 1)`,
  // The second is x·scale + (beta − mu·scale) as it rounds: the error of the scale is common to both of its products, which a
  // sum of the two would count twice. An exact 3 stands for the scale, and rounds as any other would. The running statistics
  // are sums of two products, or steps towards the new ones (TensorFlow).
  algorithms: [
    `scale[c] = 1 / sqrt(v[c] + eps)
     y[n,c,l] = (x[n,c,l] - mu[c]) * scale[c] * gamma[c] + beta[c]
     var1[c]  = (1 - momentum) * var[c] + momentum * (sum[n,l]((x[n,c,l] - mu[c])^2) / (N*L - 1))`,
    `y[n,c,l] = (0.75 * x[n,c,l] - 0.5625 * mu[c] / 0.75) * (gamma[c] / sqrt(0.5625 * (v[c] + eps))) + 0.75 * beta[c] / 0.75
     mean1[c] = mean[c] + momentum * (mu[c] - mean[c])
     var1[c]  = var[c] + momentum * (v[c] * (N*L) / (N*L - 1) - var[c])`,
  ],
  options: {
    momentum: real(0.1, [0.1, 0.25, 0.9]),
    eps: real(1e-5, [1e-5, 1e-3, 0.1, 1e-12]),
  },
  inputs: { var: 'non-negative' },
  sizes: { N: [1, 5], C: [1, 4], L: [1, 4] },
  requires: ['N*L >= 2'],

  laws: {
    C1: 'every channel of y has the mean beta',
    C2: 'and the variance gamma²·v/(v + eps), a little below gamma²',
    C3: 'a constant added before it changes nothing in y and moves the running mean by its share',
    C4: 'reordering the samples reorders y the same way and leaves the running statistics',
    C5: 'a batch twice as large, with eps four times as large, gives the same y',
    C6: 'gamma = √(v + eps) and beta = mu give the batch back',
    C7: 'a batch of equal values, as a single sample would be, gives beta',
    C8: 'momentum 1 keeps the mean and the unbiased variance of the batch, momentum 0 what was there before',
    C9: 'the gradient of x adds up to zero in every channel',
    C10: 'and is orthogonal to the batch, but for eps: Σ (x − mu)·dx = dgamma·gamma·eps / (v + eps)',
    C11: 'beta gets the sum of the gradients that came in, gamma their sum weighed with the normalised batch',
    C12: 'channels are normalised alone, and over their positions as over their samples',
    C13: 'two moments are not a distribution: batches with the first five moments of a normal and of a Laplace variable come out with mean 0 and equal variances, and with kurtosis 3 and 6',
    C14: 'two numbers a channel are learnt, gamma and beta; y has no gradient in the running statistics, and there is none for eps',
    C15: 'over all batches that can be drawn from a population the mean has the variance σ²/m, so its error falls as 1/√m; the biased variance has the mean σ²(m − 1)/m, and the unbiased one σ²',
    C16: 'through six plain layers of it, drawn weights and ReLU, more than half of all networks keep a gradient longer than a tenth of what goes in, and shorter than a thousand times it: not vanishing gradients are what makes such depth hard',
  },
  examples: [
    {
      says: 'the column 1, 2, 3, 4 has mean 2.5 and variance 1.25',
      inputs: { x: [[[1]], [[2]], [[3]], [[4]]], gamma: [1], beta: [0], mean: [0], var: [0] },
      options: { eps: 1e-12, momentum: 0.75 },
      outputs: {
        y: [[['-1.341641']], [['-0.447214']], [['0.447214']], [['1.341641']]],
        mean1: [1.875],
        var1: [1.25],
      },
      row: '002/layer.norm.batchnorm.normalise',
    },
    {
      says: 'the batch is normalised with its biased variance, the running one moves to the unbiased',
      inputs: { x: [[[0]], [[2]]], gamma: [2], beta: [10], mean: [0], var: [1] },
      options: { eps: 0.25, momentum: 0.25 },
      outputs: {
        y: [[['8.2111456']], [['11.7888544']]],
        mean1: [0.25],
        var1: [1.25],
      },
    },
    {
      says: 'the first words of two sequences',
      inputs: {
        x: [
          [[0.1], [0.3], [0.6]],
          [[0.2], [0.4], [0.7]],
        ],
        gamma: [1, 1, 1],
        beta: [0, 0, 0],
        mean: [0, 0, 0],
        var: [0, 0, 0],
      },
      options: { eps: 1e-12, momentum: 1 },
      outputs: {
        y: [
          [['-1.000'], ['-1.000'], ['-1.000']],
          [['1.000'], ['1.000'], ['1.000']],
        ],
        mean1: ['0.15', '0.35', '0.65'],
        var1: ['0.005', '0.005', '0.005'],
      },
      row: '000/layer.norm.batchnorm.variable-length-example',
    },
  ],
  special: [
    {
      says: 'NaN spreads over its channel alone',
      inputs: {
        x: [
          [[Number.NaN], [0]],
          [[1], [0]],
        ],
        gamma: [1, 2],
        beta: [0, 3],
        mean: [0, 0],
        var: [1, 0],
      },
      options: { momentum: 0.25 },
      outputs: {
        y: [
          [[Number.NaN], [3]],
          [[Number.NaN], [3]],
        ],
        mean1: [Number.NaN, 0],
        var1: [Number.NaN, 0],
      },
    },
  ],
  variants: {
    'biased-running-variance': {
      kind: 'convention',
      says: 'the running variance from the biased variance of the batch',
      edits: 'var1[c] = (1 - momentum) * var[c] + momentum * v[c]',
      who: 'Keras, Flax, ONNX',
      seen: ['convention 69', 'R-NRM-12', 'R-NRM-13'],
    },
    'momentum-of-the-old': {
      kind: 'convention',
      says: 'momentum as the share of the old running statistics',
      edits: `mean1[c] = momentum * mean[c] + (1 - momentum) * mu[c]
        var1[c]  = momentum * var[c] + (1 - momentum) * v[c] * (N*L) / (N*L - 1)`,
      who: 'TensorFlow’s fused kernel',
      seen: ['convention 70', 'S-26'],
    },
    'momentum-of-the-old-variance-biased': {
      kind: 'convention',
      says: 'momentum as the share of the old running statistics, and the running variance biased',
      edits: `mean1[c] = momentum * mean[c] + (1 - momentum) * mu[c]
        var1[c]  = momentum * var[c] + (1 - momentum) * v[c]`,
      who: 'Keras, Flax, ONNX',
      seen: ['convention 69', 'convention 70'],
    },
    'no-gradient-from-running-statistics': {
      kind: 'convention',
      says: 'running statistics that carry no gradient',
      edits: `mean1[c] = stop((1 - momentum) * mean[c] + momentum * mu[c])
        var1[c]  = stop((1 - momentum) * var[c] + momentum * v[c] * (N*L) / (N*L - 1))`,
      shows: 'in the gradient',
      who: 'every library with buffers for them',
    },
    'running-statistics-not-updated': {
      kind: 'mistake',
      says: 'running statistics that stay as they were',
      edits: 'mean1[c] = mean[c]\n var1[c] = var[c]',
      seen: ['S-26'],
    },
    'normalised-with-running-statistics': {
      kind: 'mistake',
      says: 'the running statistics in the place of the batch’s, as in inference',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mean[c]) / sqrt(var[c] + eps) + beta[c]',
      seen: ['S-26'],
    },
    'normalised-with-unbiased-variance': {
      kind: 'mistake',
      says: 'the unbiased variance to normalise the batch',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mu[c]) / sqrt(v[c] * (N*L) / (N*L - 1) + eps) + beta[c]',
      seen: ['convention 68', 'S-27'],
    },
    'eps-outside-the-root': {
      kind: 'mistake',
      says: 'eps added to the standard deviation, outside the root',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mu[c]) / (sqrt(v[c]) + eps) + beta[c]',
      seen: ['convention 71', 'S-27'],
    },
    'eps-as-by-default': {
      kind: 'mistake',
      says: 'eps 1e-5, whatever was asked for',
      force: { eps: 1e-5 },
    },
    'square-in-place-of-the-root': {
      kind: 'mistake',
      says: 'the square of the variance where its root belongs',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mu[c]) / (v[c] + eps)^2 + beta[c]',
      seen: ['R-NRM-07'],
    },
    'each-sample-alone': {
      kind: 'mistake',
      says: 'the statistics of each sample alone, as in instance normalisation',
      edits: `own[n<N,c<C] = sum[l](x[n,c,l]) / L
        spread[n<N,c<C] = sum[l]((x[n,c,l] - own[n,c])^2) / L
        y[n,c,l] = gamma[c] * (x[n,c,l] - own[n,c]) / sqrt(spread[n,c] + eps) + beta[c]`,
    },
    'each-position-alone': {
      kind: 'mistake',
      says: 'the statistics of each position alone',
      edits: `own[c<C,l<L] = sum[n](x[n,c,l]) / N
        spread[c<C,l<L] = sum[n]((x[n,c,l] - own[c,l])^2) / N
        y[n,c,l] = gamma[c] * (x[n,c,l] - own[c,l]) / sqrt(spread[c,l] + eps) + beta[c]`,
    },
    'statistics-over-channels': {
      kind: 'mistake',
      says: 'the statistics over the channels of each sample, as in layer normalisation',
      edits: `own[n<N,l<L] = sum[c](x[n,c,l]) / C
        spread[n<N,l<L] = sum[c]((x[n,c,l] - own[n,l])^2) / C
        y[n,c,l] = gamma[c] * (x[n,c,l] - own[n,l]) / sqrt(spread[n,l] + eps) + beta[c]`,
      seen: ['convention 74'],
    },
    'difference-of-squares': {
      kind: 'mistake',
      says: 'the variance as the mean square minus the squared mean',
      edits: `v[c] = sum[n,l](x[n,c,l]^2) / (N*L) - mu[c]^2
        var1[c] = (1 - momentum) * var[c] + momentum * v[c] * (N*L) / (N*L - 1)`,
      shows: 'numerically',
      who: 'Flax with use_fast_variance',
      seen: ['convention 77', 'S-29', 'R-NRM-02', 'R-NRM-06'],
    },
    'statistics-as-constants': {
      kind: 'mistake',
      says: 'a gradient that takes mean and variance of the batch for constants',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - stop(mu[c])) / sqrt(stop(v[c]) + eps) + beta[c]',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'variance-as-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the variance of the batch for a constant',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mu[c]) / sqrt(stop(v[c]) + eps) + beta[c]',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'gradient-without-gamma': {
      kind: 'mistake',
      says: 'a gradient of x without gamma',
      edits: `through(a) = a - stop(a)
        y[n,c,l] = gamma[c] * stop((x[n,c,l] - mu[c]) / sqrt(v[c] + eps)) + beta[c] + through((x[n,c,l] - mu[c]) / sqrt(v[c] + eps))`,
      shows: 'in the gradient',
      seen: ['S-28'],
    },
  },
  pitfalls: [
    'the batch is normalised with the biased variance, while the running variance follows the unbiased one in PyTorch and the biased one elsewhere',
    'momentum is the share of the new value in PyTorch and of the old one in Keras and ONNX',
    'mean and variance depend on x: a backward pass has three terms',
    'a default eps hides where it stands: try 0.1',
  ],
  rows: {
    '002/claim.resnet.degradation-cause': 'law C16',
    '000/layer.norm.batchnorm.not-same-distribution': 'law C13',
    '000/layer.norm.batchnorm.learnable-parameters': 'law C14',
    '000/layer.norm.batchnorm.batch-size-small': 'law C15',
    '000/statistics.variance.biased': ['law C15', 'variant biased-running-variance'],
    '000/layer.norm.batchnorm': 'agreement',
    '000/layer.norm.batchnorm.standardised-moments': 'law C2',
    '000/layer.norm.batchnorm.backward': 'law C10',
    '000/layer.norm.batchnorm.restores-input': 'law C6',
    '000/layer.norm.batchnorm.single-sample': 'law C7',
    '000/layer.norm.batchnorm.full-dataset-statistics': 'law C8',
    '000/layer.norm.batchnorm.scale-invariance': 'law C5',
    '000/layer.norm.batchnorm.bias-redundant': 'law C3',
    '000/statistics.standardisation': 'law C2',
    '002/identity.batchnorm.zero-mean-unit-variance': 'law C2',
    '002/layer.norm.batchnorm.affine': 'gradient',
    '002/identity.batchnorm.recovers-identity': 'law C6',
    '002/convention.batchnorm.placement': 'law C3',
    '002/layer.norm.batchnorm.conv': 'law C12',
  },

  mathjs: `m = N * L;
    total(f) = sum(map(range(1, N, true), g(n) = sum(map(range(1, L, true), h(l) = f(n, l)))));
    mu(c) = total(f(n, l) = x[n, c, l]) / m;
    squares(c) = total(f(n, l) = (x[n, c, l] - mu(c))^2);
    y = map(range(1, N, true), f(n) = map(range(1, C, true), g(c) = map(range(1, L, true), h(l) = beta[c] + gamma[c] * (x[n, c, l] - mu(c)) / sqrt(squares(c) / m + eps))));
    mean1 = map(range(1, C, true), f(c) = mean[c] + momentum * (mu(c) - mean[c]));
    var1 = map(range(1, C, true), f(c) = var[c] + momentum * (squares(c) / (m - 1) - var[c]))`,
});
