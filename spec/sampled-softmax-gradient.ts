import { formula } from './lib/formula.ts';

export default formula({
  name: 'sampled-softmax-gradient',
  family: 'embedding',
  title:
    'The gradient of a log softmax in its scores, with the sum over all words estimated from some that are drawn',
  sources: [
    'Bengio & Senécal (2003), Quick training of probabilistic neural nets by importance sampling',
    'Goodfellow, Bengio & Courville (2016), Deep learning, section 12.4.3.3',
  ],

  equations: `sampled_softmax_gradient(a[V], target in V, samples[M] in V, q[V]) -> g[V]
    w[m]   = exp(a[samples[m]]) / q[samples[m]]
    total  = sum[m](w[m])
    g[v]   = (v == target ? 1 : 0) - sum[m](samples[m] == v ? w[m] : 0 * a[v]) / total`,
  algorithms: [
    `top  = stop(max[m](a[samples[m]]))
     w[m] = exp(a[samples[m]] - top) / q[samples[m]]`,
    `l[m] = a[samples[m]] - log(q[samples[m]])
     top  = stop(max[m](l[m]))
     w[m] = exp(l[m] - top)`,
  ],
  over: { batch: ['a', 'target', 'samples'] },
  inputs: { q: 'positive' },
  constants: ['q'],
  sizes: { V: [1, 5], M: [1, 6] },

  laws: {
    C1: 'with every word drawn once and a uniform q it is the gradient itself, onehot(y) − softmax(a)',
    C2: 'then the target gets 1 − P(y), and what all others get adds up to the same in absolute value, the most to the most probable',
    C3: 'over all that may be drawn, one sample gives onehot(y) − q on average; of sixteen the average is within 1/16 of the gradient, and four and sixteen at least halve the mean squared error each',
    C4: 'it sums to zero, whatever is drawn',
    C5: 'the order of the samples, a constant added to the scores and one that multiplies q change nothing',
    C6: 'another target moves its one and nothing else, also where it is not the word of the highest score',
  },
  examples: [
    {
      says: 'two drawn words weigh e/½ and 1/¼',
      inputs: { a: [[1, 0, 0]], target: [2], samples: [[0, 1]], q: [0.5, 0.25, 0.25] },
      outputs: { g: [['-0.57611688', '-0.42388312', 1]] },
    },
    {
      says: 'every word once, with equal q: 1 − P(y) and −P',
      inputs: { a: [[1, 0, 0]], target: [2], samples: [[0, 1, 2]], q: [0.5, 0.5, 0.5] },
      outputs: { g: [['-0.57611688', '-0.21194156', '0.78805844']] },
      row: '001/embedding.importance-sampling-softmax',
    },
    {
      says: 'the target drawn alone takes back what it got',
      inputs: { a: [[3, -1]], target: [0], samples: [[0, 0]], q: [0.25, 0.75] },
      outputs: { g: [[0, 0]] },
    },
    {
      says: 'scores of 1000 do not overflow',
      inputs: { a: [[1000, 1000]], target: [1], samples: [[0, 1, 1]], q: [0.5, 0.5] },
      outputs: { g: [['-0.33333333', '0.33333333']] },
    },
  ],
  special: [
    {
      says: 'a score of −∞ that is drawn has no weight',
      inputs: { a: [[0, -Infinity]], target: [0], samples: [[0, 1]], q: [0.5, 0.5] },
      outputs: { g: [[0, null]] },
    },
  ],
  variants: {
    'no-weights': {
      kind: 'mistake',
      says: 'the drawn words weighed equally, without exp(a)/q: biased towards q',
      edits: 'w[m] = 1 + 0 * a[samples[m]]',
      seen: ['001/embedding.importance-sampling-softmax'],
    },
    'highest-score-is-positive': {
      kind: 'mistake',
      says: 'the positive phase given to the word of the highest score, not to the target',
      edits: 'g[v] = (a[v] == max[u](a[u]) ? 1 : 0) - sum[m](samples[m] == v ? w[m] : 0 * a[v]) / total',
      seen: ['001/embedding.importance-sampling-softmax'],
    },
    'least-probable-weigh-most': {
      kind: 'mistake',
      says: 'negative terms for words of low probability, exp(−a)/q',
      edits: `top  = stop(max[m](-a[samples[m]]))
        w[m] = exp(-a[samples[m]] - top) / q[samples[m]]`,
      seen: ['001/embedding.importance-sampling-softmax'],
    },
    'multiplied-by-q': {
      kind: 'mistake',
      says: 'weights multiplied by q and not divided',
      edits: `top  = stop(max[m](a[samples[m]]))
        w[m] = exp(a[samples[m]] - top) * q[samples[m]]`,
    },
    'q-forgotten': {
      kind: 'mistake',
      says: 'weights exp(a) that ignore how likely a word was to be drawn',
      edits: `top  = stop(max[m](a[samples[m]]))
        w[m] = exp(a[samples[m]] - top)`,
    },
    'not-self-normalised': {
      kind: 'convention',
      says: 'weights divided by their number and by the true sum of exponentials, which makes it unbiased but needs all words',
      edits: `top   = stop(max[v](a[v]))
        w[m]  = exp(a[samples[m]] - top) / q[samples[m]]
        total = M * sum[v](exp(a[v] - top))`,
      who: 'plain importance sampling',
    },
    'no-positive-phase': {
      kind: 'mistake',
      says: 'the negative phase alone',
      edits: 'g[v] = -sum[m](samples[m] == v ? w[m] : 0 * a[v]) / total',
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'w[m] = exp(a[samples[m]]) / q[samples[m]]',
      shows: 'numerically',
    },
  },
  pitfalls: [
    'the target gets the one, however low its score; of the wrong words those of high probability are pushed most',
    'self-normalised weights are biased for few samples; without weights the bias stays for many',
  ],

  rows: {
    '001/embedding.importance-sampling-softmax': [
      'agreement',
      'law C1',
      'law C2',
      'law C3',
      'law C6',
      'variant highest-score-is-positive',
      'variant no-weights',
    ],
  },

  mathjs: `w(m) = exp(a[samples[m] + 1] - max(a)) / q[samples[m] + 1];
    total = sum(map(range(1, M, true), f(m) = w(m)));
    g = map(range(1, V, true), h(v) = (v == target + 1 ? 1 : 0) -
      sum(map(range(1, M, true), k(m) = samples[m] + 1 == v ? w(m) / total : 0)))`,
});
