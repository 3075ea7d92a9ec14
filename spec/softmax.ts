import { formula } from './lib/formula.ts';

export default formula({
  name: 'softmax',
  family: 'activation',
  title: 'Scores turned into shares of one',
  sources: [
    'Bridle (1990), Probabilistic interpretation of feedforward classification network outputs',
    'Blanchard, Higham & Higham (2021), Accurately computing the log-sum-exp and softmax functions',
  ],

  equations: `softmax(x[n]) -> y[n]
    y[i] = exp(x[i]) / sum[j](exp(x[j]))`,
  algorithms: [
    `m    = stop(max[j](x[j]))
     e[i] = exp(x[i] - m)
     y[i] = e[i] / sum[j](e[j])`,
  ],
  over: { lanes: ['x'] },

  laws: {
    C1: 'every lane sums to one, and every share lies between 0 and 1',
    C2: 'adding a constant to a lane changes nothing',
    C3: 'reordering a lane reorders the result the same way',
    C4: 'a larger score never gets a smaller share, and equal scores get equal ones',
    C5: 'the gradient of a lane sums to zero',
    C6: 'the gradient is y·(v − Σ y·v) for a cotangent v, never against v',
    C7: 'of two scores the first gets the sigmoid of their difference',
    C8: 'of all shares p these make p·x plus the entropy of p largest',
    C9: 'doubled scores have no more entropy',
    C10: 'a score far above the others takes all, and no gradient is left',
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
      outputs: { y: ['0.95226983', '0.04741072', '0.00031945'] },
      printed: { y: ['0.9525', '0.0471', '0.0004'] },
      row: '004/activation.softmax.worked-4-1-minus4',
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
          ['0.1192029', '0.1192029'],
          ['0.8807971', '0.8807971'],
        ],
      },
    },
    {
      says: 'a lane of one has nothing to share',
      inputs: { x: [[90], [-4096]] },
      outputs: { y: [[1], [1]] },
    },
  ],
  special: [
    {
      says: 'scores far apart leave the largest alone, in every rank',
      inputs: { x: [[[1000, 0]], [[-1047, 1891]]] },
      outputs: { y: [[[1, 0]], [[0, 1]]] },
    },
    { says: 'a score of −∞ gets nothing', inputs: { x: [0, -Infinity] }, outputs: { y: [1, 0] } },
    {
      says: 'a lane of −∞ has no shares (0/0)',
      inputs: { x: [-Infinity, -Infinity] },
      outputs: { y: [Number.NaN, Number.NaN] },
    },
    {
      says: 'a score of +∞ has no share (∞/∞)',
      inputs: { x: [Infinity, 1] },
      outputs: { y: [Number.NaN, null] },
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
      seen: ['S-01', 'R-SMX-03', 'R-SMX-07'],
    },
    'shift-by-the-mean': {
      kind: 'mistake',
      says: 'the mean subtracted in the place of the largest',
      edits: 'm = sum[j](x[j]) / n',
      shows: 'numerically',
      seen: ['S-01'],
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
      says: 'powers of two in the place of exp',
      edits: 'e[i] = exp(log(2) * (x[i] - m))',
    },
    'epsilon-in-denominator': {
      kind: 'mistake',
      says: '1e-6 added to the sum of exponentials',
      edits: 'y[i] = e[i] / (sum[j](e[j]) + 1e-6)',
    },
    'zeros-where-all-is-masked': {
      kind: 'convention',
      says: 'zeros for a lane of −∞',
      edits: 'y[i] = m == -∞ ? 0 : e[i] / sum[j](e[j])',
      who: 'newer attention kernels of PyTorch',
      shows: 'numerically',
      seen: ['convention 11', 'R-SMX-01'],
    },
    'uniform-where-all-is-masked': {
      kind: 'convention',
      says: 'equal shares for a lane of −∞, which stands there as a large finite number',
      edits: 'e[i] = m == -∞ ? 1 : exp(x[i] - m)',
      who: 'Keras and Flax where they mask',
      shows: 'numerically',
      seen: ['convention 11', 'convention 98', 'R-ATT-01'],
    },
    'infinity-takes-all': {
      kind: 'convention',
      says: 'the whole share for a score of +∞',
      edits: 'e[i] = x[i] == ∞ ? 1 : exp(x[i] - m)',
      who: 'the limit of the definition',
      shows: 'numerically',
      seen: ['R-SMX-04'],
    },
    'diagonal-gradient': {
      kind: 'mistake',
      says: 'a gradient y(1−y) alone, as for a sigmoid, without the other scores',
      edits: `e[i] = exp(x[i] - stop(m))
        y[i] = e[i] / (e[i] + stop(sum[j](e[j]) - e[i]))`,
      shows: 'in the gradient',
      seen: ['S-03', 'R-SMX-11', 'R-SMX-13'],
    },
    'denominator-held-constant': {
      kind: 'mistake',
      says: 'a gradient y alone, with the sum of exponentials held constant',
      edits: `e[i] = exp(x[i] - stop(m))
        y[i] = e[i] / stop(sum[j](e[j]))`,
      shows: 'in the gradient',
      seen: ['R-SMX-11'],
    },
  },
  pitfalls: [
    'exp(x) overflows from x = 709.8 (f64) or 88.8 (f32): subtract the largest score of the lane first',
    'a square input hides a wrong axis: the shape fits either way',
    'the whole vector goes in: softmax of one number alone is 1',
  ],

  rows: {
    '000/identity.softmax.jacobian': 'law C6',
    '000/language-model.parametric.no-smoothing': 'law C1',
    '000/layer.attention.softmax-saturation': 'law C10',
    '001/activation.softmax.jacobian': 'law C6',
    '001/convention.softmax-output-dense': 'law C1',
    '001/identity.softmax.maximum-entropy': 'law C8',
    '002/layer.attention.rnn.weights': 'law C4',
    '003/claim.attention.unscaled-softmax-shape': 'law C9',
    '003/identity.attention.row-softmax': 'law C1',
    '003/limit.softmax.saturated-gradient': 'law C10',
    '004/activation.softmax': 'law C3',
    '004/activation.softmax.range': 'law C1',
    '004/activation.softmax.argmax-decision': 'law C4',
    '004/activation.softmax.worked-4-1-minus4': 'example the worked example, with the digits that are right',
    '004/activation.softmax.jacobian': 'law C6',
    '004/activation.softmax.jacobian-diagonal': 'law C6',
    '004/activation.softmax.jacobian-off-diagonal': 'law C6',
    '004/identity.softmax.sum-to-one': 'law C1',
    '004/identity.softmax.binary-logistic': 'law C7',
  },

  mathjs: 'w = map(x, f(v) = exp(v - max(x))); y = w / sum(w)',
});
