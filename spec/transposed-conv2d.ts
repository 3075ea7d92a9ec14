import { formula } from './lib/formula.ts';
import { int } from './lib/options.ts';

/** One sample with one channel, by its rows. */
const image = <Entry>(...rows: Entry[][]): Entry[][][][] => [[rows]];

export default formula({
  name: 'transposed-conv2d',
  family: 'convolution',
  title:
    'Every pixel painted as a kernel, a stride apart and summed where they overlap: the transpose of a convolution',
  sources: [
    'Zeiler et al. (2010), Deconvolutional networks',
    'Dumoulin & Visin (2016), A guide to convolution arithmetic for deep learning, chapter 4',
    'https://pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html (weights [in, out / groups, height, width])',
  ],

  equations: `transposed_conv2d(x[groups*D,H,W], w[groups*D,E,R,S], b[groups*E]; stride, pad, output_pad, dilation, groups) -> y[groups*E,P,Q]
    P = (H - 1)*stride - 2*pad + dilation*(R - 1) + output_pad + 1
    Q = (W - 1)*stride - 2*pad + dilation*(S - 1) + output_pad + 1
    y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
      ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)`,
  over: { batch: ['x'] },
  options: {
    stride: int(1, 3, 1),
    pad: int(0, 2, 0),
    output_pad: int(0, 2, 0),
    dilation: int(1, 2, 1),
    groups: int(1, 2, 1),
  },
  sizes: { D: [1, 2], E: [1, 2], H: [1, 4], W: [1, 4], R: [1, 3], S: [1, 3] },
  requires: [
    '(H - 1)*stride - 2*pad + dilation*(R - 1) >= 0',
    '(W - 1)*stride - 2*pad + dilation*(S - 1) >= 0',
    'output_pad < stride',
  ],

  laws: {
    C1: 'it is the transpose of the convolution with the same kernel: ⟨y − b, z⟩ = ⟨x, conv(z)⟩ for every z',
    C2: 'a single pixel paints the kernel, its taps `dilation` apart, at stride times its place less the padding',
    C3: 'padding cuts as many rows and columns off every side',
    C4: 'output padding adds rows and columns at the bottom and the right, and changes no others',
    C5: 'groups work side by side, each on its own channels',
    C6: 'the output is as large as the image that a convolution would make x of',
    C7: 'a kernel of zeros gives its bias everywhere, and twice the image twice the rest',
    C8: 'an image and kernel transposed give the result transposed',
    C9: 'the gradients of x and w return the product they came from, and that of a bias is the sum over its map',
  },
  examples: [
    {
      says: 'a 2×2 kernel painted four times, overlapping in the middle',
      inputs: { x: image([1, 2], [3, 4]), w: image([1, 10], [100, 1000]), b: [0] },
      outputs: { y: image([1, 12, 20], [103, 1234, 2040], [300, 3400, 4000]) },
    },
    {
      says: 'with stride 2 the kernels lie side by side',
      inputs: { x: image([1, 2], [3, 4]), w: image([1, 10], [100, 1000]), b: [0.5] },
      options: { stride: 2 },
      outputs: {
        y: image(
          [1.5, 10.5, 2.5, 20.5],
          [100.5, 1000.5, 200.5, 2000.5],
          [3.5, 30.5, 4.5, 40.5],
          [300.5, 3000.5, 400.5, 4000.5],
        ),
      },
    },
    {
      says: 'with a 1×1 kernel a stride leaves zeros between the pixels, and output padding one more at the end',
      inputs: { x: image([1, 2]), w: image([1]), b: [0] },
      options: { stride: 3, output_pad: 1 },
      outputs: { y: image([1, 0, 0, 2, 0], [0, 0, 0, 0, 0]) },
    },
    {
      says: 'padding cuts the border off, and output padding gives a row and a column of it back',
      inputs: { x: image([1, 2], [3, 4]), w: image([1, 10, 7], [100, 1000, 7], [7, 7, 7]), b: [0] },
      options: { stride: 2, pad: 1, output_pad: 1 },
      outputs: { y: image([1000, 207, 2000, 14], [37, 46, 54, 42], [3000, 421, 4000, 28], [21, 49, 28, 28]) },
    },
    {
      says: 'dilation 2 paints every other pixel',
      inputs: { x: image([1, 2]), w: image([1, 10]), b: [0] },
      options: { dilation: 2 },
      outputs: { y: image([1, 2, 10, 20]) },
    },
    {
      says: 'the weights are stored as [in, out]: two channels in, one out',
      inputs: { x: [[[[1]], [[2]]]], w: [[[[3]]], [[[5]]]], b: [0.25] },
      outputs: { y: image([13.25]) },
    },
  ],
  special: [
    {
      says: 'NaN reaches what its pixel paints and no more',
      inputs: { x: image([1, Number.NaN, 3]), w: image([1, 10]), b: [0] },
      options: { stride: 2 },
      outputs: { y: image([1, 10, Number.NaN, Number.NaN, 3, 30]) },
    },
  ],
  variants: {
    'flipped-kernel': {
      kind: 'mistake',
      says: 'the kernel turned by 180°',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, R-1-r, S-1-s]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)`,
      seen: ['convention 50', 'S-20'],
    },
    'weights-out-in': {
      kind: 'mistake',
      says: 'the weights read as [out, in, height, width]',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[((o mod E)*groups*D + (o div E)*D + d) div E, ((o mod E)*groups*D + (o div E)*D + d) mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)`,
      seen: ['S-22', 'convention 55'],
    },
    'weights-height-width-out-in': {
      kind: 'convention',
      says: 'the weights stored as [height, width, out, in]',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[((r*S + s)*E*groups*D + (o mod E)*groups*D + (o div E)*D + d) div (E*R*S), (((r*S + s)*E*groups*D + (o mod E)*groups*D + (o div E)*D + d) div (R*S)) mod E, (((r*S + s)*E*groups*D + (o mod E)*groups*D + (o div E)*D + d) div S) mod R, ((r*S + s)*E*groups*D + (o mod E)*groups*D + (o div E)*D + d) mod S]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)`,
      who: 'TensorFlow, Keras',
      seen: ['convention 55', 'S-22'],
    },
    'same-padding': {
      kind: 'convention',
      says: 'as many rows as the stride times those of the input, the surplus cut on both sides, the odd one at the end',
      edits: `P = H*stride
        Q = W*stride
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + max(0, dilation*(R - 1) + 1 - stride) div 2 - dilation*r) mod stride == 0 and (q + max(0, dilation*(S - 1) + 1 - stride) div 2 - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + max(0, dilation*(R - 1) + 1 - stride) div 2 - dilation*r) div stride, (q + max(0, dilation*(S - 1) + 1 - stride) div 2 - dilation*s) div stride]|0) : 0)`,
      who: "TensorFlow and Keras with padding='same'",
      seen: ['convention 51', 'convention 53'],
    },
    'padding-added': {
      kind: 'mistake',
      says: 'the padding added to the result instead of cut off it',
      edits: `P = (H - 1)*stride + 2*pad + dilation*(R - 1) + output_pad + 1
        Q = (W - 1)*stride + 2*pad + dilation*(S - 1) + output_pad + 1
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p - pad - dilation*r) mod stride == 0 and (q - pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p - pad - dilation*r) div stride, (q - pad - dilation*s) div stride]|0) : 0)`,
    },
    'padding-cut-at-the-end': {
      kind: 'mistake',
      says: 'all padding cut off at the bottom and the right',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p - dilation*r) mod stride == 0 and (q - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p - dilation*r) div stride, (q - dilation*s) div stride]|0) : 0)`,
    },
    'output-padding-at-the-start': {
      kind: 'mistake',
      says: 'the output padding at the top and the left',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - output_pad - dilation*r) mod stride == 0 and (q + pad - output_pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - output_pad - dilation*r) div stride, (q + pad - output_pad - dilation*s) div stride]|0) : 0)`,
    },
    'output-padding-empty': {
      kind: 'mistake',
      says: 'nothing but the bias in the rows and columns of the output padding, also where the kernel reaches into them',
      edits: `y[o,p,q] = b[o] + (p < P - output_pad and q < Q - output_pad ? 1 : 0) * sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)`,
    },
    'output-padding-ignored': {
      kind: 'mistake',
      says: 'no output padding, whatever was asked for',
      force: { output_pad: 0 },
    },
    'stride-ignored': {
      kind: 'mistake',
      says: 'stride 1, whatever stride was asked for',
      edits: `P = max(1, (H - 1) - 2*pad + dilation*(R - 1) + output_pad + 1)
        Q = max(1, (W - 1) - 2*pad + dilation*(S - 1) + output_pad + 1)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod 1 == 0 and (q + pad - dilation*s) mod 1 == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div 1, (q + pad - dilation*s) div 1]|0) : 0)`,
    },
    'dilation-ignored': {
      kind: 'mistake',
      says: 'dilation 1, whatever dilation was asked for',
      edits: `P = max(1, (H - 1)*stride - 2*pad + R + output_pad)
        Q = max(1, (W - 1)*stride - 2*pad + S + output_pad)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - r) mod stride == 0 and (q + pad - s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - r) div stride, (q + pad - s) div stride]|0) : 0)`,
    },
    'size-without-dilation': {
      kind: 'mistake',
      says: 'an output size that leaves the dilation out',
      edits: `P = max(1, (H - 1)*stride - 2*pad + R + output_pad)
        Q = max(1, (W - 1)*stride - 2*pad + S + output_pad)`,
      seen: ['R-CNV-03'],
    },
    'size-with-dilation-counted-once': {
      kind: 'mistake',
      says: 'an output size that counts the dilation once, not for every tap',
      edits: `P = max(1, (H - 1)*stride - 2*pad + R + dilation - 1 + output_pad)
        Q = max(1, (W - 1)*stride - 2*pad + S + dilation - 1 + output_pad)`,
      seen: ['R-CNV-01'],
    },
    'pixels-a-dilation-apart': {
      kind: 'mistake',
      says: 'of the pixels that may paint a place those that are a dilation apart, whether or not the stride brings a tap there',
      edits: `top[p<P] = p + pad <= dilation*(R - 1) ? (p + pad) mod dilation : (p + pad - dilation*(R - 1) - 1) div stride + 1
        left[q<Q] = q + pad <= dilation*(S - 1) ? (q + pad) mod dilation : (q + pad - dilation*(S - 1) - 1) div stride + 1
        y[o,p,q] = b[o] + sum[d<D,h<H,v<W](h >= top[p] and (h - top[p]) mod dilation == 0 and stride*h <= p + pad and v >= left[q] and (v - left[q]) mod dilation == 0 and stride*v <= q + pad
          ? (w[(o div E)*D + d, o mod E, (p + pad - stride*h) div dilation, (q + pad - stride*v) div dilation]|0) * (x[(o div E)*D + d, h, v]|0) : 0)`,
      who: 'MXNet of 2018',
      seen: ['R-CNV-02'],
    },
    'stride-and-dilation-swapped': {
      kind: 'mistake',
      says: 'stride and dilation in each other’s place',
      edits: `P = max(1, (H - 1)*dilation - 2*pad + stride*(R - 1) + output_pad + 1)
        Q = max(1, (W - 1)*dilation - 2*pad + stride*(S - 1) + output_pad + 1)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - stride*r) mod dilation == 0 and (q + pad - stride*s) mod dilation == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - stride*r) div dilation, (q + pad - stride*s) div dilation]|0) : 0)`,
      seen: ['R-CNV-02'],
    },
    'groups-in-place-of-dilation': {
      kind: 'mistake',
      says: 'the number of groups for the dilation',
      edits: `P = max(1, (H - 1)*stride - 2*pad + groups*(R - 1) + output_pad + 1)
        Q = max(1, (W - 1)*stride - 2*pad + groups*(S - 1) + output_pad + 1)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - groups*r) mod stride == 0 and (q + pad - groups*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - groups*r) div stride, (q + pad - groups*s) div stride]|0) : 0)`,
      seen: ['R-CNV-10'],
    },
    'dilation-of-rows-only': {
      kind: 'mistake',
      says: 'the dilation on the rows alone',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - s) div stride]|0) : 0)`,
      seen: ['R-CNV-09'],
    },
    'gaps-filled': {
      kind: 'mistake',
      says: 'every pixel repeated up to the next one, as in upsampling to the nearest, instead of zeros between them',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0))`,
    },
    'first-group-only': {
      kind: 'mistake',
      says: 'the channels of the first group for every group',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)`,
      seen: ['R-CNV-11'],
    },
    'groups-interleaved': {
      kind: 'mistake',
      says: 'channels dealt out to the groups in turn, not in blocks',
      edits: `y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[d*groups + o div E, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)`,
      seen: ['R-NRM-16'],
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the bias left out',
      edits: `y[o,p,q] = sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)`,
    },
    'input-gradient-with-the-kernel-turned': {
      kind: 'mistake',
      says: 'an input gradient through the kernel turned by 180°',
      edits: `through(a) = a - stop(a)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * stop((x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0)) : 0)
          + through(sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? stop((w[(o div E)*D + d, o mod E, R-1-r, S-1-s]|0)) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0))`,
      shows: 'in the gradient',
      seen: ['S-20'],
    },
    'input-gradient-without-stride': {
      kind: 'mistake',
      says: 'an input gradient as if the stride were 1',
      edits: `through(a) = a - stop(a)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * stop((x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0)) : 0)
          + through(sum[d<D,r<R,s<S]((p + pad - dilation*r) mod 1 == 0 and (q + pad - dilation*s) mod 1 == 0
          ? stop((w[(o div E)*D + d, o mod E, r, s]|0)) * (x[(o div E)*D + d, (p + pad - dilation*r) div 1, (q + pad - dilation*s) div 1]|0) : 0))`,
      shows: 'in the gradient',
      seen: ['S-21'],
    },
    'weight-gradient-of-the-first-group': {
      kind: 'mistake',
      says: 'a weight gradient from the channels of the first group for every group',
      edits: `through(a) = a - stop(a)
        y[o,p,q] = b[o] + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? stop((w[(o div E)*D + d, o mod E, r, s]|0)) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)
          + through(sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * stop((x[d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0)) : 0))`,
      shows: 'in the gradient',
      seen: ['R-CNV-11'],
    },
    'no-gradient-to-the-bias': {
      kind: 'mistake',
      says: 'no gradient to the bias',
      edits: `y[o,p,q] = stop(b[o]) + sum[d<D,r<R,s<S]((p + pad - dilation*r) mod stride == 0 and (q + pad - dilation*s) mod stride == 0
          ? (w[(o div E)*D + d, o mod E, r, s]|0) * (x[(o div E)*D + d, (p + pad - dilation*r) div stride, (q + pad - dilation*s) div stride]|0) : 0)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the weights are those of the convolution that it transposes: [in, out], where a convolution has [out, in]',
    'several input sizes have the same convolved size: output padding says which one to return to',
    'stride and dilation are tested one at a time: their combination is where output sizes and offsets go wrong',
    'a kernel that the stride does not divide paints a checkerboard',
  ],

  mathjs: `tap(p, h, r) = p - 1 + pad == stride * (h - 1) + dilation * (r - 1);
    rows = (H - 1) * stride - 2 * pad + dilation * (R - 1) + output_pad + 1;
    columns = (W - 1) * stride - 2 * pad + dilation * (S - 1) + output_pad + 1;
    along(n, f) = sum(map(range(1, n, true), u(i) = f(i)));
    painted(o, c, p, q) = along(H, f(h) = along(R, g(r) = tap(p, h, r) ? along(W, k(v) = along(S, z(s) = tap(q, v, s) ? x[c, h, v] * w[c, mod(o - 1, E) + 1, r, s] : 0)) : 0));
    y = map(range(1, groups * E, true), a(o) = map(range(1, rows, true), e(p) = map(range(1, columns, true), i(q) = b[o] + along(D, j(d) = painted(o, floor((o - 1) / E) * D + d, p, q)))))`,
});
