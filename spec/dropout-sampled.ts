import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

export default formula({
  name: 'dropout-sampled',
  family: 'dropout',
  title: 'Dropout that draws its own mask from a seed; the equation is its mean over the masks',
  sources: [
    'Srivastava et al. (2014), Dropout: a simple way to prevent neural networks from overfitting',
    'https://pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html',
    'Waudby-Smith & Ramdas (2024), Estimating means of bounded random variables by betting (the tests of the laws)',
  ],

  // No equation can say which numbers a generator drops. This one is the expectation; the draw itself is held to the
  // laws, which bound what an honest generator does by chance.
  equations: `dropout_sampled(x; p, seed) -> y
    y = x`,
  over: { elements: ['x'] },
  sampled: true,
  options: {
    p: real(0.5, [0.1, 0.25, 0.8]),
    seed: int(0, 1000000, 1),
  },

  laws: {
    C1: 'a number is either dropped, and exactly 0, or kept, and x / (1 − p) to rounding',
    C2: 'the share that is kept is 1 − p, within what chance allows once in 10¹²',
    C3: 'the same seed draws the same mask, whatever the numbers are',
    C4: 'another seed draws another, independent mask',
    C5: 'neighbours along rows and columns are dropped independently',
    C6: 'the gradient goes through the mask of the same seed',
    C7: 'the mean over many numbers is x, within what chance allows once in 10¹²',
    C8: 'with p = 1 everything is dropped, with p = 0 nothing',
  },
  examples: [
    {
      says: 'with p = 0 nothing is dropped',
      inputs: { x: [1.5, -2, 3] },
      options: { p: 0, seed: 3 },
      outputs: { y: [1.5, -2, 3] },
    },
  ],
  variants: {
    'not-scaled': {
      kind: 'convention',
      says: 'kept numbers as they are: the scaling is left to the test phase',
      edits: 'y = (1 - p) * x',
      who: 'Srivastava et al. (2014)',
      seen: ['convention 79', 'S-30', 'R-DRP-06'],
    },
    'p-is-the-probability-of-keeping': {
      kind: 'convention',
      says: 'p as the probability of keeping, kept numbers divided by 1 − p',
      edits: 'y = p / (1 - p) * x',
      seen: ['convention 78', 'R-DRP-03'],
    },
    'scaled-by-p': {
      kind: 'mistake',
      says: 'kept numbers divided by p where 1 − p belongs',
      edits: 'y = (1 - p) / p * x',
      seen: ['S-30', 'R-DRP-01', 'R-DRP-02'],
    },
  },
  pitfalls: [
    'one mask for every row of a batch keeps the right share of numbers and is still wrong',
    'a backward pass that draws anew drops other numbers than the forward pass did',
  ],
  rows: {
    '000/layer.dropout.train': 'law C1',
    '000/layer.dropout.expectation': 'law C7',
    '002/layer.dropout.train': 'law C2',
    '002/convention.dropout.fresh-mask-per-minibatch': 'law C4',
  },

  mathjs: 'y = x',
});
