import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'elu',
  family: 'activation',
  title: 'A rectifier whose negative side bends into a floor',
  sources: [
    'Clevert, Unterthiner & Hochreiter (2015), Fast and accurate deep network learning by exponential linear units (ELUs)',
    'https://pytorch.org/docs/stable/generated/torch.nn.ELU.html',
  ],

  equations: `elu(x; alpha) -> y
    y = x > 0 ? x : alpha * (exp(x) - 1)`,
  algorithms: ['y = x > 0 ? x : alpha * expm1(x)'],
  over: { elements: ['x'] },
  options: { alpha: real(1, [1, 0.1, 0.5, 3]) },

  laws: {
    C1: 'a positive number is itself, and no value is below −α',
    C2: 'a larger input never gives a smaller value, nor one that grew by more than max(1, α) times the step',
    C3: 'the slope is 1 to the right and the value plus α to the left, and never negative',
    C4: 'to the left log(1 + y/α) gives the input back',
    C5: 'to the left the values above the floor multiply: 1 + y/α of a sum is the product of its parts’',
    C6: 'far to the right, where e^x has overflowed, the slope is still 1',
  },
  examples: [
    {
      says: 'nothing happens to the right, little near zero',
      inputs: { x: [-2, -0.5, 0, 0.5, 3] },
      outputs: { y: ['-0.86466472', '-0.39346934', 0, 0.5, 3] },
    },
    {
      says: 'a floor at −3',
      inputs: { x: [-64, -1] },
      options: { alpha: 3 },
      outputs: { y: ['-3.000000', '-1.89636168'] },
    },
    {
      says: 'very little near zero, which e^x − 1 would round away',
      inputs: { x: [-9.5367431640625e-7] },
      outputs: { y: ['-0.00000095367386166'] },
    },
  ],
  special: [
    { says: 'the ends are −α and ∞', inputs: { x: [-Infinity, Infinity] }, outputs: { y: [-1, Infinity] } },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
    { says: 'far out it is itself and −α', inputs: { x: [1000, -1000] }, outputs: { y: [1000, -1] } },
  ],
  variants: {
    'alpha-always-1': {
      kind: 'convention',
      says: 'α = 1, whichever was asked for',
      force: { alpha: 1 },
      who: 'TensorFlow under the name tf.nn.elu',
    },
    'continuous-slope': {
      kind: 'convention',
      says: 'α(e^(x/α) − 1), whose slope does not jump',
      edits: 'y = x > 0 ? x : alpha * (exp(x / alpha) - 1)',
      algorithm: 'y = x > 0 ? x : alpha * expm1(x / alpha)',
      who: 'CELU',
    },
    'slope-one-at-zero': {
      kind: 'convention',
      admitted: 'at the kink every number between the one-sided slopes is a subgradient',
      says: 'the slope 1 at zero',
      edits: 'y = x >= 0 ? x : alpha * expm1(x)',
      who: 'candle, which branches at x ≥ 0',
      shows: 'in the gradient',
      seen: ['R-ACT-02'],
    },
    'exponential-less-one': {
      kind: 'mistake',
      says: '1 taken from a computed e^x, which cancels near zero',
      edits: 'y = x > 0 ? x : alpha * (exp(x) - 1)',
      shows: 'numerically',
    },
    'branches-masked': {
      kind: 'mistake',
      says: 'both branches computed and multiplied by masks, where 0·∞ is NaN',
      edits: `m = x > 0 ? 1 : 0
        y = m * x + (1 - m) * alpha * expm1(x)`,
      shows: 'numerically',
      seen: ['S-13', 'R-ACT-01', 'R-ACT-02'],
    },
    'slope-from-the-rounded-value': {
      kind: 'mistake',
      says: 'a gradient α·expm1(x) + α, which cancels far to the left',
      edits: `v = stop(alpha * expm1(x))
        y = x > 0 ? x : v + (v + alpha) * (x - stop(x))`,
      shows: 'numerically',
      seen: ['R-ACT-04'],
    },
    'alpha-in-the-exponent': {
      kind: 'mistake',
      says: 'e^αx − 1, with α in the exponent',
      edits: 'y = x > 0 ? x : expm1(alpha * x)',
    },
    'alpha-on-both-sides': {
      kind: 'mistake',
      says: 'α times the positive side as well',
      edits: 'y = x > 0 ? alpha * x : alpha * expm1(x)',
    },
    'one-not-subtracted': {
      kind: 'mistake',
      says: 'α·e^x, without the 1 taken off',
      edits: 'y = x > 0 ? x : alpha * exp(x)',
    },
    'sign-lost': {
      kind: 'mistake',
      says: 'α(1 − e^x) on the negative side',
      edits: 'y = x > 0 ? x : -alpha * expm1(x)',
    },
    leaky: {
      kind: 'mistake',
      says: 'α·x on the negative side, as a leaky unit has it',
      edits: 'y = x > 0 ? x : alpha * x',
    },
    'slope-without-alpha': {
      kind: 'mistake',
      says: 'a gradient e^x on the negative side, without α',
      edits: 'y = x > 0 ? x : stop(alpha * expm1(x)) + stop(exp(x)) * (x - stop(x))',
      shows: 'in the gradient',
    },
    'slope-of-the-value': {
      kind: 'mistake',
      says: 'a gradient α·e^y on the negative side, the slope taken at the output',
      edits: 'y = x > 0 ? x : stop(alpha * expm1(x)) + stop(alpha * exp(alpha * expm1(x))) * (x - stop(x))',
      shows: 'in the gradient',
      seen: ['R-ACT-22'],
    },
    'slope-is-the-value': {
      kind: 'mistake',
      says: 'a gradient y on the negative side, without α added',
      edits: 'y = x > 0 ? x : stop(alpha * expm1(x)) + stop(alpha * expm1(x)) * (x - stop(x))',
      shows: 'in the gradient',
    },
    'dead-gradient': {
      kind: 'mistake',
      says: 'no gradient on the negative side',
      edits: 'y = x > 0 ? x : alpha * stop(expm1(x))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a where() picks one branch going forward, and multiplies the other’s e^x = ∞ by 0 going back: exp(min(x, 0))',
    'for α other than 1 the slope jumps at zero',
  ],

  mathjs: 'y = x > 0 ? x : alpha * (exp(x) - 1)',
});
