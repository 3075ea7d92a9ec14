import { formula } from './lib/formula.ts';

export default formula({
  name: 'concat-channels',
  family: 'residual',
  title: 'The channels of two feature maps of one size, one after the other',
  sources: [
    'Huang, Liu, van der Maaten & Weinberger (2017), Densely connected convolutional networks, section 3',
    'https://pytorch.org/docs/stable/generated/torch.cat.html (dim = 1)',
  ],

  equations: `concat_channels(a[C,H,W], b[D,H,W]) -> y[C+D,H,W]
    y[c<C+D,i<H,j<W] = c < C ? a[c,i,j]|0 : b[c-C,i,j]|0`,
  over: { batch: ['a', 'b'] },
  sizes: { C: [1, 3], D: [1, 3], H: [1, 4], W: [1, 4] },

  laws: {
    C1: 'the channels add up and the size of the maps stays; the first channels are those of a, the others those of b',
    C2: 'maps of another height or width do not fit, whatever their channels: maps that were halved cannot be joined with those from before',
    C3: 'of three stacks of maps it does not matter which two are joined first',
    C4: 'the gradients of a and b are the slices of the one that comes in',
  },
  examples: [
    {
      says: 'a map of 1×2 pixels in front of two more',
      inputs: { a: [[[[1, 2]]]], b: [[[[3, 4]], [[5, 6]]]] },
      outputs: { y: [[[[1, 2]], [[3, 4]], [[5, 6]]]] },
    },
    {
      says: 'each sample keeps its own',
      inputs: { a: [[[[1]]], [[[2]]]], b: [[[[3]]], [[[4]]]] },
      outputs: {
        y: [
          [[[1]], [[3]]],
          [[[2]], [[4]]],
        ],
      },
    },
  ],
  special: [
    {
      says: 'NaN and ∞ stay in their place',
      inputs: { a: [[[[Number.NaN]]]], b: [[[[Infinity]]]] },
      outputs: { y: [[[[Number.NaN]], [[Infinity]]]] },
    },
  ],
  variants: {
    'newest-first': {
      kind: 'convention',
      says: 'the second stack of maps in front',
      edits: 'y[c<C+D,i<H,j<W] = c < D ? b[c,i,j]|0 : a[c-D,i,j]|0',
    },
    'second-stack-forgotten': {
      kind: 'mistake',
      says: 'zeros for the second stack',
      edits: 'y[c<C+D,i<H,j<W] = c < C ? a[c,i,j]|0 : 0',
    },
    'second-stack-upside-down': {
      kind: 'mistake',
      says: 'the second stack with its rows upside down',
      edits: 'y[c<C+D,i<H,j<W] = c < C ? a[c,i,j]|0 : b[c-C,H-1-i,j]|0',
    },
    'no-gradient-to-the-first': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient to the first stack, the maps that came from below',
      edits: 'y[c<C+D,i<H,j<W] = c < C ? stop(a[c,i,j]|0) : b[c-C,i,j]|0',
    },
    'no-gradient-to-the-second': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient to the second stack',
      edits: 'y[c<C+D,i<H,j<W] = c < C ? a[c,i,j]|0 : stop(b[c-C,i,j]|0)',
    },
  },
  rows: { '002/convention.densenet.equal-feature-size': ['law C2', 'law C1'] },

  mathjs: `from(c) = map(range(1, H, true), f(i) = map(range(1, W, true), g(j) = c <= C ? a[min(c, C), i, j] : b[max(c - C, 1), i, j]));
    y = map(range(1, C + D, true), f(c) = from(c))`,
});
