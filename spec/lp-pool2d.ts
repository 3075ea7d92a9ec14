import { formula } from './lib/formula.ts';
import { flag, int } from './lib/options.ts';

/** One sample with one channel, by its rows. */
const image = <Entry>(...rows: Entry[][]): Entry[][][][] => [[rows]];

export default formula({
  name: 'lp-pool2d',
  family: 'pooling',
  title: 'The length of every window in the norm of a given order',
  sources: [
    'Sermanet, Chintala & LeCun (2012), Convolutional neural networks applied to house numbers digit classification',
    'https://onnx.ai/onnx/operators/onnx__LpPool.html (the sizes of the numbers)',
    'https://pytorch.org/docs/stable/generated/torch.nn.LPPool2d.html (norm_type, ceil_mode; powers of the numbers themselves)',
  ],

  equations: `lp_pool2d(x[C,H,W]; norm, kernel, stride, ceil) -> y[C,P,Q]
    rows = (H - kernel + (ceil ? stride - 1 : 0)) div stride + 1
    cols = (W - kernel + (ceil ? stride - 1 : 0)) div stride + 1
    P = ceil and (rows - 1)*stride >= H ? rows - 1 : rows
    Q = ceil and (cols - 1)*stride >= W ? cols - 1 : cols
    y[c,p,q] = sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm)^(1/norm)`,
  algorithms: [
    `m[c<C,p<P,q<Q] = stop(max[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)))
     d[c<C,p<P,q<Q] = m[c,p,q] == 0 ? 1 : m[c,p,q]
     y[c,p,q] = d[c,p,q] * sum[r<kernel,s<kernel]((abs(x[c, stride*p + r, stride*q + s]|0) / d[c,p,q])^norm)^(1/norm)`,
    'y[c,p,q] = sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm)^(1/norm)',
  ],
  over: { batch: ['x'] },
  options: {
    norm: int(1, 4, 2),
    kernel: int(1, 3, 2),
    stride: int(1, 3, 2),
    ceil: flag(false),
  },
  sizes: { C: [1, 3], H: [1, 6], W: [1, 6] },
  requires: ['kernel <= H', 'kernel <= W'],

  laws: {
    C1: 'its power is the sum of the powers: yᵖ = Σ |x|ᵖ',
    C2: 'an image twice as large gives twice the result, and one of the other sign the same',
    C3: 'it is no less than the largest size in its window and no more than the sum of all, and a higher order never gives more',
    C4: 'windows of one pixel take the size of the pixels that the stride lands on',
    C5: 'every channel is pooled alone',
    C6: 'there are as many results as windows that fit; rounding up adds one that runs over the end, unless it would start there',
    C7: 'an image moved by the stride gives the result moved by one',
    C8: 'a window over the whole image does not see where a pixel stands',
    C9: 'the gradient returns along the image what came in along the result: Σ x·dx = Σ y·dy',
  },
  examples: [
    {
      says: 'order 2 is the length: of 3 and 4 it is 5',
      inputs: { x: image([3, 4], [0, 0]) },
      outputs: { y: image([5]) },
    },
    {
      says: 'order 1 adds up the sizes',
      inputs: { x: image([1, -2], [3, -4]) },
      options: { norm: 1 },
      outputs: { y: image([10]) },
    },
    {
      says: 'order 3 takes the sizes, too: of 3, 4 and −5 it is 6',
      inputs: { x: image([3, 4], [-5, 0]) },
      options: { norm: 3 },
      outputs: { y: image(['6.00000']) },
    },
    {
      says: 'a window that runs over the end has the pixels that there are',
      inputs: { x: image([3, 0, 5], [4, 0, 12]) },
      options: { ceil: true },
      outputs: { y: image([5, 13]) },
    },
    {
      says: 'a window of zeros has the length 0, and the next one is its own',
      inputs: { x: image([0, 0, 6], [0, 0, 8]) },
      options: { ceil: true },
      outputs: { y: image([0, 10]) },
    },
    {
      says: 'squares beyond the range of f32 do not overflow',
      inputs: { x: image([3 * 2 ** 70, 4 * 2 ** 70], [0, 0]) },
      outputs: { y: image([5 * 2 ** 70]) },
    },
  ],
  special: [
    {
      says: 'NaN reaches the windows that see it and no others',
      inputs: { x: image([3, 4, Number.NaN], [0, 0, 1]) },
      options: { stride: 1 },
      outputs: { y: image([5, Number.NaN]) },
    },
  ],
  variants: {
    'powers-with-their-sign': {
      kind: 'convention',
      says: 'the powers of the numbers, not of their sizes: in odd orders they cancel, and a negative sum gives NaN',
      edits: 'y[c,p,q] = sum[r<kernel,s<kernel]((x[c, stride*p + r, stride*q + s]|0)^norm)^(1/norm)',
      who: 'PyTorch',
    },
    'scaled-up-at-the-end': {
      kind: 'convention',
      says: 'a window that runs over the end scaled up to a whole one',
      edits: `height[p<P] = min(kernel, H - stride*p)
        width[q<Q]  = min(kernel, W - stride*q)
        y[c,p,q] = (kernel^2 / (height[p] * width[q]) * sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm))^(1/norm)`,
      who: 'PyTorch, which takes the average over what is there times kernel²',
      seen: ['convention 64', 'S-23'],
    },
    'mean-of-powers': {
      kind: 'convention',
      says: 'the root of the mean of the powers, not of their sum',
      edits:
        'y[c,p,q] = (sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm) / kernel^2)^(1/norm)',
      who: 'generalised-mean pooling',
    },
    'root-left-out': {
      kind: 'mistake',
      says: 'the sum of the powers without the root',
      edits: 'y[c,p,q] = sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm)',
    },
    'always-the-square-root': {
      kind: 'mistake',
      says: 'the square root, whatever the order',
      edits: 'y[c,p,q] = sqrt(sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm))',
    },
    'order-two': {
      kind: 'mistake',
      says: 'order 2, whatever order was asked for',
      force: { norm: 2 },
    },
    'largest-size': {
      kind: 'mistake',
      says: 'the largest size, as of the order ∞',
      edits: 'y[c,p,q] = max[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0))',
    },
    'squares-overflow': {
      kind: 'mistake',
      says: 'powers that overflow or vanish, after which the length is infinite or 0',
      edits: 'y[c,p,q] = sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm)^(1/norm)',
      shows: 'numerically',
      seen: ['R-NRM-19'],
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
    'window-behind-the-end-kept': {
      kind: 'mistake',
      says: 'a last window kept that starts behind the end and holds no pixel',
      edits: 'P = rows\n Q = cols',
      seen: ['convention 62', 'R-POO-02', 'R-POO-04'],
    },
    'rounded-up-twice': {
      kind: 'mistake',
      says: 'the number of windows rounded up twice',
      edits: `rows = (H - kernel + (ceil ? 2*(stride - 1) : 0)) div stride + 1
        cols = (W - kernel + (ceil ? 2*(stride - 1) : 0)) div stride + 1
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
    'gradient-without-the-sign': {
      kind: 'mistake',
      says: 'a gradient that raises negative pixels as it does positive ones',
      edits: `through(a) = a - stop(a)
        y[c,p,q] = sum[r<kernel,s<kernel]((stop(abs(x[c, stride*p + r, stride*q + s]|0)) + through(x[c, stride*p + r, stride*q + s]|0))^norm)^(1/norm)`,
      shows: 'in the gradient',
    },
    'gradient-of-the-sum-alone': {
      kind: 'mistake',
      says: 'a gradient of the sum of powers, without the slope of the root',
      edits: `through(a) = a - stop(a)
        y[c,p,q] = stop(sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm)^(1/norm))
          + through(sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm))`,
      shows: 'in the gradient',
    },
    'gradient-shared-evenly': {
      kind: 'mistake',
      says: 'a gradient shared out evenly, as of a mean',
      edits: `through(a) = a - stop(a)
        y[c,p,q] = stop(sum[r<kernel,s<kernel](abs(x[c, stride*p + r, stride*q + s]|0)^norm)^(1/norm))
          + through(sum[r<kernel,s<kernel](x[c, stride*p + r, stride*q + s]|0) / kernel^2)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a window of zeros has no slope (0/0): frameworks answer NaN or 0',
    'order 2 and positive images, as after a ReLU, hide whether sizes or the numbers themselves are taken',
    'in f32 the squares overflow from 1.8e19, third powers from 7e12: divide by the largest size of the window first',
  ],

  mathjs: `starts(size) = floor((size - kernel + (ceil ? stride - 1 : 0)) / stride) + 1;
    places(size) = (ceil and (starts(size) - 1) * stride >= size) ? starts(size) - 1 : starts(size);
    last(start, size) = min(size, start + kernel - 1);
    row(c, h, left) = sum(map(range(left, last(left, W), true), f(v) = abs(x[c, h, v])^norm));
    total(c, top, left) = sum(map(range(top, last(top, H), true), f(h) = row(c, h, left)));
    root(s) = s == 0 ? s : s^(1 / norm);
    y = map(range(1, C, true), f(c) = map(range(1, places(H), true), g(p) = map(range(1, places(W), true), k(q) = root(total(c, stride * (p - 1) + 1, stride * (q - 1) + 1)))))`,
});
