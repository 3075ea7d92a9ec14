import { formula } from './lib/formula.ts';

export default formula({
  name: 'log-softmax',
  family: 'activation',
  title: 'Scores turned into logarithms of shares of one',
  sources: [
    'Blanchard, Higham & Higham (2021), Accurately computing the log-sum-exp and softmax functions',
    'https://pytorch.org/docs/stable/generated/torch.nn.LogSoftmax.html',
  ],

  equations: `log_softmax(x[n]) -> y[n]
    y[i] = log(exp(x[i]) / sum[j](exp(x[j])))`,
  algorithms: [
    `m    = stop(max[j](x[j]))
     d[i] = x[i] - m
     y[i] = d[i] - log(sum[j](exp(d[j])))`,
    `m    = stop(max[j](x[j]))
     l    = m + log(sum[j](exp(x[j] - m)))
     y[i] = x[i] - l`,
    // The same, differentiated by hand from its own result.
    `m     = stop(max[j](x[j]))
     l     = m + log(sum[j](exp(x[j] - m)))
     along = sum[j](x[j] == -∞ ? 0 : stop(exp(x[j] - l)) * (x[j] - stop(x[j])))
     y[i]  = x[i] - stop(l) - 1 * along`,
  ],
  over: { lanes: ['x'] },

  laws: {
    C1: 'no value is positive, and the exponentials of a lane sum to one',
    C2: 'adding a constant to a lane changes nothing',
    C3: 'reordering a lane reorders the result the same way',
    C4: 'two values differ by as much as their scores',
    C5: 'the gradient is v − e^y·Σv for a cotangent v, and a lane of it sums to zero',
    C6: 'the largest value is at least −log n, and all are −log n where the scores are equal',
  },
  examples: [
    {
      says: 'equal scores have the shares of a fair coin',
      inputs: { x: [7, 7] },
      outputs: { y: ['-0.69314718', '-0.69314718'] },
    },
    {
      says: 'the worked example of softmax',
      inputs: { x: [4, 1, -4] },
      outputs: { y: ['-0.048906854', '-3.0489069', '-8.0489069'] },
    },
    {
      says: 'a lane of one has the whole, however large its score',
      inputs: { x: [[88.75], [1000], [-1000]] },
      outputs: { y: [[0], [0], [0]] },
    },
    {
      says: 'the first axis, where it is asked for',
      inputs: {
        x: [
          [1, 2],
          [3, 4],
        ],
      },
      options: { axis: 0 },
      outputs: {
        y: [
          ['-2.126928', '-2.126928'],
          ['-0.126928', '-0.126928'],
        ],
      },
    },
  ],
  special: [
    {
      says: 'a score far below keeps its distance, where its share is lost',
      inputs: { x: [0, 2000] },
      outputs: { y: [-2000, 0] },
    },
    { says: 'a score of −∞ stays −∞', inputs: { x: [0, -Infinity] }, outputs: { y: [0, -Infinity] } },
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
      says: 'the raw log of a sum of exponentials subtracted, without the largest score taken out first',
      edits: 'y[i] = x[i] - log(sum[j](exp(x[j])))',
      shows: 'numerically',
      seen: ['R-SMX-06', 'S-01'],
    },
    'log-of-the-softmax': {
      kind: 'mistake',
      says: 'the log of a computed softmax, which is −∞ where the share underflows',
      edits: 'y[i] = log(exp(x[i] - m) / sum[j](exp(x[j] - m)))',
      shows: 'numerically',
      seen: ['S-04'],
    },
    'epsilon-in-log': {
      kind: 'mistake',
      says: '1e-9 added to the share before its log',
      edits: 'y[i] = log(exp(x[i] - m) / sum[j](exp(x[j] - m)) + 1e-9)',
      seen: ['S-04'],
    },
    'last-axis': {
      kind: 'mistake',
      says: 'the last axis, whichever axis was asked for',
      force: { axis: -1 },
      seen: ['S-02', 'R-SMX-08', 'convention 10'],
    },
    'first-axis': {
      kind: 'mistake',
      says: 'the first axis, whichever axis was asked for',
      force: { axis: 0 },
      seen: ['S-02', 'R-SMX-14'],
    },
    'base-2': {
      kind: 'mistake',
      says: 'logarithms of base 2',
      edits: 'y[i] = (x[i] - m - log(sum[j](exp(x[j] - m)))) / log(2)',
      seen: ['convention 15'],
    },
    'not-a-logarithm': {
      kind: 'mistake',
      says: 'the shares themselves, without their logarithm',
      edits: 'y[i] = exp(x[i] - m) / sum[j](exp(x[j] - m))',
      seen: ['convention 16'],
    },
    'sign-reversed': {
      kind: 'mistake',
      says: 'the negative log-likelihood, with its sign reversed',
      edits: 'y[i] = m - x[i] + log(sum[j](exp(x[j] - m)))',
    },
    'normaliser-held-constant': {
      kind: 'mistake',
      says: 'a gradient that is passed on unchanged, with the normaliser held constant',
      edits: 'y[i] = x[i] - stop(m + log(sum[j](exp(x[j] - m))))',
      shows: 'in the gradient',
    },
    'gradient-divided-by-the-share': {
      kind: 'mistake',
      says: 'the gradient of a softmax of the raw scores, divided by a computed share, which is 0 where it underflows',
      edits: `p[i] = stop(exp(x[i] - m) / sum[j](exp(x[j] - m)))
        q[i] = exp(x[i]) / sum[j](exp(x[j]))
        y[i] = stop(x[i] - m - log(sum[j](exp(x[j] - m)))) + (q[i] - stop(q[i])) / p[i]`,
      shows: 'numerically',
      seen: ['R-SMX-05'],
    },
    'diagonal-gradient': {
      kind: 'mistake',
      says: 'a gradient (1−e^y)·v alone, without the other scores',
      edits: `e[i] = exp(x[i] - stop(m))
        y[i] = x[i] - stop(m) - log(e[i] + stop(sum[j](e[j]) - e[i]))`,
      shows: 'in the gradient',
      seen: ['S-03', 'R-SMX-11'],
    },
  },
  pitfalls: [
    'the log of a computed softmax is −∞ from a gap of 745 on in f64 and of 104 on in f32',
    'x − (largest + log of the sum) loses digits where all scores are large; (x − largest) − log of the sum does not',
    'its gradient divided by a computed softmax is 0/0 where the share underflows',
  ],

  mathjs: 's = sum(map(x, f(v) = exp(v - max(x)))); y = map(x, g(v) = v - max(x) - log(s))',
});
