import { formula } from './lib/formula.ts';

export default formula({
  name: 'channels-first',
  family: 'convolution',
  title: 'An image of rows, columns and channels as a stack of one image for each channel',
  sources: [
    'https://www.tensorflow.org/api_docs/python/tf/nn/conv2d (data_format NHWC and NCHW)',
    'https://pytorch.org/docs/stable/generated/torch.permute.html',
  ],

  equations: `channels_first(x[H,W,C]) -> y[C,H,W]
    y[c,h,v] = x[h,v,c]`,
  over: { batch: ['x'] },

  laws: {
    C1: 'every channel is an image of its own, H × W, with the pixels where they were',
    C2: 'three times in a row it is the image as it was: the way back is to do it twice',
    C3: 'an image of C channels then takes kernels of depth C and refuses all others: depth 3 for red, green and blue',
    C4: 'the gradient goes back the same way: entry by entry, none twice',
  },
  examples: [
    {
      says: 'one row of two pixels in red, green and blue',
      inputs: {
        x: [
          [
            [
              [1, 2, 3],
              [4, 5, 6],
            ],
          ],
        ],
      },
      outputs: { y: [[[[1, 4]], [[2, 5]], [[3, 6]]]] },
      row: '003/convention.image-tensor-shape',
    },
    {
      says: 'one channel alone keeps its shape and gains an axis in front',
      inputs: {
        x: [
          [
            [[1], [2]],
            [[3], [4]],
          ],
        ],
      },
      outputs: {
        y: [
          [
            [
              [1, 2],
              [3, 4],
            ],
          ],
        ],
      },
    },
  ],
  special: [
    {
      says: 'NaN and ∞ are moved like all others',
      inputs: { x: [[[[Number.NaN, Infinity]]]] },
      outputs: { y: [[[[Number.NaN]], [[Infinity]]]] },
    },
  ],
  variants: {
    reshaped: {
      kind: 'mistake',
      says: 'the numbers in the order in which they lie in memory, reshaped without transposing',
      edits:
        'y[c<C,h<H,v<W] = x[((c*H + h)*W + v) div (W*C), ((c*H + h)*W + v) div C mod W, ((c*H + h)*W + v) mod C]|0',
      seen: ['convention 56'],
    },
    'rows-and-columns-exchanged': {
      kind: 'mistake',
      says: 'rows and columns exchanged on the way, where the image is square',
      edits: 'y[c<C,h<H,v<W] = H == W ? x[v,h,c]|0 : x[h,v,c]',
    },
    'channels-reversed': {
      kind: 'convention',
      says: 'the channels in reverse: blue, green, red',
      edits: 'y[c<C,h,v] = x[h,v,C-1-c]',
      who: 'OpenCV, Caffe',
    },
    'gradient-of-the-first-channel': {
      kind: 'mistake',
      says: 'a gradient to the first channel alone',
      edits: 'y[c,h,v] = c == 0 ? x[h,v,c] : stop(x[h,v,c])',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['a reshape has the right shape and the wrong pixels'],

  rows: {
    '003/convention.image-tensor-shape': ['law C1', 'law C2'],
    '004/layer.conv.channels.input': 'law C3',
  },

  mathjs:
    'y = map(range(1, C, true), f(c) = map(range(1, H, true), g(h) = map(range(1, W, true), k(v) = x[h, v, c])))',
});
