import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

const NORMALISED = 'gamma[c] * (x[n,c,i,j] - mu[c]) / sqrt(v[c] + eps) + beta[c]';

export default formula({
  name: 'transition-layer',
  family: 'residual',
  title: 'Batch normalisation, a 1×1 convolution and 2×2 mean pooling, between two dense blocks',
  sources: [
    'Huang, Liu, van der Maaten & Weinberger (2017), Densely connected convolutional networks, section 3 (pooling layers)',
  ],

  equations: `transition_layer(x[N,C,H,W], gamma[C], beta[C], w[E,C]; eps) -> y[N,E,P,Q]
    P = H div 2
    Q = W div 2
    mu[c] = sum[n,i,j](x[n,c,i,j]) / (N*H*W)
    v[c]  = sum[n,i,j]((x[n,c,i,j] - mu[c])^2) / (N*H*W)
    z[n,c,i,j] = ${NORMALISED}
    u[n,e,i,j] = sum[c](w[e,c] * z[n,c,i,j])
    y[n,e,p,q] = sum[r<2,s<2](u[n,e,2*p+r,2*q+s]|0) / 4`,
  algorithms: [
    `scale[c] = 1 / sqrt(v[c] + eps)
     z[n,c,i,j] = (x[n,c,i,j] - mu[c]) * scale[c] * gamma[c] + beta[c]`,
    `scale[c] = 1 / sqrt(v[c] + eps) * gamma[c]
     z[n,c,i,j] = x[n,c,i,j] * scale[c] + (beta[c] - mu[c] * scale[c])`,
  ],
  options: { eps: real(1e-5, [1e-5, 1e-3, 0.1, 1e-12]) },
  sizes: { N: [1, 3], C: [1, 3], E: [1, 3], H: [2, 5], W: [2, 5] },
  requires: ['H >= 2', 'W >= 2'],

  laws: {
    C1: 'maps of H×W×C become maps of ⌊H/2⌋×⌊W/2⌋×E: half the size, and of an odd one the last row and column fall away',
    C2: 'the convolution is one matrix for every pixel: where the four pixels of each window are equal, y is there w times the normalised channels',
    C3: 'it commutes with the pooling: w after norm and pooling gives what pooling after norm and w gives',
    C4: 'maps that are constant in each channel give w·beta',
    C5: 'a constant added to a channel changes nothing, and a batch twice as large, with eps four times as large, neither',
    C6: 'with even H and W the channels of y have the means w·beta',
    C7: 'the gradient of x adds up to zero in every channel, and Σ (x − mu)·dx = dgamma·gamma·eps / (v + eps)',
    C8: '⟨w, dw⟩ = ⟨y, dy⟩, and gamma and beta together give it too',
  },
  examples: [
    {
      says: 'the values 0 and 2 have mean 1 and variance 1: with eps 0.5625 each is 1.25 into it',
      inputs: {
        x: [
          [
            [
              [0, 0, 2, 2],
              [0, 0, 2, 2],
            ],
          ],
        ],
        gamma: [5],
        beta: [1],
        w: [[1], [-2]],
      },
      options: { eps: 0.5625 },
      outputs: { y: [[[[-3, 5]], [[6, -10]]]] },
    },
    {
      says: 'the mean of a window, not its largest pixel; the statistics also see the column that is left over',
      inputs: {
        x: [
          [
            [
              [1, 1, 3],
              [1, 3, 3],
            ],
          ],
        ],
        gamma: [5],
        beta: [0],
        w: [[1]],
      },
      options: { eps: 0.5625 },
      outputs: { y: [[[[-2]]]] },
    },
  ],
  special: [
    {
      says: 'NaN anywhere reaches every pixel',
      inputs: {
        x: [
          [
            [
              [Number.NaN, 0],
              [0, 0],
            ],
          ],
          [
            [
              [1, 1],
              [1, 1],
            ],
          ],
        ],
        gamma: [1],
        beta: [0],
        w: [[1]],
      },
      outputs: { y: [[[[Number.NaN]]], [[[Number.NaN]]]] },
    },
  ],
  variants: {
    'largest-pixel': {
      kind: 'mistake',
      says: 'the largest pixel of each window, not the mean',
      edits: 'y[n,e,p,q] = max[r<2,s<2](u[n,e,2*p+r,2*q+s]|-∞)',
    },
    'every-other-pixel': {
      kind: 'mistake',
      says: 'the first pixel of each window, as a convolution with stride 2 has it',
      edits: 'y[n,e,p,q] = u[n,e,2*p,2*q]|0',
    },
    'sum-of-the-window': {
      kind: 'mistake',
      says: 'the sum of each window, not divided by 4',
      edits: 'y[n,e,p,q] = sum[r<2,s<2](u[n,e,2*p+r,2*q+s]|0)',
    },
    'without-normalisation': {
      kind: 'mistake',
      says: 'gamma and beta applied to x as it is',
      edits: 'z[n,c,i,j] = gamma[c] * x[n,c,i,j] + beta[c]',
    },
    'without-beta': {
      kind: 'mistake',
      says: 'the normalised maps without beta',
      edits: 'z[n,c,i,j] = gamma[c] * (x[n,c,i,j] - mu[c]) / sqrt(v[c] + eps)',
    },
    'relu-after-norm': {
      kind: 'convention',
      says: 'ReLU between normalisation and convolution',
      edits: `z[n,c,i,j] = max(0, ${NORMALISED})`,
      who: 'torchvision, and the authors’ code',
    },
    'unbiased-variance': {
      kind: 'mistake',
      says: 'the unbiased variance, over N·H·W − 1',
      edits: 'v[c] = sum[n,i,j]((x[n,c,i,j] - mu[c])^2) / (N*H*W - 1)',
    },
    'eps-outside-the-root': {
      kind: 'convention',
      says: 'eps added to the standard deviation, outside the root',
      edits: 'z[n,c,i,j] = gamma[c] * (x[n,c,i,j] - mu[c]) / (sqrt(v[c]) + eps) + beta[c]',
    },
    'each-sample-alone': {
      kind: 'mistake',
      says: 'the statistics of each sample alone, as in instance normalisation',
      edits: `own[n<N,c<C] = sum[i,j](x[n,c,i,j]) / (H*W)
        spread[n<N,c<C] = sum[i,j]((x[n,c,i,j] - own[n,c])^2) / (H*W)
        z[n,c,i,j] = gamma[c] * (x[n,c,i,j] - own[n,c]) / sqrt(spread[n,c] + eps) + beta[c]`,
    },
    'pooled-before-the-statistics': {
      kind: 'mistake',
      says: 'the maps pooled first and normalised after',
      edits: `pooled[n<N,c<C,p<P,q<Q] = sum[r<2,s<2](x[n,c,2*p+r,2*q+s]|0) / 4
        own[c<C] = sum[n,p<P,q<Q](pooled[n,c,p,q]) / (N*P*Q)
        spread[c<C] = sum[n,p<P,q<Q]((pooled[n,c,p,q] - own[c])^2) / (N*P*Q)
        y[n,e,p,q] = sum[c](w[e,c] * (gamma[c] * (pooled[n,c,p,q] - own[c]) / sqrt(spread[c] + eps) + beta[c]))`,
    },
    'statistics-as-constants': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient that takes mean and variance of the batch for constants',
      edits: 'z[n,c,i,j] = gamma[c] * (x[n,c,i,j] - stop(mu[c])) / sqrt(stop(v[c]) + eps) + beta[c]',
    },
    'variance-as-constant': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient that takes the variance of the batch for a constant',
      edits: 'z[n,c,i,j] = gamma[c] * (x[n,c,i,j] - mu[c]) / sqrt(stop(v[c]) + eps) + beta[c]',
    },
    'gradient-not-divided': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient that every pixel of a window gets whole',
      edits: `through(a) = a - stop(a)
        y[n,e,p,q] = stop(sum[r<2,s<2](u[n,e,2*p+r,2*q+s]|0) / 4) + through(sum[r<2,s<2](u[n,e,2*p+r,2*q+s]|0))`,
    },
  },
  pitfalls: [
    'the statistics are those of the batch, over all pixels of the maps, also of a last row or column that the pooling drops',
    'the pooling may come before the convolution, which then costs a quarter, but not before the normalisation',
  ],
  rows: {
    '002/residual.densenet.transition': ['agreement', 'law C1', 'law C2', 'law C3'],
    '002/convention.densenet.equal-feature-size': 'law C1',
  },

  mathjs: `m = N * H * W;
    over(f) = sum(map(range(1, N, true), g(n) = sum(map(range(1, H, true), h(i) = sum(map(range(1, W, true), k(j) = f(n, i, j)))))));
    mu = map(range(1, C, true), g(c) = over(f(n, i, j) = x[n, c, i, j]) / m);
    scale = map(range(1, C, true), g(c) = gamma[c] / sqrt(over(f(n, i, j) = (x[n, c, i, j] - mu[c])^2) / m + eps));
    four(n, c, p, q) = x[n, c, 2 * p - 1, 2 * q - 1] + x[n, c, 2 * p, 2 * q - 1] + x[n, c, 2 * p - 1, 2 * q] + x[n, c, 2 * p, 2 * q];
    one(n, c, p, q) = scale[c] * (four(n, c, p, q) / 4 - mu[c]) + beta[c];
    mixed(n, e, p, q) = sum(map(range(1, C, true), f(c) = w[e, c] * one(n, c, p, q)));
    y = map(range(1, N, true), f(n) = map(range(1, E, true), g(e) = map(range(1, floor(H / 2), true), h(p) = map(range(1, floor(W / 2), true), k(q) = mixed(n, e, p, q)))))`,
});
