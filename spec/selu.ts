import { formula } from './lib/formula.ts';

export default formula({
  name: 'selu',
  family: 'activation',
  title: 'An exponential linear unit scaled so that mean 0 and variance 1 stay what they are',
  sources: [
    'Klambauer, Unterthiner, Mayr & Hochreiter (2017), Self-normalizing neural networks, equation 14 and appendix A',
    'https://pytorch.org/docs/stable/generated/torch.nn.SELU.html',
  ],

  // λ and α, to more decimals than a double has.
  equations: `selu(x) -> y
    lambda = 1.0507009873554804934193349852946063519589812
    alpha = 1.6732632423543772848170429916716520384611553
    y = lambda * (x > 0 ? x : alpha * (exp(x) - 1))`,
  algorithms: ['y = lambda * (x > 0 ? x : alpha * expm1(x))'],
  over: { elements: ['x'] },

  laws: {
    C1: 'no value is below −λα, and a positive number is multiplied by λ',
    C2: 'standard normal inputs have outputs of mean 0 and of mean square 1',
    C3: 'the slope is λ to the right and the value plus λα to the left, and never negative',
    C4: 'to the left the values above the floor multiply: 1 + y/λα of a sum is the product of its parts’',
    C5: 'a larger input never gives a smaller value, nor one that grew by more than λα times the step',
    C6: 'far to the right, where e^x has overflowed, the slope is still λ',
  },
  examples: [
    {
      says: 'steps to either side',
      inputs: { x: [-1, -0.5, 0, 1, 2] },
      outputs: { y: ['-1.11133074', '-0.691758188', 0, '1.05070099', '2.10140197'] },
    },
    {
      says: 'the floor',
      inputs: { x: [-64] },
      outputs: { y: ['-1.75809934'] },
    },
  ],
  special: [
    {
      says: 'the ends are −λα and ∞',
      inputs: { x: [-Infinity, Infinity] },
      outputs: { y: ['-1.75809934', Infinity] },
    },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
  ],
  variants: {
    'not-scaled': {
      kind: 'mistake',
      says: 'the unit without its scale λ',
      edits: 'y = x > 0 ? x : alpha * expm1(x)',
    },
    'alpha-forgotten': {
      kind: 'mistake',
      says: 'λ(e^x − 1), without α',
      edits: 'y = lambda * (x > 0 ? x : expm1(x))',
    },
    'scale-on-the-right-alone': {
      kind: 'mistake',
      says: 'the scale on the positive side alone',
      edits: 'y = x > 0 ? lambda * x : alpha * expm1(x)',
    },
    'constants-exchanged': {
      kind: 'mistake',
      says: 'α and λ exchanged',
      edits: 'y = alpha * (x > 0 ? x : lambda * expm1(x))',
    },
    'four-digits': {
      kind: 'mistake',
      says: 'the constants with four decimals, 1.0507 and 1.6733',
      edits: `lambda = 1.0507
        alpha = 1.6733`,
    },
    'exponential-linear': {
      kind: 'mistake',
      says: 'the plain exponential linear unit',
      edits: 'y = x > 0 ? x : expm1(x)',
    },
    'exponential-less-one': {
      kind: 'mistake',
      says: '1 taken from a computed e^x, which cancels near zero',
      edits: 'y = lambda * (x > 0 ? x : alpha * (exp(x) - 1))',
      shows: 'numerically',
    },
    'branches-masked': {
      kind: 'mistake',
      says: 'both branches computed and multiplied by masks, where 0·∞ is NaN',
      edits: `m = x > 0 ? 1 : 0
        y = lambda * (m * x + (1 - m) * alpha * expm1(x))`,
      shows: 'numerically',
      seen: ['S-13', 'R-ACT-01'],
    },
    'slope-from-the-rounded-value': {
      kind: 'mistake',
      says: 'a gradient λα·expm1(x) + λα, which cancels far to the left',
      edits: `v = stop(lambda * alpha * expm1(x))
        y = x > 0 ? lambda * x : v + (v + lambda * alpha) * (x - stop(x))`,
      shows: 'numerically',
      seen: ['R-ACT-04'],
    },
    'slope-of-the-output-misscaled': {
      kind: 'mistake',
      says: 'a gradient λ(y + α) on the negative side, in the place of y + λα',
      edits: `v = stop(lambda * alpha * expm1(x))
        y = x > 0 ? lambda * x : v + lambda * (v + alpha) * (x - stop(x))`,
      shows: 'in the gradient',
      seen: ['R-ACT-06'],
    },
    'slope-one': {
      kind: 'mistake',
      says: 'a gradient of 1 on the positive side, without the scale',
      edits: 'y = x > 0 ? stop(lambda * x) + 1 * (x - stop(x)) : lambda * alpha * expm1(x)',
      shows: 'in the gradient',
    },
    'dead-gradient': {
      kind: 'mistake',
      says: 'no gradient on the negative side',
      edits: 'y = lambda * (x > 0 ? x : alpha * stop(expm1(x)))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the fixed point needs weights of mean 0 and variance 1/n, and alpha dropout',
    'the slope jumps at zero, from λα = 1.758 to λ = 1.051: it is steeper to the left',
  ],

  mathjs: `scale = 1.0507009873554804934193349852946063519589812;
    floor = scale * 1.6732632423543772848170429916716520384611553;
    y = scale * max(0, x) + floor * min(0, exp(min(0, x)) - 1)`,
});
