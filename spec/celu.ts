import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'celu',
  family: 'activation',
  title: 'A rectifier whose negative side bends into a floor, without a jump of the slope',
  sources: [
    'Barron (2017), Continuously differentiable exponential linear units',
    'https://pytorch.org/docs/stable/generated/torch.nn.CELU.html',
  ],

  equations: `celu(x; alpha) -> y
    y = x > 0 ? x : alpha * (exp(x / alpha) - 1)`,
  algorithms: ['y = x > 0 ? x : alpha * expm1(x / alpha)'],
  over: { elements: ['x'] },
  options: { alpha: real(1, [1, 0.3, 0.5, 3]) },

  laws: {
    C1: 'a positive number is itself, and no value is below −α',
    C2: 'a larger input never gives a smaller value, nor one that grew by more than the step',
    C3: 'the slope is 1 to the right and 1 + y/α to the left, never above 1, and does not jump at zero',
    C4: 'a factor of both the input and α may be drawn out',
    C5: 'to the left α·log(1 + y/α) gives the input back',
    C6: 'it is at most α from the positive part',
  },
  examples: [
    {
      says: 'a floor at −1',
      inputs: { x: [-2, -0.5, 0, 0.5, 3] },
      outputs: { y: ['-0.86466472', '-0.39346934', 0, 0.5, 3] },
    },
    {
      says: 'a floor at −2, which is reached more slowly',
      inputs: { x: [-3, -1] },
      options: { alpha: 2 },
      outputs: { y: ['-1.55373968', '-0.78693868'] },
    },
    {
      says: 'a floor at −½, which is reached sooner',
      inputs: { x: [-3, -1] },
      options: { alpha: 0.5 },
      outputs: { y: ['-0.498760624', '-0.432332358'] },
    },
  ],
  special: [
    { says: 'the ends are −α and ∞', inputs: { x: [-Infinity, Infinity] }, outputs: { y: [-1, Infinity] } },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
    { says: 'far out it is itself and −α', inputs: { x: [1000, -1000] }, outputs: { y: [1000, -1] } },
  ],
  variants: {
    'exponential-linear': {
      kind: 'convention',
      says: 'α(e^x − 1), without the division by α in the exponent',
      edits: 'y = x > 0 ? x : alpha * (exp(x) - 1)',
      algorithm: 'y = x > 0 ? x : alpha * expm1(x)',
      who: 'ELU',
    },
    'alpha-always-1': {
      kind: 'mistake',
      says: 'α = 1, whichever was asked for',
      force: { alpha: 1 },
    },
    'exponent-multiplied': {
      kind: 'mistake',
      says: 'α(e^αx − 1), multiplied in the exponent, not divided',
      edits: 'y = x > 0 ? x : alpha * expm1(alpha * x)',
    },
    'floor-always-1': {
      kind: 'mistake',
      says: 'e^(x/α) − 1, not multiplied by α',
      edits: 'y = x > 0 ? x : expm1(x / alpha)',
    },
    'alpha-on-both-sides': {
      kind: 'mistake',
      says: 'α times the positive side as well',
      edits: 'y = x > 0 ? alpha * x : alpha * expm1(x / alpha)',
    },
    'one-not-subtracted': {
      kind: 'mistake',
      says: 'α·e^(x/α), without the 1 taken off',
      edits: 'y = x > 0 ? x : alpha * exp(x / alpha)',
    },
    'exponential-less-one': {
      kind: 'mistake',
      says: '1 taken from a computed e^(x/α), which cancels near zero',
      edits: 'y = x > 0 ? x : alpha * (exp(x / alpha) - 1)',
      shows: 'numerically',
    },
    'branches-masked': {
      kind: 'mistake',
      says: 'both branches computed and multiplied by masks, where 0·∞ is NaN',
      edits: `m = x > 0 ? 1 : 0
        y = m * x + (1 - m) * alpha * expm1(x / alpha)`,
      shows: 'numerically',
      seen: ['S-13', 'R-ACT-01'],
    },
    'slope-from-the-rounded-value': {
      kind: 'mistake',
      says: 'a gradient expm1(x/α) + 1, which cancels far to the left',
      edits: `v = stop(expm1(x / alpha))
        y = x > 0 ? x : alpha * v + (v + 1) * (x - stop(x))`,
      shows: 'numerically',
      seen: ['R-ACT-04'],
    },
    'slope-times-alpha': {
      kind: 'mistake',
      says: 'a gradient α·e^(x/α) on the negative side, without the inner 1/α',
      edits: 'y = x > 0 ? x : stop(alpha * expm1(x / alpha)) + stop(alpha * exp(x / alpha)) * (x - stop(x))',
      shows: 'in the gradient',
    },
    'slope-without-alpha': {
      kind: 'mistake',
      says: 'a gradient e^x on the negative side',
      edits: 'y = x > 0 ? x : stop(alpha * expm1(x / alpha)) + stop(exp(x)) * (x - stop(x))',
      shows: 'in the gradient',
    },
    'dead-gradient': {
      kind: 'mistake',
      says: 'no gradient on the negative side',
      edits: 'y = x > 0 ? x : alpha * stop(expm1(x / alpha))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'it is ELU only for α = 1: ELU scales the floor, this the input as well',
    'e^(x/α) overflows to the right where it is computed for both branches',
  ],

  mathjs: 'y = max(0, x) + min(0, alpha * (exp(x / alpha) - 1))',
});
