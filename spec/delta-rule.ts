import { formula } from './lib/formula.ts';

export default formula({
  name: 'delta-rule',
  family: 'training',
  title: 'What each unit of a network of sigmoids has to answer for, carried back from its error',
  sources: [
    'Rumelhart, Hinton & Williams (1986), Learning representations by back-propagating errors',
    'Mitchell (1997), Machine learning, section 4.5.3, equations 4.22 to 4.28',
  ],

  equations: `delta_rule(x[D], t[K], W1[H,D], b1[H], W2[K,H], b2[K]) -> o[K], E, d2[K], d1[H], c2[K,H], c1[H,D]
    σ(z)    = 1 / (1 + exp(-z))
    a[j]    = sum[i](W1[j,i] * x[i]) + b1[j]
    h[j]    = σ(a[j])
    z[k]    = sum[j](W2[k,j] * h[j]) + b2[k]
    o[k]    = σ(z[k])
    E       = sum[k]((t[k] - o[k])^2) / 2
    d2[k]   = (t[k] - o[k]) * o[k] * (1 - o[k])
    d1[j]   = h[j] * (1 - h[j]) * sum[k](d2[k] * W2[k,j])
    c2[k,j] = d2[k] * h[j]
    c1[j,i] = d1[j] * x[i]`,
  algorithms: [
    'σ(z) = sigmoid(z)',
    `σ(z)  = sigmoid(z)
     d2[k] = (t[k] - o[k]) * o[k] * sigmoid(-z[k])
     d1[j] = h[j] * sigmoid(-a[j]) * sum[k](d2[k] * W2[k,j])`,
  ],
  over: { batch: ['x', 't'] },
  sizes: { D: [1, 4], H: [1, 4], K: [1, 3] },

  laws: {
    C1: 'the deltas and changes, summed over the samples, are minus the derivatives of the summed error by biases and weights',
    C2: 'an output’s delta has the sign of t − o, is at most a quarter of it, and is zero where they are equal',
    C3: 'a change is a product of two factors, minus ∂E/∂net and ∂net/∂w: the delta of the unit above and the output of the unit below',
    C4: 'raising one unit’s net input lowers the error by its delta, and all weights moved together by the sum of their changes: central differences agree',
    C5: 'the delta of a hidden unit is the sum of those that its successors give it one by one; without one of them it is another',
    C6: '∂E/∂net of a successor is −δ of that successor, of the hidden unit −δ of its own: on a network 2-3-2 no hidden unit has the δ of a successor, nor the sum of both',
    C7: 'the net input of a successor has the slope w·o(1 − o) by that of the hidden unit',
    C8: 'the changes of a batch are one product of matrices, ΔᵀX',
    C9: 'deltas are carried back by the weights from before the update: after W2 + c2, δ₁ would be larger by o(1 − o)‖δ₂‖²·o',
    C10: 'it takes at most three times the multiplications of the forward pass and four a unit',
    C11: 'with the sign of δ turned, as ∂E/∂net, it is the gradient of the biases, and the step is −δ times the input',
  },
  examples: [
    {
      says: 'a unit that says ½ where it should say 1 has the delta ⅛',
      inputs: { x: [[2]], t: [[1]], W1: [[0]], b1: [0], W2: [[0]], b2: [0] },
      outputs: { o: [[0.5]], E: [0.125], d2: [[0.125]], d1: [[0]], c2: [[[0.0625]]], c1: [[[0]]] },
      row: '004/gradient-flow.delta-rule.output-delta',
    },
    {
      says: 'the delta of a hidden unit comes through its weight: ¼·4·⅛',
      inputs: { x: [[2]], t: [[1]], W1: [[0]], b1: [0], W2: [[4]], b2: [-2] },
      outputs: { o: [[0.5]], E: [0.125], d2: [[0.125]], d1: [[0.125]], c2: [[[0.0625]]], c1: [[[0.25]]] },
      row: '004/gradient-flow.delta-rule.hidden-delta',
    },
    {
      says: 'two successors: ¼(4·⅛ − 2·1/16)',
      inputs: {
        x: [[1]],
        t: [[1, 0.75]],
        W1: [[0]],
        b1: [0],
        W2: [[4], [-2]],
        b2: [-2, 1],
      },
      outputs: {
        o: [[0.5, 0.5]],
        E: [0.15625],
        d2: [[0.125, 0.0625]],
        d1: [[0.09375]],
        c2: [[[0.0625], [0.03125]]],
        c1: [[[0.09375]]],
      },
      printed: { d1: [[0.125]] },
      row: '004/gradient-flow.delta-rule.successor-delta',
    },
  ],
  special: [
    {
      says: 'a saturated unit has next to no delta, however wrong it is',
      inputs: { x: [[1]], t: [[1]], W1: [[0]], b1: [0], W2: [[0]], b2: [-1000] },
      outputs: {
        o: [['0.00000000']],
        E: ['0.50000000'],
        d2: [['0.00000000']],
        d1: [[0]],
        c2: [[['0.00000000']]],
        c1: [[[0]]],
      },
    },
    {
      says: 'NaN stays in its sample',
      inputs: { x: [[Number.NaN], [0]], t: [[1], [1]], W1: [[1]], b1: [0], W2: [[0]], b2: [0] },
      outputs: {
        o: [[Number.NaN], [0.5]],
        E: [Number.NaN, 0.125],
        d2: [[Number.NaN], [0.125]],
        d1: [[Number.NaN], [0]],
        c2: [[[Number.NaN]], [[0.0625]]],
        c1: [[[Number.NaN]], [[0]]],
      },
    },
  ],
  variants: {
    'delta-is-the-derivative': {
      kind: 'convention',
      says: 'deltas that are ∂E/∂net, without the minus',
      edits: `d2[k]   = (o[k] - t[k]) * o[k] * (1 - o[k])
        d1[j]   = h[j] * (1 - h[j]) * sum[k](d2[k] * W2[k,j])
        c2[k,j] = -d2[k] * h[j]
        c1[j,i] = -d1[j] * x[i]`,
      who: 'Bishop (2006), Nielsen (2015)',
      seen: ['004/gradient-flow.delta-rule.output-delta'],
    },
    'delta-of-the-successor': {
      kind: 'mistake',
      says: 'for ∂E/∂net of a hidden unit that of its successors, −Σδ_k, without weight and slope',
      edits: 'd1[j] = sum[k](d2[k])',
      seen: ['004/gradient-flow.delta-rule.successor-delta'],
    },
    'one-successor-dropped': {
      kind: 'mistake',
      says: 'hidden deltas from the first successor alone',
      edits: 'd1[j] = h[j] * (1 - h[j]) * d2[0] * W2[0,j]',
      seen: ['004/gradient-flow.delta-rule.hidden-chain-sum'],
    },
    'updated-before-propagating': {
      kind: 'mistake',
      says: 'hidden deltas carried back by output weights that have been updated already, by the change itself',
      edits: 'd1[j] = h[j] * (1 - h[j]) * sum[k](d2[k] * (W2[k,j] + d2[k] * h[j]))',
      seen: ['001/algorithm.backprop.update-order'],
    },
    'no-slope-at-the-output': {
      kind: 'mistake',
      says: 'output deltas t − o, without the slope',
      edits: 'd2[k] = t[k] - o[k]',
      seen: ['004/gradient-flow.delta-rule.error-by-net'],
    },
    'no-slope-at-the-hidden-layer': {
      kind: 'mistake',
      says: 'hidden deltas without the slope',
      edits: 'd1[j] = sum[k](d2[k] * W2[k,j])',
    },
    'slope-of-the-net': {
      kind: 'mistake',
      says: 'a slope net·(1 − net) in the place of o(1 − o)',
      edits: 'd2[k] = (t[k] - o[k]) * z[k] * (1 - z[k])',
    },
    'changes-without-input': {
      kind: 'mistake',
      says: 'the delta itself for the change of every weight',
      edits: 'c2[k,j] = d2[k]\n c1[j,i] = d1[j]',
    },
    'error-not-halved': {
      kind: 'convention',
      says: 'an error without the half, with the deltas of the halved one',
      edits: 'E = sum[k]((t[k] - o[k])^2)',
      who: 'texts that drop the factor 2 into the rate',
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the hidden biases left out',
      edits: 'a[j] = sum[i](W1[j,i] * x[i])',
    },
  },
  pitfalls: [
    'δ is −∂E/∂net here; many texts define it with a plus, and the update turns its sign with it',
    'carry all deltas back before any weight is changed',
  ],

  rows: {
    '001/algorithm.backprop.update-order': ['law C9', 'variant updated-before-propagating'],
    '004/gradient-flow.delta-rule.weight-chain': ['law C3', 'law C4'],
    '004/gradient-flow.delta-rule.error-by-net': ['law C4', 'law C2'],
    '004/gradient-flow.delta-rule.output-delta': [
      'agreement',
      'law C2',
      'law C11',
      'variant delta-is-the-derivative',
    ],
    '004/gradient-flow.delta-rule.hidden-chain-sum': ['law C5', 'law C4', 'variant one-successor-dropped'],
    '004/gradient-flow.delta-rule.successor-delta': ['law C6', 'variant delta-of-the-successor'],
    '004/gradient-flow.delta-rule.net-by-net': 'law C7',
    '004/gradient-flow.delta-rule.hidden-delta': ['agreement', 'law C1'],
    '004/optimizer.gradient-descent.mini-batch.vectorised': 'law C8',
    '004/gradient-flow.backpropagation': ['law C1', 'law C4', 'law C10', 'gradient'],
  },

  mathjs: `s(v) = 1 / (1 + exp(-v));
    slope(v) = 1 / ((1 + exp(-v)) * (1 + exp(v)));
    a = map(range(1, H, true), f(j) = sum(map(range(1, D, true), p(i) = W1[j, i] * x[i])) + b1[j]);
    z = map(range(1, K, true), g(k) = sum(map(range(1, H, true), q(j) = W2[k, j] * s(a[j]))) + b2[k]);
    o = map(z, s);
    E = sum(map(range(1, K, true), r(k) = (o[k] - t[k]) ^ 2)) / 2;
    d2 = map(range(1, K, true), u(k) = slope(z[k]) * (t[k] - o[k]));
    d1 = map(range(1, H, true), v(j) = slope(a[j]) * sum(map(range(1, K, true), w(k) = W2[k, j] * d2[k])));
    c2 = map(range(1, K, true), m(k) = map(range(1, H, true), n(j) = d2[k] * s(a[j])));
    c1 = map(range(1, H, true), y(j) = map(range(1, D, true), c(i) = d1[j] * x[i]))`,
});
