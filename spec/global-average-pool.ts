import { formula } from './lib/formula.ts';

export default formula({
  name: 'global-average-pool',
  family: 'pooling',
  title: 'Every channel of an image as its mean',
  sources: ['Lin, Chen & Yan (2014), Network in network, section 3.2'],

  equations: `global_average_pool(x[C,H,W]) -> y[C]
    y[c] = sum[h,w](x[c,h,w]) / (H * W)`,
  over: { batch: ['x'] },
  sizes: { C: [1, 3], H: [1, 4], W: [1, 4] },

  laws: {
    C1: 'where a pixel stands does not matter: pixels in another order, an image moved round its border among them, have the same mean',
    C2: 'its result is as wide as there are channels, however large the image is',
    C3: 'it is linear, and a constant image is its own mean',
    C4: 'every pixel gets the same share 1/(HW) of the gradient',
    C5: 'it is average pooling with a window as large as the image: the mean over rows of the means over columns',
  },
  examples: [
    {
      says: 'two channels of two by two pixels',
      inputs: {
        x: [
          [
            [
              [1, 2],
              [3, 4],
            ],
            [
              [0, 0],
              [0, -8],
            ],
          ],
        ],
      },
      outputs: { y: [[2.5, -2]] },
    },
  ],
  special: [
    {
      says: 'NaN stays in its channel',
      inputs: { x: [[[[Number.NaN, 1]], [[2, 4]]]] },
      outputs: { y: [[Number.NaN, 3]] },
    },
  ],
  variants: {
    'largest-pixel': {
      kind: 'convention',
      says: 'the largest pixel of every channel',
      edits: 'y[c] = max[h,w](x[c,h,w])',
      who: 'global max pooling',
    },
    'sum-of-the-pixels': {
      kind: 'mistake',
      says: 'the sum, not divided',
      edits: 'y[c] = sum[h,w](x[c,h,w])',
    },
    'divided-by-the-rows': {
      kind: 'mistake',
      says: 'the sum divided by the number of rows alone',
      edits: 'y[c] = sum[h,w](x[c,h,w]) / H',
    },
    'mean-of-all-channels': {
      kind: 'mistake',
      says: 'the mean over all channels together',
      edits: 'y[c<C] = sum[d,h,w](x[d,h,w]) / (C * H * W)',
    },
    'without-the-last-row': {
      kind: 'mistake',
      says: 'the last row left out of the sum',
      edits: 'y[c] = sum[h,w](h == H - 1 and H > 1 ? 0 : x[c,h,w]) / (H * W)',
    },
    'gradient-not-divided': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient that every pixel gets whole',
      edits: 'y[c] = sum[h,w](x[c,h,w] + stop(x[c,h,w] / (H * W) - x[c,h,w]))',
    },
  },

  mathjs:
    'y = map(range(1, C, true), f(c) = sum(map(range(1, H, true), g(h) = sum(map(range(1, W, true), e(w) = x[c, h, w])))) / (H * W))',
});
