import { algorithm } from './lib/algorithm.ts';
import { flag, int } from './lib/options.ts';

export default algorithm({
  name: 'convolution-parameters',
  family: 'counting',
  title: 'How many parameters a convolution has, and layers of the same shape that share nothing',
  sources: [
    'LeCun (1989), Generalization and network design strategies',
    'Goodfellow, Bengio & Courville (2016), Deep learning, section 9.2',
  ],

  signature:
    'convolution_parameters(; height, width, channels, filters, kernel_h, kernel_w, stride, pad, bias) -> shared, local, dense',
  steps: [
    'The layer gives `filters` maps of P × Q, P = ⌊(height + 2·pad − kernel_h) / stride⌋ + 1 and Q in the same way.',
    'shared: a convolution has one kernel of kernel_h × kernel_w × channels for each filter.',
    'local: without sharing every one of P·Q positions has kernels of its own.',
    'dense: without windows each of P·Q·filters outputs has a weight for each of height·width·channels inputs.',
    'With `bias` each filter has one; without sharing, each output.',
    'Where the kernel does not fit into the padded image all three are −1.',
  ],
  options: {
    height: int(1, 6, 5),
    width: int(1, 6, 4),
    channels: int(1, 3, 2),
    filters: int(1, 3, 3),
    kernel_h: int(1, 4, 2),
    kernel_w: int(1, 4, 3),
    stride: int(1, 2, 1),
    pad: int(0, 1, 0),
    bias: flag(true),
  },

  laws: {
    C1: 'a convolution’s count is that of the entries of its kernels and biases, and height, width, stride and padding do not enter it',
    C2: 'the local count is that of a layer with a kernel for each position of the convolution’s result',
    C3: 'the dense count is that of a linear layer between the numbers of the image and of the result',
    C4: 'sharing never costs weights, nor does a window: shared ≤ local, with equality for one position alone, and without padding local ≤ dense, with equality where the kernel covers the whole image',
    C5: 'pooling has no parameters and takes each channel alone, reordered channels giving the reordered result, whereas a strided convolution has kernel² · channels · filters and its biases',
  },
  examples: [
    {
      says: '16 filters of 3×3 on 32×32×3: 448 against 50 348 032',
      inputs: {},
      options: layer(32, 3, 16, 3, 1, true),
      outputs: { shared: 448, local: 458752, dense: 50348032 },
      row: '000/counting.conv.parameters-vs-fc',
    },
    {
      says: '64 filters of 3×3 on 32×32×3, with biases: 28 · 64 = 1792',
      inputs: {},
      options: layer(32, 3, 64, 3, 1, true),
      outputs: { shared: 1792, local: 1835008, dense: 201392128 },
      row: '003/example.conv2d.parameter-count-1792',
    },
    {
      says: 'the weights alone: 1728 shared, 1 769 472 local, 201 326 592 dense',
      inputs: {},
      options: layer(32, 3, 64, 3, 1, false),
      outputs: { shared: 1728, local: 1769472, dense: 201326592 },
      row: '003/claim.cnn.weight-sharing-local-connectivity',
    },
    {
      says: '28×28 to 28×28: 9 weights against 614 656',
      inputs: {},
      options: layer(28, 1, 1, 3, 1, false),
      outputs: { shared: 9, local: 7056, dense: 614656 },
      row: '004/counting.conv-vs-dense',
    },
    {
      says: 'a kernel that does not fit',
      inputs: {},
      options: layer(2, 1, 1, 3, 0, true),
      outputs: { shared: -1, local: -1, dense: -1 },
    },
  ],
  variants: {
    'depth-of-the-kernel-forgotten': {
      kind: 'mistake',
      says: 'kernels of height × width alone, without their depth',
      rule: { depth: false },
      seen: ['004/counting.conv.parameters'],
    },
    'one-bias-for-all': {
      kind: 'mistake',
      says: 'one bias for all filters or outputs together',
      rule: { biases: 'one' },
    },
    'no-bias': {
      kind: 'convention',
      says: 'the weights alone, whether there are biases or not',
      rule: { biases: 'none' },
      who: 'notes that compare weights',
    },
    'same-size': {
      kind: 'convention',
      says: 'a result as large as the image, whatever the kernel, the padding and the stride',
      rule: { same: true },
      who: 'counts that silently assume “same” padding',
    },
  },
  pitfalls: [
    '“the size of the kernel” includes its depth, the number of channels that come in',
    'the count of a convolution does not depend on the image; that of the layers after flattening does',
  ],

  rows: {
    '000/counting.conv.parameters-vs-fc': ['law C1', 'law C3'],
    '000/counting.pool.no-parameters': 'law C5',
    '002/count.conv.parameter-sharing': 'law C2',
    '003/claim.cnn.weight-sharing-local-connectivity': 'law C4',
    '003/layer.conv2d.parameter-count': 'law C1',
    '003/example.conv2d.parameter-count-1792': 'law C1',
    '004/counting.conv-vs-dense': ['law C1', 'law C3'],
    '004/counting.conv.parameters': ['law C1', 'variant depth-of-the-kernel-forgotten', 'variant no-bias'],
  },
});

/** A square image and kernel, stride 1. */
function layer(size: number, channels: number, filters: number, kernel: number, pad: number, bias: boolean) {
  const square = { height: size, width: size, kernel_h: kernel, kernel_w: kernel };
  return { ...square, channels, filters, stride: 1, pad, bias };
}
