import { formula } from './lib/formula.ts';
import { int } from './lib/options.ts';

/** One sample with one channel, by its rows. */
const image = <Entry>(...rows: Entry[][]): Entry[][][][] => [[rows]];

export default formula({
  name: 'depthwise-conv2d',
  family: 'convolution',
  title: 'Kernels slid over each channel alone, a few for every channel',
  sources: [
    'Sifre (2014), Rigid-motion scattering for image classification, chapter 6; Chollet (2017), Xception',
    'https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/ (depth_multiplier: output c·T + t)',
    'https://pytorch.org/docs/stable/generated/torch.nn.Conv2d.html (groups equal to the channels: weights [C·T, 1, height, width])',
  ],

  equations: `depthwise_conv2d(x[C,H,W], w[C,T,R,S], b[C*T]; stride, pad, dilation) -> y[C*T,P,Q]
    P = (H + 2*pad - dilation*(R - 1) - 1) div stride + 1
    Q = (W + 2*pad - dilation*(S - 1) - 1) div stride + 1
    y[o,p,q] = b[o] + sum[r<R,s<S](w[o div T, o mod T, r, s]|0 * x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)`,
  over: { batch: ['x'] },
  options: { stride: int(1, 3, 1), pad: int(0, 2, 0), dilation: int(1, 3, 1) },
  sizes: { C: [1, 3], T: [1, 3], H: [1, 7], W: [1, 7], R: [1, 4], S: [1, 4] },
  requires: ['H + 2*pad >= dilation*(R - 1) + 1', 'W + 2*pad >= dilation*(S - 1) + 1'],

  laws: {
    C1: 'output c·T + t is channel c under its kernel t, whatever the other channels and kernels are',
    C2: 'a kernel with a single one copies its channel, moved to where the one stands',
    C3: 'stride s takes the rows and columns 0, s, 2s … of the result at stride 1',
    C4: 'an image moved by the stride gives the result moved by one',
    C5: 'there are as many outputs as windows that fit into the padded image',
    C6: 'reordered channels give the result reordered in blocks of T',
    C7: 'a kernel of zeros gives its bias everywhere, and twice the image twice the rest',
    C8: 'an image and kernel transposed give the result transposed',
    C9: 'the gradients of x and w return the product they came from, and that of a bias is the sum over its map',
  },
  examples: [
    {
      says: 'two channels with two kernels each: the outputs of a channel follow one another',
      inputs: {
        x: [[[[1, 2]], [[3, 4]]]],
        w: [
          [[[1, 10]], [[100, 1000]]],
          [[[5, 7]], [[0, 1]]],
        ],
        b: [0.5, 0, 0, 0.25],
      },
      outputs: { y: [[[[21.5]], [[2100]], [[43]], [[4.25]]]] },
    },
    {
      says: 'a 2×2 kernel on a 3×3 image, without padding',
      inputs: { x: image([1, 2, 3], [4, 5, 6], [7, 8, 9]), w: image([1, 2], [3, 4]), b: [0] },
      outputs: { y: image([37, 47], [67, 77]) },
    },
    {
      says: 'padding, stride and dilation together',
      inputs: { x: image([1, 2, 3], [4, 5, 6], [7, 8, 9]), w: image([1, 10], [100, 1000]), b: [0] },
      options: { stride: 2, pad: 1, dilation: 2 },
      outputs: { y: image([5000, 500], [50, 5]) },
    },
  ],
  special: [
    {
      says: 'NaN stays in its channel, and in the windows that see it',
      inputs: {
        x: [[[[1, 2, Number.NaN]], [[1, 2, 3]]]],
        w: [[[[1, 10]]], [[[1, 10]]]],
        b: [0, 0],
      },
      outputs: { y: [[[[21, Number.NaN]], [[21, 32]]]] },
    },
  ],
  variants: {
    'channels-dealt-out-in-turn': {
      kind: 'mistake',
      says: 'the outputs of all channels for the first kernel, then for the second: channel o mod C',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[o mod C, o div C, r, s]|0) * (x[o mod C, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
      seen: ['R-NRM-16'],
    },
    'kernels-dealt-out-in-turn': {
      kind: 'mistake',
      says: 'the kernels taken in the order [multiplier, channel]',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[(((o mod T)*C + o div T) div T), ((o mod T)*C + o div T) mod T, r, s]|0) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
      seen: ['S-22'],
    },
    'weights-height-width-first': {
      kind: 'convention',
      says: 'the weights stored as [height, width, channel, multiplier]',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[(((r*S + s)*C*T + o) div (T*R*S)), (((r*S + s)*C*T + o) div (R*S)) mod T, (((r*S + s)*C*T + o) div S) mod R, ((r*S + s)*C*T + o) mod S]|0) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
      who: 'TensorFlow, Keras',
      seen: ['convention 55', 'S-22'],
    },
    'channels-summed': {
      kind: 'mistake',
      says: 'the sum over all channels, as in an ordinary convolution',
      edits: `y[o,p,q] = b[o] + sum[c<C,r<R,s<S]((w[o div T, o mod T, r, s]|0) * (x[c, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
    },
    'first-channel-only': {
      kind: 'mistake',
      says: 'the first channel in the place of every channel',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * (x[0, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
      seen: ['R-CNV-08'],
    },
    'one-kernel-for-all': {
      kind: 'mistake',
      says: 'the kernels of the first channel for every channel',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[0, o mod T, r, s]|0) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
    },
    'first-multiple-only': {
      kind: 'mistake',
      says: 'the first kernel of a channel for all of its outputs',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, 0, r, s]|0) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
    },
    'flipped-kernel': {
      kind: 'convention',
      says: 'the kernel flipped in both directions: a true convolution',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, R-1-r, S-1-s]|0) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
      who: 'NNlib of Julia',
      seen: ['convention 50', 'R-CNV-18', 'S-20'],
    },
    'same-padding': {
      kind: 'convention',
      says: 'as many windows as strides fit into the image, padding as needed, the odd one at the end',
      edits: `P = (H + stride - 1) div stride
        Q = (W + stride - 1) div stride
        y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * (x[o div T, stride*p + dilation*r - max(0, ((H + stride - 1) div stride - 1)*stride + dilation*(R - 1) + 1 - H) div 2, stride*q + dilation*s - max(0, ((W + stride - 1) div stride - 1)*stride + dilation*(S - 1) + 1 - W) div 2]|0))`,
      who: "TensorFlow and Keras with padding='same'",
      seen: ['convention 52', 'convention 53', 'R-CNV-14'],
    },
    'pad-counts-both-sides': {
      kind: 'convention',
      says: 'the padding of both sides together, the odd one at the end',
      edits: `P = max(1, (H + pad - dilation*(R - 1) - 1) div stride + 1)
        Q = max(1, (W + pad - dilation*(S - 1) - 1) div stride + 1)
        y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * (x[o div T, stride*p + dilation*r - pad div 2, stride*q + dilation*s - pad div 2]|0))`,
      seen: ['convention 51', 'convention 52'],
    },
    'padding-at-the-end': {
      kind: 'mistake',
      says: 'all padding at the bottom and the right',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * (x[o div T, stride*p + dilation*r, stride*q + dilation*s]|0))`,
      seen: ['convention 52', 'R-CNV-14'],
    },
    'rounded-up': {
      kind: 'mistake',
      says: 'the output size rounded up where the stride does not divide',
      edits: `P = (H + 2*pad - dilation*(R - 1) - 1 + stride - 1) div stride + 1
        Q = (W + 2*pad - dilation*(S - 1) - 1 + stride - 1) div stride + 1`,
      seen: ['convention 54'],
    },
    'stride-ignored': {
      kind: 'mistake',
      says: 'stride 1, whatever stride was asked for',
      force: { stride: 1 },
    },
    'dilation-ignored': {
      kind: 'mistake',
      says: 'dilation 1, whatever dilation was asked for',
      force: { dilation: 1 },
    },
    'stride-and-dilation-swapped': {
      kind: 'mistake',
      says: 'stride and dilation in each other’s place',
      edits: `P = max(1, (H + 2*pad - stride*(R - 1) - 1) div dilation + 1)
        Q = max(1, (W + 2*pad - stride*(S - 1) - 1) div dilation + 1)
        y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * (x[o div T, dilation*p + stride*r - pad, dilation*q + stride*s - pad]|0))`,
      seen: ['R-CNV-10'],
    },
    'dilation-of-rows-only': {
      kind: 'mistake',
      says: 'the dilation on the rows alone',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * (x[o div T, stride*p + dilation*r - pad, stride*q + s - pad]|0))`,
      seen: ['R-CNV-09'],
    },
    'far-taps-left-out': {
      kind: 'mistake',
      says: 'columns taken in pairs, and a pair left out that the dilation takes beyond the kernel’s own width',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((s - s mod 2)*dilation + s mod 2 < S ? (w[o div T, o mod T, r, s]|0) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0) : 0)`,
      who: 'TensorFlow.js 3.8 on WebGL',
      seen: ['R-CNV-13'],
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the bias left out',
      edits: `y[o,p,q] = sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
    },
    'input-gradient-without-flip': {
      kind: 'mistake',
      says: 'an input gradient through the kernel as it is, without the flip',
      edits: `through(a) = a - stop(a)
        y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * stop((x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)))
          + through(sum[r<R,s<S](stop((w[o div T, o mod T, R-1-r, S-1-s]|0)) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)))`,
      shows: 'in the gradient',
      seen: ['S-20'],
    },
    'input-gradient-without-stride': {
      kind: 'mistake',
      says: 'an input gradient as if the stride were 1',
      edits: `through(a) = a - stop(a)
        y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * stop((x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)))
          + through(sum[r<R,s<S](stop((w[o div T, o mod T, r, s]|0)) * (x[o div T, p + dilation*r - pad, q + dilation*s - pad]|0)))`,
      shows: 'in the gradient',
      seen: ['S-21'],
    },
    'input-gradient-of-the-first-multiple': {
      kind: 'mistake',
      says: 'an input gradient from the first output of each channel alone, not from their sum',
      edits: `y[o,p,q] = b[o] + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * (o mod T == 0 ? x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0 : stop(x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)))`,
      shows: 'in the gradient',
    },
    'weight-gradient-of-the-first-channel': {
      kind: 'mistake',
      says: 'a weight gradient from the first channel for every channel',
      edits: `through(a) = a - stop(a)
        y[o,p,q] = b[o] + sum[r<R,s<S](stop((w[o div T, o mod T, r, s]|0)) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))
          + through(sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * stop((x[0, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))))`,
      shows: 'in the gradient',
      seen: ['R-CNV-11'],
    },
    'no-gradient-to-the-bias': {
      kind: 'mistake',
      says: 'no gradient to the bias',
      edits: `y[o,p,q] = stop(b[o]) + sum[r<R,s<S]((w[o div T, o mod T, r, s]|0) * (x[o div T, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'it is a convolution with as many groups as channels: one kernel a channel hides in which order several follow',
    'where TensorFlow stores [height, width, channel, multiplier], PyTorch stores [channel · multiplier, 1, height, width]',
    'a square kernel hides a transposition, a dilation of one which axis it acts on',
  ],

  mathjs: `places(size, taps) = floor((size + 2 * pad - dilation * (taps - 1) - 1) / stride) + 1;
    inside(h, v) = h >= 1 and h <= H and v >= 1 and v <= W;
    at(c, h, v) = inside(h, v) ? x[c, h, v] : 0;
    along(n, f) = sum(map(range(1, n, true), u(i) = f(i)));
    window(c, t, p, q) = along(R, f(r) = along(S, g(s) = w[c, t, r, s] * at(c, stride * (p - 1) + dilation * (r - 1) - pad + 1, stride * (q - 1) + dilation * (s - 1) - pad + 1)));
    y = map(range(1, C * T, true), a(o) = map(range(1, places(H, R), true), e(p) = map(range(1, places(W, S), true), i(q) = b[o] + window(floor((o - 1) / T) + 1, mod(o - 1, T) + 1, p, q))))`,
});
