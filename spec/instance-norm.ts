import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'instance-norm',
  family: 'normalisation',
  title:
    'Every channel of every sample brought to mean 0 and variance 1 over its positions, then scaled and moved',
  sources: [
    'Ulyanov, Vedaldi & Lempitsky (2016), Instance normalization: the missing ingredient for fast stylization',
    'https://pytorch.org/docs/stable/generated/torch.nn.InstanceNorm1d.html (biased variance, eps inside the root, with affine=True)',
  ],

  equations: `instance_norm(x[N,C,L], gamma[C], beta[C]; eps) -> y[N,C,L]
    mu[n,c]  = sum[l](x[n,c,l]) / L
    v[n,c]   = sum[l]((x[n,c,l] - mu[n,c])^2) / L
    y[n,c,l] = gamma[c] * (x[n,c,l] - mu[n,c]) / sqrt(v[n,c] + eps) + beta[c]`,
  // The second is x·scale + (beta − mu·scale) as it rounds: the error of the scale is common to both of its products, which a
  // sum of the two would count twice. An exact 3 stands for the scale, and rounds as any other would.
  algorithms: [
    `scale[n,c] = 1 / sqrt(v[n,c] + eps)
     y[n,c,l]   = (x[n,c,l] - mu[n,c]) * scale[n,c] * gamma[c] + beta[c]`,
    'y[n,c,l] = (0.75 * x[n,c,l] - 0.5625 * mu[n,c] / 0.75) * (gamma[c] / sqrt(0.5625 * (v[n,c] + eps))) + 0.75 * beta[c] / 0.75',
  ],
  options: { eps: real(1e-5, [1e-5, 1e-3, 0.1, 1e-12]) },
  sizes: { N: [1, 3], C: [1, 4], L: [1, 6] },

  laws: {
    C1: 'with gamma 1 and beta 0 every channel of every sample has the mean 0 and the variance v/(v + eps)',
    C2: 'contrast and brightness of a sample’s channel go: c·x + d, with eps·c² for eps, gives the same for a positive c',
    C3: 'every channel of every sample is normalised alone',
    C4: 'reordered positions give the result reordered the same way',
    C5: 'gamma and beta act on the normalised channels, each on its own',
    C6: 'no normalised number lies further from 0 than √(L − 1); a single position gives beta',
    C7: 'the gradient of x adds up to zero in every channel of every sample',
    C8: 'and is orthogonal to it, but for eps: over one channel Σ (x − mu)·dx = dgamma·gamma·eps / (v + eps)',
  },
  examples: [
    {
      says: 'two samples of one channel, each with a mean and a deviation of its own',
      inputs: { x: [[[1, 5]], [[10, 12]]], gamma: [1], beta: [0] },
      options: { eps: 2.25 },
      outputs: { y: [[['-0.8', '0.8']], [['-0.5547002', '0.5547002']]] },
    },
    {
      says: 'gamma and beta belong to channels',
      inputs: {
        x: [
          [
            [1, 5],
            [5, 1],
          ],
        ],
        gamma: [1, 2],
        beta: [10, 20],
      },
      options: { eps: 2.25 },
      outputs: {
        y: [
          [
            ['9.2', '10.8'],
            ['21.6', '18.4'],
          ],
        ],
      },
    },
    {
      says: 'eps stands inside the root, beside the biased variance',
      inputs: { x: [[[0, 2]]], gamma: [1], beta: [0] },
      options: { eps: 0.1 },
      outputs: { y: [[['-0.95346', '0.95346']]] },
    },
    {
      says: 'a channel of one position, or of equal ones, gives beta',
      inputs: {
        x: [
          [
            [3, 3],
            [-7, -7],
          ],
        ],
        gamma: [2, 3],
        beta: [0.5, 0.25],
      },
      outputs: {
        y: [
          [
            [0.5, 0.5],
            [0.25, 0.25],
          ],
        ],
      },
    },
  ],
  special: [
    {
      says: 'NaN spreads over its channel of its sample alone',
      inputs: {
        x: [
          [
            [Number.NaN, 1],
            [2, 2],
          ],
          [
            [3, 3],
            [4, 4],
          ],
        ],
        gamma: [1, 2],
        beta: [0.5, 0.25],
      },
      outputs: {
        y: [
          [
            [Number.NaN, Number.NaN],
            [0.25, 0.25],
          ],
          [
            [0.5, 0.5],
            [0.25, 0.25],
          ],
        ],
      },
    },
  ],
  variants: {
    'gamma-and-beta-left-out': {
      kind: 'convention',
      says: 'gamma and beta left out',
      edits: 'y[n,c,l] = (x[n,c,l] - mu[n,c]) / sqrt(v[n,c] + eps)',
      who: 'PyTorch with affine=False, its default',
    },
    'unbiased-variance': {
      kind: 'convention',
      says: 'the unbiased variance',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mu[n,c]) / sqrt(v[n,c] * L / (L - 1) + eps) + beta[c]',
      who: 'code that takes torch.var for it, as of adaptive instance normalisation',
      seen: ['S-27', 'convention 143'],
    },
    'eps-outside-the-root': {
      kind: 'mistake',
      says: 'eps added to the standard deviation, outside the root',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mu[n,c]) / (sqrt(v[n,c]) + eps) + beta[c]',
      seen: ['convention 76', 'S-27', 'R-NRM-05', 'R-NRM-09', 'R-NRM-10'],
    },
    'whole-batch': {
      kind: 'mistake',
      says: 'the statistics of a channel over all samples, as in batch normalisation',
      edits: `mu[n<N,c<C] = sum[s<N,l](x[s,c,l]) / (N*L)
        v[n<N,c<C]  = sum[s<N,l]((x[s,c,l] - mu[n,c])^2) / (N*L)`,
    },
    'whole-sample': {
      kind: 'mistake',
      says: 'the statistics over all channels of a sample, as in layer normalisation',
      edits: `mu[n<N,c<C] = sum[d<C,l](x[n,d,l]) / (C*L)
        v[n<N,c<C]  = sum[d<C,l]((x[n,d,l] - mu[n,c])^2) / (C*L)`,
    },
    'over-channels': {
      kind: 'mistake',
      says: 'the statistics over the channels at each position, as if channels came last',
      edits: `own[n<N,l<L]    = sum[c](x[n,c,l]) / C
        spread[n<N,l<L] = sum[c]((x[n,c,l] - own[n,l])^2) / C
        y[n,c,l] = gamma[c] * (x[n,c,l] - own[n,l]) / sqrt(spread[n,l] + eps) + beta[c]`,
      seen: ['convention 74'],
    },
    'one-gamma-and-beta': {
      kind: 'mistake',
      says: 'the gamma and beta of the first channel for every channel',
      edits: 'y[n,c,l] = gamma[0] * (x[n,c,l] - mu[n,c]) / sqrt(v[n,c] + eps) + beta[0]',
    },
    'eps-as-by-default': {
      kind: 'mistake',
      says: 'eps 1e-5, whatever was asked for',
      force: { eps: 1e-5 },
    },
    'square-in-place-of-the-root': {
      kind: 'mistake',
      says: 'the square of the variance where its root belongs',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mu[n,c]) / (v[n,c] + eps)^2 + beta[c]',
      seen: ['R-NRM-07'],
    },
    'difference-of-squares': {
      kind: 'mistake',
      says: 'the variance as the mean square minus the squared mean',
      edits: 'v[n,c] = sum[l](x[n,c,l]^2) / L - mu[n,c]^2',
      shows: 'numerically',
      who: 'Flax with use_fast_variance',
      seen: ['convention 77', 'S-29', 'R-NRM-05'],
    },
    'statistics-as-constants': {
      kind: 'mistake',
      says: 'a gradient that takes mean and variance for constants',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - stop(mu[n,c])) / sqrt(stop(v[n,c]) + eps) + beta[c]',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'variance-as-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the variance for a constant',
      edits: 'y[n,c,l] = gamma[c] * (x[n,c,l] - mu[n,c]) / sqrt(stop(v[n,c]) + eps) + beta[c]',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'gradient-without-gamma': {
      kind: 'mistake',
      says: 'a gradient of x without gamma',
      edits: `through(a) = a - stop(a)
        y[n,c,l] = gamma[c] * stop((x[n,c,l] - mu[n,c]) / sqrt(v[n,c] + eps)) + beta[c]
          + through((x[n,c,l] - mu[n,c]) / sqrt(v[n,c] + eps))`,
      shows: 'in the gradient',
      seen: ['S-28'],
    },
  },
  pitfalls: [
    'a batch of one sample hides the difference from batch normalisation, one channel that from layer normalisation',
    'it takes its statistics from the sample in inference too: there is no running mean by default',
    'a single position has no deviation: the result is beta, and some libraries refuse it',
  ],

  mathjs: `total(f) = sum(map(range(1, L, true), h(l) = f(l)));
    mu(n, c) = total(f(l) = x[n, c, l]) / L;
    deviation(n, c) = sqrt(total(f(l) = (x[n, c, l] - mu(n, c))^2) / L + eps);
    y = map(range(1, N, true), f(n) = map(range(1, C, true), g(c) = map(range(1, L, true), h(l) = beta[c] + gamma[c] * (x[n, c, l] - mu(n, c)) / deviation(n, c))))`,
});
