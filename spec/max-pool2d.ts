import { formula } from './lib/formula.ts';
import { flag, int } from './lib/options.ts';

/** One sample with one channel, by its rows. */
const image = <Entry>(...rows: Entry[][]): Entry[][][][] => [[rows]];

export default formula({
  name: 'max-pool2d',
  family: 'pooling',
  title: 'The largest pixel of every window',
  sources: [
    'Zhou & Chellappa (1988), Computation of optical flow using a neural network',
    'https://pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html (padding −∞, ceil_mode)',
  ],

  equations: `max_pool2d(x[C,H,W]; kernel, stride, pad, ceil) -> y[C,P,Q]
    rows = (H + 2*pad - kernel + (ceil ? stride - 1 : 0)) div stride + 1
    cols = (W + 2*pad - kernel + (ceil ? stride - 1 : 0)) div stride + 1
    P = ceil and (rows - 1)*stride >= H + pad ? rows - 1 : rows
    Q = ceil and (cols - 1)*stride >= W + pad ? cols - 1 : cols
    y[c,p,q] = max[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|-∞)`,
  over: { batch: ['x'] },
  options: {
    kernel: int(1, 4, 2),
    stride: int(1, 3, 2),
    pad: int(0, 2, 0),
    ceil: flag(false),
  },
  sizes: { C: [1, 3], H: [1, 8], W: [1, 8] },
  requires: ['2*pad <= kernel', 'kernel <= H + 2*pad', 'kernel <= W + 2*pad'],

  laws: {
    C1: 'adding a constant to every pixel adds it to every result, so padding never wins',
    C2: 'every result is a pixel of its window, and no pixel of the window is larger',
    C3: 'an increasing function may be taken before or after',
    C4: 'every channel is pooled alone',
    C5: 'windows of one pixel take the pixels that the stride lands on',
    C6: 'there are as many results as windows that fit; rounding up adds one that runs over the end, unless it would start in the padding',
    C7: 'an image moved by the stride gives the result moved by one',
    C8: 'a window over the whole image does not care where in it a pixel stands',
    C9: 'the gradient of a channel adds up to what came in, and each share goes to the largest pixel of its window',
  },
  examples: [
    {
      says: 'windows that run over the end are filled with −∞',
      inputs: { x: image([46, 39, 32], [32, 13, 3], [14, 17, 27]) },
      options: { ceil: true },
      outputs: { y: image([46, 32], [17, 27]) },
      printed: { y: image([46, 34], [17, 27]) },
      row: '003/example.pool.max-ceil',
    },
    {
      says: 'the same for the numbers as the notes have them',
      inputs: { x: image([46, 40, 34], [28, 13, 3], [10, 17, 27]) },
      options: { ceil: true },
      outputs: { y: image([46, 34], [17, 27]) },
      row: '003/example.pool.max-ceil',
    },
    {
      says: 'rounding down drops the windows that run over the end',
      inputs: { x: image([46, 39, 32], [32, 13, 3], [14, 17, 27]) },
      outputs: { y: image([46]) },
      row: '003/convention.pool.ceil-mode',
    },
    {
      says: 'a window that would start in the right padding is dropped',
      inputs: { x: image([1, 2, 3], [4, 5, 6], [7, 8, 9]) },
      options: { pad: 1, ceil: true },
      outputs: { y: image([1, 3], [7, 9]) },
    },
    {
      says: 'rounding up is not done twice: two windows of two pixels, three apart, in six',
      inputs: { x: image([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]) },
      options: { stride: 3, ceil: true },
      outputs: { y: image([2, 5]) },
    },
    {
      says: 'negative pixels win against the padding',
      inputs: { x: image([-3, -1]) },
      options: { kernel: 3, stride: 1, pad: 1 },
      outputs: { y: image([-1, -1]) },
    },
    {
      says: 'a pixel that moves within its window changes nothing',
      inputs: {
        x: [
          [
            [
              [1, 0, 0, 0],
              [0, 0, 0, 0],
            ],
          ],
          [
            [
              [0, 1, 0, 0],
              [0, 0, 0, 0],
            ],
          ],
        ],
      },
      outputs: { y: [[[[1, 0]]], [[[1, 0]]]] },
      row: '002/claim.pool.invariance',
    },
    {
      says: 'a pixel that leaves its window does',
      inputs: { x: image([0, 0, 1, 0], [0, 0, 0, 0]) },
      outputs: { y: image([0, 1]) },
      printed: { y: image([1, 0]) },
      row: '002/claim.pool.invariance',
    },
  ],
  special: [
    {
      says: '∞ wins, −∞ loses to every number',
      inputs: {
        x: [
          [
            [
              [-Infinity, Infinity],
              [1, 2],
            ],
          ],
          [
            [
              [-Infinity, -Infinity],
              [-Infinity, -5],
            ],
          ],
        ],
      },
      outputs: { y: [[[[Infinity]]], [[[-5]]]] },
    },
    {
      says: 'the largest of −∞ alone is −∞',
      inputs: { x: image([-Infinity, -Infinity], [-Infinity, -Infinity]) },
      outputs: { y: image([-Infinity]) },
    },
  ],
  variants: {
    'zero-padding': {
      kind: 'mistake',
      says: 'padding with zeros, which win against negative pixels',
      edits: 'y[c,p,q] = max[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|0)',
      seen: ['convention 61', 'S-24', 'R-POO-14', 'R-POO-16', 'R-POO-17', 'R-POO-18'],
    },
    'starts-at-zero': {
      kind: 'mistake',
      says: 'a maximum that starts at 0',
      edits: 'y[c,p,q] = max(0, max[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|-∞))',
      seen: ['R-POO-16'],
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
      seen: ['convention 60', '003/convention.pool.ceil-mode'],
    },
    'window-in-the-padding-kept': {
      kind: 'convention',
      says: 'a last window kept that starts in the right padding',
      edits: 'P = rows\n Q = cols',
      who: 'ONNX before it was clarified',
      seen: ['convention 62', 'R-POO-02'],
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
    'stride-is-the-kernel': {
      kind: 'mistake',
      says: 'windows side by side, whatever stride was asked for',
      edits: `rows = (H + 2*pad - kernel + (ceil ? kernel - 1 : 0)) div kernel + 1
        cols = (W + 2*pad - kernel + (ceil ? kernel - 1 : 0)) div kernel + 1
        P = ceil and (rows - 1)*kernel >= H + pad ? rows - 1 : rows
        Q = ceil and (cols - 1)*kernel >= W + pad ? cols - 1 : cols
        y[c,p,q] = max[r<kernel,s<kernel](x[c, kernel*p + r - pad, kernel*q + s - pad]|-∞)`,
      seen: ['convention 65'],
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
      edits: 'y[c,p,q] = max[r<kernel,s<kernel](x[c, stride*p + r, stride*q + s]|-∞)',
    },
    'zeros-for-one-pixel': {
      kind: 'mistake',
      says: 'zeros for windows of one pixel',
      edits:
        'y[c,p,q] = kernel == 1 ? 0 : max[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|-∞)',
      seen: ['R-POO-13'],
    },
    'first-channel-only': {
      kind: 'mistake',
      says: 'the first channel in the place of every channel',
      edits: 'y[c<C,p,q] = max[r<kernel,s<kernel](x[0, stride*p + r - pad, stride*q + s - pad]|-∞)',
    },
    'gradient-split': {
      kind: 'convention',
      says: 'a gradient shared out evenly among equal largest pixels',
      edits: `through(a) = a - stop(a)
        m[c<C,p<P,q<Q] = max[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|-∞)
        ties[c<C,p<P,q<Q] = sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|-∞ == m[c,p,q] ? 1.0 : 0.0)
        y[c,p,q] = stop(m[c,p,q]) + sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|-∞ == m[c,p,q] ? through(x[c, stride*p + r - pad, stride*q + s - pad]|0) / ties[c,p,q] : 0)`,
      shows: 'in the gradient',
      who: 'TensorFlow reduce_max, jnp.max',
      seen: ['convention 66'],
    },
    'gradient-to-every-largest': {
      kind: 'mistake',
      says: 'the whole gradient to every one of equal largest pixels',
      edits: `through(a) = a - stop(a)
        m[c<C,p<P,q<Q] = max[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|-∞)
        y[c,p,q] = stop(m[c,p,q]) + sum[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|-∞ == m[c,p,q] ? through(x[c, stride*p + r - pad, stride*q + s - pad]|0) : 0)`,
      shows: 'in the gradient',
      seen: ['convention 66', 'S-24', 'R-POO-07'],
    },
    'gradient-overwritten': {
      kind: 'mistake',
      says: 'the gradient of the last window alone where windows share their largest pixel, the first of equal ones',
      edits: `through(a) = a - stop(a)
        m[c<C,p<P,q<Q] = max[r<kernel,s<kernel](x[c, stride*p + r - pad, stride*q + s - pad]|-∞)
        before[c<C,p<P,q<Q,r<kernel,s<kernel] = sum[i<kernel,j<kernel](i*kernel + j < r*kernel + s and x[c, stride*p + i - pad, stride*q + j - pad]|-∞ == m[c,p,q] ? 1.0 : 0.0)
        first[c<C,p<P,q<Q,r<kernel,s<kernel] = x[c, stride*p + r - pad, stride*q + s - pad]|-∞ == m[c,p,q] and before[c,p,q,r,s] == 0 ? 1.0 : 0.0
        later[c<C,p<P,q<Q,r<kernel,s<kernel] = sum[i<P,j<Q](i*Q + j > p*Q + q ? first[c, i, j, stride*(p - i) + r, stride*(q - j) + s]|0 : 0.0)
        y[c,p,q] = stop(m[c,p,q]) + sum[r<kernel,s<kernel](first[c,p,q,r,s] == 1 and later[c,p,q,r,s] == 0
          ? through(x[c, stride*p + r - pad, stride*q + s - pad]|0) : 0)`,
      shows: 'in the gradient',
      seen: ['S-25', 'R-POO-11'],
    },
  },
  pitfalls: [
    'padding is −∞, not 0: an image of negative pixels shows the difference',
    'where windows overlap, a pixel that is the largest of several collects the gradient of each',
    'among equal pixels the gradient may go to one or be shared out, but its sum is what came in',
  ],
  rows: {
    '000/layer.pool.max': 'agreement',
    '000/layer.pool.max.backward': 'gradient',
    '000/layer.pool.differentiability': 'gradient',
    '000/layer.pool.gradient-sum-preserved': 'law C9',
    '000/layer.pool.per-channel': 'law C4',
    '000/layer.pool.translation-invariance': 'law C7',
    '000/layer.pool.backward.shape-example': 'law C6',
    '002/layer.pool.max': 'agreement',
    '002/identity.pool.global-shift-invariance': 'law C8',
    '003/layer.pool.general': 'agreement',
    '003/claim.pool.halves-size': 'law C6',
    '004/layer.pool.max': 'law C3',
    '004/layer.pool.downsampling': 'law C6',
  },

  mathjs: `starts(size) = floor((size + 2 * pad - kernel + (ceil ? stride - 1 : 0)) / stride) + 1;
    places(size) = (ceil and (starts(size) - 1) * stride >= size + pad) ? starts(size) - 1 : starts(size);
    within(start, size) = range(max(1, start), min(size, start + kernel - 1), true);
    row(c, h, left) = max(map(within(left, W), f(v) = x[c, h, v]));
    window(c, top, left) = max(map(within(top, H), f(h) = row(c, h, left)));
    y = map(range(1, C, true), f(c) = map(range(1, places(H), true), g(p) = map(range(1, places(W), true), k(q) = window(c, stride * (p - 1) - pad + 1, stride * (q - 1) - pad + 1))))`,
});
