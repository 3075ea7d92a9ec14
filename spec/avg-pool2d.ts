import { formula } from './lib/formula.ts';
import { flag, int } from './lib/options.ts';

/** One sample with one channel, by its rows. */
const image = <Entry>(...rows: Entry[][]): Entry[][][][] => [[rows]];

export default formula({
  name: 'avg-pool2d',
  family: 'pooling',
  title: 'The mean of every window',
  sources: [
    'LeCun et al. (1989), Backpropagation applied to handwritten zip code recognition',
    'https://pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html (ceil_mode, count_include_pad)',
  ],

  equations: `avg_pool2d(x[C,H,W]; kernel, stride, pad, ceil, count_pad) -> y[C,P,Q]
    rows = (H + 2*pad - kernel + (ceil ? stride - 1 : 0)) div stride + 1
    cols = (W + 2*pad - kernel + (ceil ? stride - 1 : 0)) div stride + 1
    P = ceil and (rows - 1)*stride >= H + pad ? rows - 1 : rows
    Q = ceil and (cols - 1)*stride >= W + pad ? cols - 1 : cols
    height[p<P] = min(stride*p - pad + kernel, count_pad ? H + pad : H) - max(stride*p - pad, count_pad ? -pad : 0)
    width[q<Q]  = min(stride*q - pad + kernel, count_pad ? W + pad : W) - max(stride*q - pad, count_pad ? -pad : 0)
    y[c,p,q] = sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|0) / (height[p] * width[q])`,
  algorithms: [
    'y[c,p,q] = sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|0) / (height[p] * width[q])',
    'y[c,p,q] = sum[r<kernel,s<kernel](1 / (height[p] * width[q]) * x[c, stride*p + r - pad, stride*q + s - pad]|0)',
  ],
  over: { batch: ['x'] },
  options: {
    kernel: int(1, 4, 2),
    stride: int(1, 3, 2),
    pad: int(0, 2, 0),
    ceil: flag(false),
    count_pad: flag(true),
  },
  sizes: { C: [1, 3], H: [1, 8], W: [1, 8] },
  requires: ['2*pad <= kernel', 'kernel <= H + 2*pad', 'kernel <= W + 2*pad'],

  laws: {
    C1: 'it is linear: sums go to sums and multiples to multiples',
    C2: 'without counted padding a result lies between the smallest and the largest pixel of its window',
    C3: 'an image of ones gives ones, or with counted padding the share of its window that is image',
    C4: 'every channel is pooled alone',
    C5: 'windows of one pixel take the pixels that the stride lands on',
    C6: 'there are as many results as windows that fit; rounding up adds one that runs over the end, unless it would start in the padding',
    C7: 'an image moved by the stride gives the result moved by one',
    C8: 'a window over the whole image gives the mean, wherever in it a pixel stands',
    C9: 'the gradient is shared out evenly over the pixels of a window',
    C10: 'the gradient adds up to what came in, or with counted padding to the share of it that fell on the image',
  },
  examples: [
    {
      says: 'windows side by side',
      inputs: { x: image([1, 2, 3, 4], [5, 6, 7, 9]) },
      outputs: { y: image([3.5, 5.75]) },
    },
    {
      says: 'padding counts as pixels of value 0',
      inputs: { x: image([2, 4]) },
      options: { kernel: 3, stride: 1, pad: 1 },
      outputs: { y: image(['0.6667', '0.6667']) },
    },
    {
      says: 'or it does not count at all',
      inputs: { x: image([2, 4]) },
      options: { kernel: 3, stride: 1, pad: 1, count_pad: false },
      outputs: { y: image([3, 3]) },
    },
    {
      says: 'what runs over the end does not count, counted padding or not',
      inputs: { x: image([1, 2, 3], [1, 2, 3]) },
      options: { ceil: true },
      outputs: { y: image([1.5, 3]) },
    },
    {
      says: 'the padding that a window over the end reaches counts, what is beyond it does not',
      inputs: { x: image([1, 1, 6], [1, 1, 6]) },
      options: { kernel: 3, stride: 3, pad: 1, ceil: true },
      outputs: { y: image(['0.4444', 2]) },
    },
  ],
  special: [
    {
      says: 'NaN reaches the windows that see it and no others',
      inputs: { x: image([1, 2, Number.NaN, 4], [5, 6, 7, 8]) },
      outputs: { y: image([3.5, Number.NaN]) },
    },
    {
      says: 'an infinite pixel makes its window infinite',
      inputs: { x: image([1, 2, -Infinity, 4], [5, 6, 7, 8]) },
      outputs: { y: image([3.5, -Infinity]) },
    },
  ],
  variants: {
    'padding-never-counted': {
      kind: 'convention',
      says: 'the mean of the pixels of the image alone, whatever was asked for',
      force: { count_pad: false },
      who: 'TensorFlow, ONNX by default',
      seen: ['convention 63', 'S-23'],
    },
    'padding-always-counted': {
      kind: 'mistake',
      says: 'padding counted, whatever was asked for',
      force: { count_pad: true },
      seen: ['convention 63', 'S-23'],
    },
    'flag-inverted': {
      kind: 'mistake',
      says: 'padding counted where it should not be, and the reverse',
      edits: `height[p<P] = min(stride*p - pad + kernel, count_pad ? H : H + pad) - max(stride*p - pad, count_pad ? 0 : -pad)
        width[q<Q]  = min(stride*q - pad + kernel, count_pad ? W : W + pad) - max(stride*q - pad, count_pad ? 0 : -pad)`,
      seen: ['R-POO-06'],
    },
    'divided-by-the-whole-window': {
      kind: 'convention',
      says: 'the sum divided by kernel² everywhere',
      edits: 'height[p<P] = kernel\n width[q<Q] = kernel',
      seen: ['convention 64', 'S-23'],
    },
    'overhang-counted': {
      kind: 'convention',
      says: 'with counted padding the part of a window beyond the padded image counted too',
      edits: `height[p<P] = count_pad ? kernel : min(stride*p - pad + kernel, H) - max(stride*p - pad, 0)
        width[q<Q]  = count_pad ? kernel : min(stride*q - pad + kernel, W) - max(stride*q - pad, 0)`,
      seen: ['convention 64', 'S-23'],
    },
    'not-divided': {
      kind: 'mistake',
      says: 'the sum of the window, not divided',
      edits: 'y[c,p,q] = sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|0)',
    },
    'always-rounded-down': {
      kind: 'mistake',
      says: 'the number of windows rounded down, whatever was asked for',
      force: { ceil: false },
      seen: ['convention 60'],
    },
    'always-rounded-up': {
      kind: 'mistake',
      says: 'the number of windows rounded up, whatever was asked for',
      force: { ceil: true },
      seen: ['convention 60'],
    },
    'window-in-the-padding-kept': {
      kind: 'mistake',
      says: 'a last window kept that starts in the right padding and may hold no pixel',
      edits: 'P = rows\n Q = cols',
      seen: ['convention 62', 'R-POO-02', 'R-POO-04'],
    },
    'rounded-up-twice': {
      kind: 'mistake',
      says: 'the number of windows rounded up twice',
      edits: `rows = (H + 2*pad - kernel + (ceil ? 2*(stride - 1) : 0)) div stride + 1
        cols = (W + 2*pad - kernel + (ceil ? 2*(stride - 1) : 0)) div stride + 1
        P = rows
        Q = cols`,
      seen: ['R-POO-03'],
    },
    'stride-one': {
      kind: 'mistake',
      says: 'stride 1, whatever stride was asked for',
      force: { stride: 1 },
      seen: ['convention 65'],
    },
    'padding-at-the-end': {
      kind: 'mistake',
      says: 'all padding at the bottom and the right',
      edits: 'y[c,p,q] = sum[r<kernel,s<kernel](x[c, stride*p + r, stride*q + s]|0) / (height[p] * width[q])',
    },
    'gradient-divided-by-the-whole-window': {
      kind: 'mistake',
      says: 'a gradient divided by kernel² everywhere',
      edits: `through(a) = a - stop(a)
        y[c,p,q] = stop(sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|0) / (height[p] * width[q]))
          + through(sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|0) / kernel^2)`,
      shows: 'in the gradient',
    },
    'gradient-moved-by-the-padding': {
      kind: 'mistake',
      says: 'a gradient that counts the windows of a pixel as if the padding did not move them',
      edits: `through(a) = a - stop(a)
        y[c,p,q] = stop(sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|0) / (height[p] * width[q]))
          + through(sum[r<kernel,s<kernel](x[c, stride*p + r, stride*q + s]|0) / (height[p] * width[q]))`,
      shows: 'in the gradient',
      who: 'PyTorch on CUDA for images with channels last, until 2026',
      seen: ['R-POO-12'],
    },
    'gradient-not-divided': {
      kind: 'mistake',
      says: 'a gradient that every pixel gets whole',
      edits: `through(a) = a - stop(a)
        y[c,p,q] = stop(sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|0) / (height[p] * width[q]))
          + through(sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|0))`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'whether padding counts in the divisor is a convention: PyTorch counts it by default, TensorFlow does not',
    'rounding up makes windows that run over the end; what lies beyond the padding never counts',
    'with counted padding the gradient does not add up to what came in: a part of it falls on the padding',
  ],
  rows: {
    '000/layer.pool.mean': 'agreement',
    '000/layer.pool.mean.backward': 'law C9',
    '000/layer.pool.differentiability': 'gradient',
    '000/layer.pool.gradient-sum-preserved': 'law C10',
    '000/layer.pool.per-channel': 'law C4',
    '000/layer.pool.translation-invariance': 'law C7',
    '002/layer.pool.mean': 'law C1',
    '002/identity.pool.global-shift-invariance': 'law C8',
    '002/layer.pool.global-average': 'law C8',
    '003/layer.pool.general': 'agreement',
    '003/convention.pool.max-and-average': 'law C2',
    '003/convention.pool.ceil-mode': 'example what runs over the end does not count, counted padding or not',
    '004/layer.pool.average': 'agreement',
    '004/layer.pool.downsampling': 'law C6',
  },

  mathjs: `starts(size) = floor((size + 2 * pad - kernel + (ceil ? stride - 1 : 0)) / stride) + 1;
    places(size) = (ceil and (starts(size) - 1) * stride >= size + pad) ? starts(size) - 1 : starts(size);
    first(start) = max(1, start);
    last(start, size) = min(size, start + kernel - 1);
    row(c, h, left) = sum(map(range(first(left), last(left, W), true), f(v) = x[c, h, v]));
    total(c, top, left) = sum(map(range(first(top), last(top, H), true), f(h) = row(c, h, left)));
    extent(start, size) = count_pad ? min(size + pad, start + kernel - 1) - start + 1 : last(start, size) - first(start) + 1;
    window(c, top, left) = total(c, top, left) / (extent(top, H) * extent(left, W));
    y = map(range(1, C, true), f(c) = map(range(1, places(H), true), g(p) = map(range(1, places(W), true), k(q) = window(c, stride * (p - 1) - pad + 1, stride * (q - 1) - pad + 1))))`,
});
