import { formula } from './lib/formula.ts';

export default formula({
  name: 'softmax',
  family: 'activation',
  title: 'Scores turned into shares of one',
  sources: ['Bridle (1990), Probabilistic interpretation of feedforward classification network outputs'],

  equations: `softmax(x[n]) -> y[n]
    y[i] = exp(x[i]) / sum[j](exp(x[j]))`,
  algorithms: [
    `m    = max[j](x[j])
     e[i] = exp(x[i] - m)
     y[i] = e[i] / sum[j](e[j])`,
  ],
  over: { lanes: ['x'] },

  laws: {
    C1: 'every lane sums to one',
    C2: 'adding a constant to a lane changes nothing',
    C3: 'reordering a lane reorders the result the same way',
    C4: 'a larger score never gets a smaller share',
    C5: 'the gradient of a lane sums to zero',
  },
  examples: [
    {
      says: 'equal scores share equally',
      inputs: { x: [1, 1, 1, 1] },
      outputs: { y: [0.25, 0.25, 0.25, 0.25] },
    },
    { says: 'large scores do not overflow', inputs: { x: [10000, 10000] }, outputs: { y: [0.5, 0.5] } },
    {
      says: 'the worked example, with the digits that are right',
      inputs: { x: [4, 1, -4] },
      outputs: { y: ['0.9523', '0.0474', '0.0003'] },
    },
  ],
  special: [
    { says: 'a score of −∞ gets nothing', inputs: { x: [0, -Infinity] }, outputs: { y: [1, 0] } },
    {
      says: 'a lane of −∞ has no shares (0/0)',
      inputs: { x: [-Infinity, -Infinity] },
      outputs: { y: [Number.NaN, Number.NaN] },
    },
    {
      says: 'NaN spreads over its lane',
      inputs: { x: [Number.NaN, 1] },
      outputs: { y: [Number.NaN, Number.NaN] },
    },
  ],
  variants: {
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'y[i] = exp(x[i]) / sum[j](exp(x[j]))',
      shows: 'numerically',
      seen: ['S-01', 'R-SMX-07'],
    },
    'last-axis': {
      kind: 'mistake',
      says: 'the last axis, whichever axis was asked for',
      force: { axis: -1 },
      seen: ['S-02', 'R-SMX-08'],
    },
    'base-2': {
      kind: 'mistake',
      says: 'powers of two in the place of exp',
      edits: 'y[i] = exp(log(2) * (x[i] - m)) / sum[j](exp(log(2) * (x[j] - m)))',
    },
    'epsilon-in-denominator': {
      kind: 'mistake',
      says: '1e-6 added to the sum of exponentials',
      edits: 'y[i] = e[i] / (sum[j](e[j]) + 1e-6)',
    },
    'diagonal-gradient': {
      kind: 'mistake',
      says: 'a gradient y(1−y) alone, as for a sigmoid, without the other scores',
      edits: 'y[i] = e[i] / (e[i] + stop(sum[j](e[j]) - e[i]))',
      shows: 'in the gradient',
      seen: ['S-03', 'R-SMX-11'],
    },
  },
  pitfalls: [
    'exp(x) overflows from x = 709.8 (f64) or 88.8 (f32): subtract the largest score of the lane first',
  ],

  mathjs: 'w = map(x, f(v) = exp(v - max(x))); y = w / sum(w)',
});
