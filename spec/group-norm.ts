import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

export default formula({
  name: 'group-norm',
  family: 'normalisation',
  title:
    'Every group of channels of a sample brought to mean 0 and variance 1, then scaled and moved channel by channel',
  sources: [
    'Wu & He (2018), Group normalization',
    'https://pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html (biased variance, eps inside the root)',
    'https://keras.io/api/layers/normalization_layers/group_normalization/ (eps 1e-3, channels last)',
  ],

  equations: `group_norm(x[groups*D,L], gamma[groups*D], beta[groups*D]; groups, eps) -> y[groups*D,L]
    mu[c<groups*D]  = sum[d<D,l<L](x[(c div D)*D + d, l]|0) / (D*L)
    v[c<groups*D]   = sum[d<D,l<L](((x[(c div D)*D + d, l]|0) - mu[c])^2) / (D*L)
    y[c,l] = gamma[c] * (x[c,l] - mu[c]) / sqrt(v[c] + eps) + beta[c]`,
  // The second is x·scale + (beta − mu·scale) as it rounds: the error of the scale is common to both of its products, which a
  // sum of the two would count twice. An exact 3 stands for the scale, and rounds as any other would.
  algorithms: [
    `scale[c] = 1 / sqrt(v[c] + eps)
     y[c,l]   = (x[c,l] - mu[c]) * scale[c] * gamma[c] + beta[c]`,
    'y[c,l] = (0.75 * x[c,l] - 0.5625 * mu[c] / 0.75) * (gamma[c] / sqrt(0.5625 * (v[c] + eps))) + 0.75 * beta[c] / 0.75',
  ],
  over: { batch: ['x'] },
  options: { groups: int(1, 3, 2), eps: real(1e-5, [1e-5, 1e-3, 0.1, 1e-12]) },
  sizes: { D: [1, 3], L: [1, 4] },

  laws: {
    C1: 'with gamma 1 and beta 0 every group has the mean 0 and the variance v/(v + eps)',
    C2: 'a constant added to one group changes nothing, in it or elsewhere',
    C3: 'a sample twice as large, with eps four times as large, gives the same',
    C4: 'groups stand in blocks and work side by side: each is what it is alone, as the one group of its channels',
    C5: 'a sample is normalised alone, whatever else is in the batch',
    C6: 'gamma and beta act on the normalised channels, each on its own',
    C7: 'one channel to a group knows no order of its positions, and channels of one group change places with their gamma and beta',
    C8: 'the gradient of x adds up to zero in every group',
    C9: 'and is orthogonal to the group, but for eps: Σ (x − mu)·dx = Σ dgamma·gamma·eps / (v + eps)',
  },
  examples: [
    {
      says: 'two groups of two channels, each with a mean and a deviation of its own',
      inputs: { x: [[[0], [2], [10], [14]]], gamma: [1, 1, 1, 1], beta: [0, 0, 0, 0] },
      options: { groups: 2, eps: 2.25 },
      outputs: { y: [[['-0.5547002'], ['0.5547002'], [-0.8], [0.8]]] },
    },
    {
      says: 'the positions of a group’s channels are counted together, gamma and beta belong to channels',
      inputs: {
        x: [
          [
            [1, 1],
            [5, 5],
          ],
        ],
        gamma: [1, 2],
        beta: [10, 20],
      },
      options: { groups: 1, eps: 2.25 },
      outputs: {
        y: [
          [
            [9.2, 9.2],
            [21.6, 21.6],
          ],
        ],
      },
    },
    {
      says: 'eps stands inside the root, beside the biased variance',
      inputs: { x: [[[0, 2]]], gamma: [1], beta: [0] },
      options: { groups: 1, eps: 0.1 },
      outputs: { y: [[['-0.95346', '0.95346']]] },
    },
    {
      says: 'a group of one number gives beta',
      inputs: { x: [[[7], [-3]]], gamma: [2, 3], beta: [0.5, 0.25] },
      options: { groups: 2 },
      outputs: { y: [[[0.5], [0.25]]] },
    },
  ],
  special: [
    {
      says: 'NaN spreads over its group alone',
      inputs: {
        x: [
          [
            [Number.NaN, 1],
            [2, 2],
          ],
        ],
        gamma: [1, 2],
        beta: [0.5, 0.25],
      },
      options: { groups: 2 },
      outputs: {
        y: [
          [
            [Number.NaN, Number.NaN],
            [0.25, 0.25],
          ],
        ],
      },
    },
  ],
  variants: {
    'whole-sample': {
      kind: 'mistake',
      says: 'one group of all channels, whatever number was asked for, as in layer normalisation',
      edits: `mu[c<groups*D] = sum[d<groups*D,l](x[d,l]) / (groups*D*L)
        v[c<groups*D]  = sum[d<groups*D,l]((x[d,l] - mu[c])^2) / (groups*D*L)`,
    },
    'each-channel-alone': {
      kind: 'mistake',
      says: 'the statistics of each channel alone, as in instance normalisation',
      edits: `mu[c<groups*D] = sum[l](x[c,l]) / L
        v[c<groups*D]  = sum[l]((x[c,l] - mu[c])^2) / L`,
    },
    'each-position-alone': {
      kind: 'mistake',
      says: 'the statistics of each position alone',
      edits: `own[c<groups*D,l<L]    = sum[d<D](x[(c div D)*D + d, l]|0) / D
        spread[c<groups*D,l<L] = sum[d<D](((x[(c div D)*D + d, l]|0) - own[c,l])^2) / D
        y[c,l] = gamma[c] * (x[c,l] - own[c,l]) / sqrt(spread[c,l] + eps) + beta[c]`,
    },
    'groups-interleaved': {
      kind: 'mistake',
      says: 'channels dealt out to the groups in turn, not in blocks',
      edits: `mu[c<groups*D] = sum[d<D,l<L](x[d*groups + c mod groups, l]|0) / (D*L)
        v[c<groups*D]  = sum[d<D,l<L](((x[d*groups + c mod groups, l]|0) - mu[c])^2) / (D*L)`,
      seen: ['R-NRM-16'],
    },
    'channels-last-cut-without-transposing': {
      kind: 'mistake',
      says: 'the groups cut from the array with channels last as it lies, so that channels mix with positions',
      edits: `own[c<groups*D,l<L]    = sum[j<D*L](x[(((l*groups*D + c) div (D*L))*D*L + j) mod (groups*D), (((l*groups*D + c) div (D*L))*D*L + j) div (groups*D)]|0) / (D*L)
        spread[c<groups*D,l<L] = sum[j<D*L](((x[(((l*groups*D + c) div (D*L))*D*L + j) mod (groups*D), (((l*groups*D + c) div (D*L))*D*L + j) div (groups*D)]|0) - own[c,l])^2) / (D*L)
        y[c,l] = gamma[c] * (x[c,l] - own[c,l]) / sqrt(spread[c,l] + eps) + beta[c]`,
      seen: ['R-NRM-14', 'convention 74'],
    },
    'groups-as-channels-to-a-group': {
      kind: 'mistake',
      says: 'the number of groups taken for the number of channels in a group',
      edits: `mu[c<groups*D] = sum[d<groups,l<L](x[(c div groups)*groups + d, l]|0) / (groups*L)
        v[c<groups*D]  = sum[d<groups,l<L](((x[(c div groups)*groups + d, l]|0) - mu[c])^2) / (groups*L)`,
    },
    'eps-outside-the-root': {
      kind: 'mistake',
      says: 'eps added to the standard deviation, outside the root',
      edits: 'y[c,l] = gamma[c] * (x[c,l] - mu[c]) / (sqrt(v[c]) + eps) + beta[c]',
      seen: ['convention 76', 'S-27', 'R-NRM-09', 'R-NRM-10'],
    },
    'unbiased-variance': {
      kind: 'mistake',
      says: 'the unbiased variance',
      edits: 'y[c,l] = gamma[c] * (x[c,l] - mu[c]) / sqrt(v[c] * (D*L) / (D*L - 1) + eps) + beta[c]',
      seen: ['S-27'],
    },
    'eps-as-by-default': {
      kind: 'mistake',
      says: 'eps 1e-5, whatever was asked for',
      force: { eps: 1e-5 },
    },
    'one-gamma-and-beta-a-group': {
      kind: 'mistake',
      says: 'the gamma and beta of a group’s first channel for all of them',
      edits: 'y[c,l] = (gamma[(c div D)*D]|0) * (x[c,l] - mu[c]) / sqrt(v[c] + eps) + (beta[(c div D)*D]|0)',
    },
    'gamma-and-beta-left-out': {
      kind: 'mistake',
      says: 'gamma and beta left out',
      edits: 'y[c,l] = (x[c,l] - mu[c]) / sqrt(v[c] + eps)',
    },
    'difference-of-squares': {
      kind: 'mistake',
      says: 'the variance as the mean square minus the squared mean',
      edits: 'v[c<groups*D] = sum[d<D,l<L]((x[(c div D)*D + d, l]|0)^2) / (D*L) - mu[c]^2',
      shows: 'numerically',
      who: 'Flax with use_fast_variance',
      seen: ['convention 77', 'S-29', 'R-NRM-05'],
    },
    'statistics-as-constants': {
      kind: 'mistake',
      says: 'a gradient that takes mean and variance for constants',
      edits: 'y[c,l] = gamma[c] * (x[c,l] - stop(mu[c])) / sqrt(stop(v[c]) + eps) + beta[c]',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'variance-as-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the variance for a constant',
      edits: 'y[c,l] = gamma[c] * (x[c,l] - mu[c]) / sqrt(stop(v[c]) + eps) + beta[c]',
      shows: 'in the gradient',
      seen: ['S-28'],
    },
    'gradient-without-gamma': {
      kind: 'mistake',
      says: 'a gradient of x without gamma',
      edits: `through(a) = a - stop(a)
        y[c,l] = gamma[c] * stop((x[c,l] - mu[c]) / sqrt(v[c] + eps)) + beta[c]
          + through((x[c,l] - mu[c]) / sqrt(v[c] + eps))`,
      shows: 'in the gradient',
      seen: ['S-28'],
    },
  },
  pitfalls: [
    'one group is layer normalisation over channels and positions, as many groups as channels is instance normalisation',
    'a test with one group hides which channels belong together',
    'with channels last the axis of channels is cut in two and only then the positions are averaged in',
  ],

  mathjs: `at(g, d, l) = x[(g - 1) * D + d, l];
    total(f) = sum(map(range(1, D, true), a(d) = sum(map(range(1, L, true), b(l) = f(d, l)))));
    mu(g) = total(f(d, l) = at(g, d, l)) / (D * L);
    deviation(g) = sqrt(total(f(d, l) = (at(g, d, l) - mu(g))^2) / (D * L) + eps);
    group(c) = floor((c - 1) / D) + 1;
    y = map(range(1, groups * D, true), f(c) = map(range(1, L, true), h(l) = beta[c] + gamma[c] * (x[c, l] - mu(group(c))) / deviation(group(c))))`,
});
