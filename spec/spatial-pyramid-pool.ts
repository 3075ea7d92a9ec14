import { formula } from './lib/formula.ts';

/** One sample with one channel, by its rows. */
const image = <Entry>(...rows: Entry[][]): Entry[][][][] => [[rows]];

export default formula({
  name: 'spatial-pyramid-pool',
  family: 'pooling',
  title:
    'The largest pixel of the whole image, of its quarters and of its sixteenths, for images of any size',
  sources: [
    'He et al. (2014), Spatial pyramid pooling in deep convolutional networks for visual recognition',
    'https://pytorch.org/docs/stable/generated/torch.nn.AdaptiveMaxPool2d.html (the bins)',
  ],

  equations: `spatial_pyramid_pool(x[C,H,W]) -> y[21*C]
    one[c] = max[h<H,v<W](x[c,h,v])
    two[c<C,i<2,j<2] = max[h<H,v<W](h >= (i*H) div 2 and h < ((i + 1)*H + 1) div 2 and v >= (j*W) div 2 and v < ((j + 1)*W + 1) div 2 ? x[c,h,v] : -∞)
    four[c<C,i<4,j<4] = max[h<H,v<W](h >= (i*H) div 4 and h < ((i + 1)*H + 3) div 4 and v >= (j*W) div 4 and v < ((j + 1)*W + 3) div 4 ? x[c,h,v] : -∞)
    y[n] = n < C ? one[n]|0 : n < 5*C ? two[(n - C) div 4, (n - C) div 2 mod 2, (n - C) mod 2]|0 : four[(n - 5*C) div 16, (n - 5*C) div 4 mod 4, (n - 5*C) mod 4]|0`,
  over: { batch: ['x'] },
  sizes: { C: [1, 2], H: [1, 6], W: [1, 6] },

  laws: {
    C1: 'it gives 21 numbers a channel for images of every size',
    C2: 'convolution, pyramid and dense layer take two sizes of images with the same weights; without the pyramid the dense layer refuses the second',
    C3: 'the first number of a channel is the largest pixel of it all, and so is the largest of every level',
    C4: 'bin i of n holds the rows from ⌊iH/n⌋ up to before ⌈(i + 1)H/n⌉, and its columns likewise',
    C5: 'where 4 divides height and width the bins of a level are disjoint: each pixel counts in one bin of every level',
    C6: 'adding a constant to every pixel adds it to every number, and each channel is pooled alone: reordered channels give the reordered numbers',
    C7: 'every gradient that comes in goes to one pixel of its bin',
  },
  examples: [
    {
      says: 'sixteen pixels: one, four and sixteen bins',
      inputs: { x: image([1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]) },
      outputs: { y: [[16, 6, 8, 14, 16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]] },
      row: '002/layer.pool.spp',
    },
    {
      says: 'the bins of three rows overlap in the middle one',
      inputs: { x: image([1], [5], [2]) },
      outputs: { y: [[5, 5, 5, 5, 5, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5, 2, 2, 2, 2]] },
    },
    {
      says: 'a single pixel fills all bins',
      inputs: { x: image([-3]) },
      outputs: { y: [[-3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3]] },
    },
  ],
  special: [
    {
      says: 'an infinite pixel fills its bins',
      inputs: { x: image([Infinity]) },
      outputs: { y: [Array.from({ length: 21 }, () => Infinity)] },
    },
  ],
  variants: {
    mean: {
      kind: 'convention',
      says: 'the mean of the whole image at the first level',
      edits: 'one[c] = sum[h<H,v<W](x[c,h,v]) / (H*W)',
      who: 'pyramids that begin with global average pooling',
    },
    'starts-at-zero': {
      kind: 'mistake',
      says: 'a maximum that starts at 0 in the sixteenths',
      edits:
        'four[c<C,i<4,j<4] = max(0, max[h<H,v<W](h >= (i*H) div 4 and h < ((i + 1)*H + 3) div 4 and v >= (j*W) div 4 and v < ((j + 1)*W + 3) div 4 ? x[c,h,v] : -∞))',
      seen: ['R-POO-16'],
    },
    'window-and-stride': {
      kind: 'convention',
      says: 'windows of ⌈H/n⌉ at a stride of ⌊H/n⌋, which need not reach the end',
      edits: `two[c<C,i<2,j<2] = max[h<H,v<W](h >= i*(H div 2) and h < i*(H div 2) + (H + 1) div 2 and v >= j*(W div 2) and v < j*(W div 2) + (W + 1) div 2 ? x[c,h,v] : -∞)
        four[c<C,i<4,j<4] = max[h<H,v<W](h >= i*(H div 4) and h < i*(H div 4) + (H + 3) div 4 and v >= j*(W div 4) and v < j*(W div 4) + (W + 3) div 4 ? x[c,h,v] : -∞)`,
      who: 'He et al. (2014)',
    },
    'bins-end-rounded-down': {
      kind: 'mistake',
      says: 'bins that end before ⌊(i + 1)H/n⌋, some of them empty',
      edits:
        'four[c<C,i<4,j<4] = max[h<H,v<W](h >= (i*H) div 4 and h < ((i + 1)*H) div 4 and v >= (j*W) div 4 and v < ((j + 1)*W) div 4 ? x[c,h,v] : -∞)',
    },
    'rows-and-columns-exchanged': {
      kind: 'mistake',
      says: 'the bins of a level column by column',
      edits: `y[n<21*C] = n < C ? one[n]|0 : n < 5*C ? two[(n - C) div 4, (n - C) mod 2, (n - C) div 2 mod 2]|0
        : four[(n - 5*C) div 16, (n - 5*C) mod 4, (n - 5*C) div 4 mod 4]|0`,
    },
    'channel-by-channel': {
      kind: 'convention',
      says: 'all levels of a channel before those of the next',
      edits: `y[n<21*C] = n mod 21 == 0 ? one[n div 21]|0 : n mod 21 < 5 ? two[n div 21, (n mod 21 - 1) div 2, (n mod 21 - 1) mod 2]|0
        : four[n div 21, (n mod 21 - 5) div 4, (n mod 21 - 5) mod 4]|0`,
      who: 'implementations that join the levels before they flatten',
    },
    'gradient-of-the-first-level': {
      kind: 'mistake',
      says: 'a gradient from the first level alone',
      edits: `y[n<21*C] = n < C ? one[n]|0 : n < 5*C ? stop(two[(n - C) div 4, (n - C) div 2 mod 2, (n - C) mod 2]|0)
        : stop(four[(n - 5*C) div 16, (n - 5*C) div 4 mod 4, (n - 5*C) mod 4]|0)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'in which order levels, channels and bins are laid out is a convention that the next layer’s weights depend on',
    'bins overlap where n does not divide the size, so a pixel may count twice in one level',
  ],

  rows: {
    '000/counting.pool.no-parameters': 'law C6',
    '002/layer.pool.spp': ['agreement', 'law C1', 'law C3', 'law C5'],
    '002/claim.spp.arbitrary-input-size': 'law C2',
  },

  mathjs: `first(i, size, n) = floor((i - 1) * size / n) + 1;
    last(i, size, n) = ceil(i * size / n);
    row(c, h, j, n) = max(map(range(first(j, W, n), last(j, W, n), true), f(v) = x[c, h, v]));
    bin(c, i, j, n) = max(map(range(first(i, H, n), last(i, H, n), true), f(h) = row(c, h, j, n)));
    level(m, n) = bin(floor((m - 1) / n^2) + 1, mod(floor((m - 1) / n), n) + 1, mod(m - 1, n) + 1, n);
    y = map(range(1, 21 * C, true), f(m) = m <= C ? level(m, 1) : m <= 5 * C ? level(m - C, 2) : level(m - 5 * C, 4))`,
});
