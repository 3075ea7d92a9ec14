import { formula } from './lib/formula.ts';
import { int } from './lib/options.ts';

/** One sample with one channel, by its rows. */
const image = <Entry>(...rows: Entry[][]): Entry[][][][] => [[rows]];

export default formula({
  name: 'conv2d',
  family: 'convolution',
  title: 'A kernel slid over an image, as cross-correlation',
  sources: [
    'LeCun et al. (1989), Backpropagation applied to handwritten zip code recognition',
    'Dumoulin & Visin (2016), A guide to convolution arithmetic for deep learning',
    'https://pytorch.org/docs/stable/generated/torch.nn.Conv2d.html (weights [out, in / groups, height, width])',
  ],

  equations: `conv2d(x[groups*D,H,W], w[groups*E,D,R,S], b[groups*E]; stride, pad, dilation, groups) -> y[groups*E,P,Q]
    P = (H + 2*pad - dilation*(R - 1) - 1) div stride + 1
    Q = (W + 2*pad - dilation*(S - 1) - 1) div stride + 1
    y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)`,
  over: { batch: ['x'] },
  options: { stride: int(1, 3, 1), pad: int(0, 2, 0), dilation: int(1, 3, 1), groups: int(1, 3, 1) },
  sizes: { D: [1, 3], E: [1, 3], H: [1, 7], W: [1, 7], R: [1, 4], S: [1, 4] },
  requires: ['H + 2*pad >= dilation*(R - 1) + 1', 'W + 2*pad >= dilation*(S - 1) + 1'],

  laws: {
    C1: 'a kernel with a single one copies the image, moved to where the one stands',
    C2: 'an image moved by the stride gives the result moved by one',
    C3: 'stride s takes the rows and columns 0, s, 2s … of the result at stride 1',
    C4: 'it is a linear map whose every response is an entry of the kernel, the same one wherever the window lies, and zero outside the window',
    C5: 'groups work side by side, each on its own channels',
    C6: 'the channels of a kernel add up, and a kernel of zeros gives its bias everywhere',
    C7: 'an image and kernel transposed give the result transposed',
    C8: 'at stride 1 an image and kernel turned by 180° give the result turned by 180°',
    C9: 'there are as many outputs as windows that fit into the padded image',
    C10: 'two layers on top of each other see 1 + reach + stride · reach pixels, and no further',
    C11: 'the gradients of x and w return the product they came from, and that of a bias is the sum over its map',
    C12: 'p on every side is a padding of 2p counted in all; one of 2p + 1 in all is p on every side of an image with one more row and column of zeros at its end',
  },
  examples: [
    {
      says: 'a 2×2 kernel on a 3×3 image, without padding',
      inputs: { x: image([1, 2, 3], [4, 5, 6], [7, 8, 9]), w: image([1, 2], [3, 4]), b: [0] },
      outputs: { y: image([37, 47], [67, 77]) },
      row: '003/example.conv2d.valid-3x3',
    },
    {
      says: 'the same image with one row and column of zeros on every side',
      inputs: { x: image([1, 2, 3], [4, 5, 6], [7, 8, 9]), w: image([1, 2], [3, 4]), b: [0] },
      options: { pad: 1 },
      outputs: { y: image([4, 11, 18, 9], [18, 37, 47, 21], [36, 67, 77, 33], [14, 23, 26, 9]) },
      printed: { y: image([4, 10, 16], [22, 37, 47], [40, 67, 77]) },
      row: '003/example.conv2d.padded-5x5',
    },
    {
      says: 'the same image with zeros at its top and left only',
      inputs: {
        x: image([0, 0, 0, 0], [0, 1, 2, 3], [0, 4, 5, 6], [0, 7, 8, 9]),
        w: image([1, 2], [3, 4]),
        b: [0],
      },
      outputs: { y: image([4, 11, 18], [18, 37, 47], [36, 67, 77]) },
      printed: { y: image([4, 10, 16], [22, 37, 47], [40, 67, 77]) },
      row: '003/example.conv2d.pad-top-left',
    },
    {
      says: 'a 1×1 kernel of one shows the padding',
      inputs: { x: image([1, 2, 3], [4, 5, 6], [7, 8, 9]), w: image([1]), b: [0] },
      options: { pad: 1 },
      outputs: {
        y: image([0, 0, 0, 0, 0], [0, 1, 2, 3, 0], [0, 4, 5, 6, 0], [0, 7, 8, 9, 0], [0, 0, 0, 0, 0]),
      },
      row: '003/example.padding.3x3-to-5x5',
    },
    {
      says: 'the kernel turned by 180° gives the true convolution',
      inputs: { x: image([1, 2, 3], [4, 5, 6], [7, 8, 9]), w: image([4, 3], [2, 1]), b: [0] },
      outputs: { y: image([23, 33], [53, 63]) },
      row: '003/identity.conv.flip-relation',
    },
    {
      says: 'stride 2 with the identity as kernel',
      inputs: {
        x: image([1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]),
        w: image([1, 0], [0, 1]),
        b: [0],
      },
      options: { stride: 2 },
      outputs: { y: image([7, 11], [23, 27]) },
      row: '003/example.conv2d.stride-2',
    },
    {
      says: 'a last row and column that the stride leaves over are not seen',
      inputs: { x: image([1, 2, 9], [3, 4, 9], [9, 9, 9]), w: image([1, 10], [100, 1000]), b: [0.5] },
      options: { stride: 2 },
      outputs: { y: image([4321.5]) },
    },
    {
      says: 'two groups of one channel, each with its own kernel and bias',
      inputs: { x: [[[[1, 2]], [[3, 4]]]], w: [[[[1, 10]]], [[[100, 1000]]]], b: [0.5, 0.25] },
      options: { groups: 2 },
      outputs: { y: [[[[21.5]], [[4300.25]]]] },
    },
    {
      says: 'dilation 2 skips every other pixel',
      inputs: { x: image([1, 2, 3, 4]), w: image([1, 10]), b: [0] },
      options: { dilation: 2 },
      outputs: { y: image([31, 42]) },
    },
    {
      says: 'over one-hot rows a kernel of two words is largest where the two follow each other',
      inputs: {
        x: image([1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0], [0, 0, 1]),
        w: image([0, 1, 0], [0, 0, 1]),
        b: [0],
      },
      outputs: { y: image([0], [2], [0], [2]) },
      row: '002/layer.conv.text-ngram',
    },
    {
      says: 'a kernel of ones with a zero in the middle adds up the neighbours',
      inputs: { x: image([0, 1, 2, 4, 8, 0]), w: image([1, 0, 1]), b: [0] },
      outputs: { y: image([2, 5, 10, 4]) },
      row: '004/identity.cbow-convolution',
    },
  ],
  special: [
    {
      says: 'NaN reaches the windows that see it and no others',
      inputs: { x: image([1, 2, Number.NaN]), w: image([1, 10]), b: [0] },
      outputs: { y: image([21, Number.NaN]) },
    },
    {
      says: 'an infinite pixel gives an infinite sum',
      inputs: { x: image([1, Infinity, 3]), w: image([1, -10]), b: [0] },
      outputs: { y: image([-Infinity, Infinity]) },
    },
  ],
  variants: {
    'flipped-kernel': {
      kind: 'convention',
      says: 'the kernel flipped in both directions: a true convolution',
      edits:
        'y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,R-1-r,S-1-s] * x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)',
      who: 'NNlib of Julia, scipy.signal.convolve, numpy.convolve',
      seen: ['convention 50', 'R-CNV-18', 'S-20', '003/layer.conv2d.single-channel'],
    },
    'weights-in-out': {
      kind: 'mistake',
      says: 'the weights read as [in, out, height, width]',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[(d*groups*E + o) div D, (d*groups*E + o) mod D, r, s]|0
          * x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)`,
      seen: ['S-22'],
    },
    'weights-height-width-in-out': {
      kind: 'convention',
      says: 'the weights stored as [height, width, in, out]',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S](
          w[(((r*S + s)*D + d)*groups*E + o) div (D*R*S), ((((r*S + s)*D + d)*groups*E + o) div (R*S)) mod D, ((((r*S + s)*D + d)*groups*E + o) div S) mod R, (((r*S + s)*D + d)*groups*E + o) mod S]|0
          * x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)`,
      who: 'TensorFlow, Keras, Flax',
      seen: ['convention 55', 'S-22'],
    },
    'weights-reshaped': {
      kind: 'mistake',
      says: 'the weights reshaped to [in · height · width, out] where they have to be transposed',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S](
          w[(((d*R + r)*S + s)*groups*E + o) div (D*R*S), ((((d*R + r)*S + s)*groups*E + o) div (R*S)) mod D, ((((d*R + r)*S + s)*groups*E + o) div S) mod R, (((d*R + r)*S + s)*groups*E + o) mod S]|0
          * x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)`,
      seen: ['S-22'],
    },
    'channels-last': {
      kind: 'mistake',
      says: 'the image read as [height, width, channels]',
      edits: `inside(h, v) = h >= 0 and h < H and v >= 0 and v < W ? 1 : 0
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * inside(stride*p + dilation*r - pad, stride*q + dilation*s - pad)
          * x[(((stride*p + dilation*r - pad)*W + stride*q + dilation*s - pad)*groups*D + (o div E)*D + d) div (H*W), ((((stride*p + dilation*r - pad)*W + stride*q + dilation*s - pad)*groups*D + (o div E)*D + d) div W) mod H, (((stride*p + dilation*r - pad)*W + stride*q + dilation*s - pad)*groups*D + (o div E)*D + d) mod W]|0)`,
      seen: ['convention 56'],
    },
    'pad-counts-both-sides': {
      kind: 'convention',
      says: 'the padding of both sides together, the odd one at the end',
      edits: `P = max(1, (H + pad - dilation*(R - 1) - 1) div stride + 1)
        Q = max(1, (W + pad - dilation*(S - 1) - 1) div stride + 1)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * x[(o div E)*D + d, stride*p + dilation*r - pad div 2, stride*q + dilation*s - pad div 2]|0)`,
      seen: ['convention 51', 'convention 52'],
    },
    'padding-as-needed': {
      kind: 'convention',
      says: 'only as much padding as the windows reach, half of it in front, the odd one at the end',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s]
          * x[(o div E)*D + d, stride*p + dilation*r - max(0, (P - 1)*stride + dilation*(R - 1) + 1 - H) div 2, stride*q + dilation*s - max(0, (Q - 1)*stride + dilation*(S - 1) + 1 - W) div 2]|0)`,
      who: "TensorFlow and Keras with padding='same'",
      seen: ['convention 52', 'convention 53', 'R-CNV-14'],
    },
    'padding-at-the-end': {
      kind: 'mistake',
      says: 'all padding at the bottom and the right',
      edits:
        'y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * x[(o div E)*D + d, stride*p + dilation*r, stride*q + dilation*s]|0)',
      seen: ['convention 52', 'R-CNV-14'],
    },
    'repeated-border': {
      kind: 'convention',
      says: 'padding with copies of the border pixels',
      edits:
        'y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * x[(o div E)*D + d, max(0, min(H - 1, stride*p + dilation*r - pad)), max(0, min(W - 1, stride*q + dilation*s - pad))]|0)',
      who: "PyTorch with padding_mode='replicate'",
    },
    'rounded-up': {
      kind: 'mistake',
      says: 'the output size rounded up where the stride does not divide',
      edits: `P = (H + 2*pad - dilation*(R - 1) - 1 + stride - 1) div stride + 1
        Q = (W + 2*pad - dilation*(S - 1) - 1 + stride - 1) div stride + 1`,
      seen: ['convention 54'],
    },
    winograd: {
      kind: 'convention',
      says: 'sums over whole tiles that cancel, as in Winograd’s algorithm: fewer products, and fewer digits',
      edits: `over(a, t) = (a + t) - t
        y[o,p,q] = b[o] + over(sum[d<D,r<R,s<S](w[o,d,r,s] * x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0),
          256*D * max[d<D,r<R,s<S](abs(w[o,d,r,s])) * max[d<D,r<R+6,s<S+6](abs(x[(o div E)*D + d, stride*p + dilation*(r - 3) - pad, stride*q + dilation*(s - 3) - pad]|0)))`,
      shows: 'numerically',
      imprecise: true,
      who: 'cuDNN, oneDNN, MIOpen and ncnn, where they find it faster',
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
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * x[(o div E)*D + d, dilation*p + stride*r - pad, dilation*q + stride*s - pad]|0)`,
      seen: ['R-CNV-10'],
    },
    'dilation-of-rows-only': {
      kind: 'mistake',
      says: 'the dilation on the rows alone',
      edits:
        'y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + s - pad]|0)',
      seen: ['R-CNV-09'],
    },
    'first-group-only': {
      kind: 'mistake',
      says: 'the channels of the first group for every group',
      edits:
        'y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * x[d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)',
    },
    'groups-interleaved': {
      kind: 'mistake',
      says: 'channels dealt out to the groups in turn, not in blocks',
      edits:
        'y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * x[d*groups + o div E, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)',
      seen: ['R-NRM-16'],
    },
    'first-channel-only': {
      kind: 'mistake',
      says: 'the first channel of the group in the place of every channel',
      edits:
        'y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * x[(o div E)*D, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)',
      seen: ['R-CNV-08'],
    },
    'input-gradient-without-flip': {
      kind: 'mistake',
      says: 'an input gradient through the kernel as it is, without the flip',
      edits: `through(a) = a - stop(a)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * stop(x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))
          + through(sum[d<D,r<R,s<S](stop(w[o,d,R-1-r,S-1-s]) * x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))`,
      shows: 'in the gradient',
      seen: ['S-20'],
    },
    'input-gradient-without-stride': {
      kind: 'mistake',
      says: 'an input gradient as if the stride were 1',
      edits: `through(a) = a - stop(a)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S](w[o,d,r,s] * stop(x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0))
          + through(sum[d<D,r<R,s<S](stop(w[o,d,r,s]) * x[(o div E)*D + d, p + dilation*r - pad, q + dilation*s - pad]|0))`,
      shows: 'in the gradient',
      seen: ['S-21'],
    },
    'weight-gradient-with-groups-interleaved': {
      kind: 'mistake',
      says: 'a weight gradient from channels dealt out to the groups in turn, not in blocks',
      edits: `through(a) = a - stop(a)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S](stop(w[o,d,r,s]) * x[(o div E)*D + d, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)
          + through(sum[d<D,r<R,s<S](w[o,d,r,s] * stop(x[d*groups + o div E, stride*p + dilation*r - pad, stride*q + dilation*s - pad]|0)))`,
      shows: 'in the gradient',
      seen: ['R-CNV-11'],
    },
  },
  pitfalls: [
    'what libraries call convolution is cross-correlation: the kernel is not flipped',
    'a symmetric or a square kernel hides a flip or a transposition, a square image hides rows read as columns',
    'rows that the stride leaves over get a gradient of zero, but they do get one',
    'padding counts per side here; notes and other libraries count both sides together',
  ],
  rows: {
    '000/layer.conv.local-shared': 'law C4',
    '000/layer.conv.translation-equivariance': 'law C2',
    '000/layer.conv.receptive-field': 'law C10',
    '000/layer.conv.receptive-field-3x3': 'law C10',
    '002/count.conv.sparse-interaction': 'law C4',
    '002/identity.conv.as-sparse-toeplitz': 'law C4',
    '002/identity.conv.translation-equivariance': 'law C2',
    '002/convention.conv1d.char-level':
      'example over one-hot rows a kernel of two words is largest where the two follow each other',
    '003/layer.conv2d.single-channel': 'agreement',
    '003/identity.conv.flip-relation': 'example the kernel turned by 180° gives the true convolution',
    '003/layer.conv2d.multi-channel': 'agreement',
    '003/identity.conv.channels-summed': 'law C6',
    '003/output-size.conv.valid': 'law C9',
    '003/layer.conv.zero-padding': 'example a 1×1 kernel of one shows the padding',
    '003/claim.padding.preserves-size': 'law C9',
    '003/layer.conv.stride': 'agreement',
    '003/identity.conv.stride-is-subsampling': 'law C3',
    '003/output-size.conv.general': 'law C9',
    '003/claim.cnn.translation-robust': 'law C2',
    '004/layer.conv.cross-correlation': 'agreement',
    '004/layer.conv.local-connectivity': 'law C4',
    '004/layer.conv.weight-sharing': 'law C4',
    '004/layer.conv.receptive-field': 'law C10',
    '004/layer.conv.backpropagation': 'gradient',
    '004/layer.conv.translation-equivariance': 'law C2',
    '004/layer.conv.channels.output': 'agreement',
    '004/layer.conv.channels.sharing': 'law C6',
    '004/layer.conv.channels.kernel-in': 'agreement',
    '004/layer.conv.output-size': 'law C9',
    '004/layer.conv.output-size.same': 'law C9',
    '004/layer.conv.output-size.divisible': 'law C9',
    '004/layer.conv.output-size.stride-two': 'law C9',
    '004/layer.conv.padding-total': ['variant pad-counts-both-sides', 'law C12'],
  },

  mathjs: `P = floor((H + 2 * pad - dilation * (R - 1) - 1) / stride) + 1; Q = floor((W + 2 * pad - dilation * (S - 1) - 1) / stride) + 1;
    pixel(c, h, v) = (h >= 1 and h <= H and v >= 1 and v <= W) ? x[c, h, v] : 0;
    tap(o, d, r, s, p, q) = w[o, d, r, s] * pixel(floor((o - 1) / E) * D + d, stride * (p - 1) + dilation * (r - 1) - pad + 1, stride * (q - 1) + dilation * (s - 1) - pad + 1);
    row(o, d, r, p, q) = sum(map(range(1, S, true), f(s) = tap(o, d, r, s, p, q)));
    channel(o, d, p, q) = sum(map(range(1, R, true), f(r) = row(o, d, r, p, q)));
    value(o, p, q) = b[o] + sum(map(range(1, D, true), f(d) = channel(o, d, p, q)));
    y = map(range(1, groups * E, true), f(o) = map(range(1, P, true), g(p) = map(range(1, Q, true), k(q) = value(o, p, q))))`,
});
