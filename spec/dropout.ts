import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'dropout',
  family: 'dropout',
  title: 'Numbers dropped by a given mask, and the kept ones scaled up so that the mean stays',
  sources: [
    'Srivastava et al. (2014), Dropout: a simple way to prevent neural networks from overfitting',
    'https://pytorch.org/docs/stable/generated/torch.nn.Dropout.html (p is the probability of dropping; scaled in training)',
  ],

  equations: `dropout(x, mask in 2; p) -> y
    y = mask == 1 ? x / (1 - p) : 0`,
  algorithms: ['y = mask == 1 ? x / (1 - p) : 0', 'y = mask == 1 ? x * (1 / (1 - p)) : 0'],
  over: { elements: ['x', 'mask'] },
  options: { p: real(0.5, [0.1, 0.25, 0.8]) },

  laws: {
    C1: 'with p = 0 and everything kept it is the identity',
    C2: 'what is dropped is zero',
    C3: 'averaged over all 2ⁿ masks, each with its probability, it gives x',
    C4: 'its variance over the masks is x²·p / (1 − p)',
    C5: 'averaged over the masks, the squared error of a weighted sum is that without dropout plus p / (1 − p)·Σ w²x²',
    C6: 'times 1 − p it is the classical dropout, mask times x',
    C7: 'a mask and its complement add up to everything kept',
    C8: 'the gradient is masked and scaled as x is: x·dx = g·y',
    C9: 'prediction, which drops nothing, gives the mean of training over the masks because that divides by 1 − p: in training a number other than 0 depends on the mask, in prediction it is always the same',
  },
  examples: [
    {
      says: 'kept numbers are divided by 1 − p',
      inputs: { x: [1, -2, 3, 4], mask: [1, 0, 1, 1] },
      options: { p: 0.25 },
      outputs: { y: ['1.33333333', 0, 4, '5.33333333'] },
    },
    {
      says: 'a number kept with probability 0.8 grows to 1.25',
      inputs: { x: [1], mask: [1] },
      options: { p: 0.2 },
      outputs: { y: ['1.25000000'] },
    },
    {
      says: 'in prediction p is 0 and nothing is dropped: every number stays, bit for bit',
      inputs: { x: [0.10000000149011612, -7, 1048577, 0], mask: [1, 1, 1, 1] },
      options: { p: 0 },
      outputs: { y: [0.10000000149011612, -7, 1048577, 0] },
      row: '000/layer.dropout.eval',
    },
    {
      says: 'at p = ½ it is doubled, whichever way p is read',
      inputs: { x: [1.5, -7], mask: [1, 0] },
      options: { p: 0.5 },
      outputs: { y: [3, 0] },
    },
  ],
  special: [
    {
      says: 'with p = 1 all is dropped and all is zero',
      inputs: { x: [1, -2, 3], mask: [0, 0, 0] },
      options: { p: 1 },
      outputs: { y: [0, 0, 0] },
    },
    {
      says: 'what is kept stays infinite or NaN; what is dropped may be 0 or, where the mask multiplies, NaN',
      inputs: { x: [Infinity, Number.NaN, Infinity], mask: [1, 1, 0] },
      options: { p: 0.25 },
      outputs: { y: [Infinity, Number.NaN, null] },
    },
  ],
  variants: {
    'p-is-the-probability-of-keeping': {
      kind: 'convention',
      says: 'p as the probability of keeping: kept numbers divided by p',
      edits: 'y = mask == 1 ? x / p : 0',
      who: 'TensorFlow 1 (keep_prob)',
      seen: ['convention 78', 'S-30', 'R-DRP-01', 'R-DRP-02', 'R-DRP-03'],
    },
    'not-scaled': {
      kind: 'convention',
      says: 'kept numbers as they are: the scaling is left to the test phase',
      edits: 'y = mask == 1 ? x : 0',
      who: 'Srivastava et al. (2014)',
      seen: ['convention 79', 'S-30', 'R-DRP-06', '002/layer.dropout.test-scaling'],
    },
    'mask-drops': {
      kind: 'convention',
      says: 'mask 1 for what is dropped',
      edits: 'y = mask == 0 ? x / (1 - p) : 0',
    },
    'multiplied-by-keep': {
      kind: 'mistake',
      says: 'kept numbers multiplied by 1 − p where they are divided',
      edits: 'y = mask == 1 ? x * (1 - p) : 0',
      seen: ['S-30'],
    },
    'no-dropout': {
      kind: 'mistake',
      says: 'nothing dropped and nothing scaled, as in prediction',
      edits: 'y = x',
      seen: ['S-30'],
    },
    'scaled-but-not-dropped': {
      kind: 'mistake',
      says: 'everything scaled and nothing dropped',
      edits: 'y = x / (1 - p)',
    },
    'gradient-scaled-by-p': {
      kind: 'mistake',
      says: 'a gradient times p where it is divided by 1 − p',
      edits: `through(a) = a - stop(a)
        y = mask == 1 ? stop(x / (1 - p)) + p * through(x) : 0`,
      shows: 'in the gradient',
      seen: ['R-DRP-08'],
    },
    'gradient-not-scaled': {
      kind: 'mistake',
      says: 'a gradient that is masked but not scaled',
      edits: `through(a) = a - stop(a)
        y = mask == 1 ? stop(x / (1 - p)) + 1 * through(x) : 0`,
      shows: 'in the gradient',
    },
    'gradient-not-masked': {
      kind: 'mistake',
      says: 'a gradient to what was dropped as well',
      edits: `through(a) = a - stop(a)
        y = mask == 1 ? x / (1 - p) : through(x) / (1 - p)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'p = ½ hides every confusion of dropping and keeping',
    'x / (1 − p) at p = 1 is a division by zero even where the mask drops it all: take the branch, do not multiply',
  ],
  rows: {
    '000/layer.dropout.eval': ['law C1', 'law C9', 'variant not-scaled'],
    '000/layer.dropout.train': 'agreement',
    '000/layer.dropout.expectation': 'law C3',
    '000/layer.dropout.subnetworks': 'law C3',
    '000/layer.dropout.l2-equivalence': 'law C5',
    '000/layer.dropout.batchnorm-conflict': 'law C4',
    '000/layer.dropout.gaussian': 'law C4',
    '002/layer.dropout.train': 'variant not-scaled',
    '002/layer.dropout.test-scaling': 'law C6',
    '002/identity.dropout.expectation': 'law C4',
    '002/identity.dropout.inverted-equivalence': 'law C6',
    '002/count.dropout.subnetworks': 'law C3',
  },

  mathjs: 'y = x * mask / (1 - p)',
});
