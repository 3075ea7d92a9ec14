import { formula } from './lib/formula.ts';

export default formula({
  name: 'softmax-classifier',
  family: 'training',
  title: 'A linear layer whose outputs are the scores of classes, and the surprise at the true one',
  sources: [
    'Bridle (1990), Probabilistic interpretation of feedforward classification network outputs',
    'Bishop (2006), Pattern recognition and machine learning, section 4.3.4',
  ],

  equations: `softmax_classifier(x[N,D], t[N] in K, W[K,D], b[K]) -> loss[N]
    z[n,k]  = sum[d](W[k,d] * x[n,d]) + b[k]
    loss[n] = -log(exp(z[n,t[n]]) / sum[k](exp(z[n,k])))`,
  algorithms: [
    `m[n]    = stop(max[k](z[n,k]))
     r[n,k]  = z[n,k] - m[n]
     loss[n] = log(sum[k](exp(r[n,k]))) - r[n,t[n]]`,
    // The same, differentiated by hand: the share, less one for the true class, times what comes from above.
    `m[n]     = stop(max[k](z[n,k]))
     r[n,k]   = z[n,k] - m[n]
     l[n]     = stop(log(sum[k](exp(r[n,k]))))
     along[n] = sum[k](z[n,k] == -∞ ? 0 : stop(exp(r[n,k] - l[n]) - (k == t[n] ? 1 : 0)) * (z[n,k] - stop(z[n,k])))
     loss[n]  = l[n] - stop(r[n,t[n]]) + 1 * along[n]`,
  ],
  sizes: { D: [1, 4], K: [1, 4] },

  laws: {
    C1: 'the scores have the gradient p − y, which goes on as (p − y)xᵀ to the weights, p − y to the biases and Wᵀ(p − y) to the input',
    C2: 'through a hidden layer x = tanh(Vu) it goes on as (Wᵀ(p − y)∘(1 − x²))uᵀ: central differences by V agree',
    C3: 'the shares of all classes sum to one',
    C4: 'one vector added to every row of W, or one number to every bias, changes nothing, and their gradients sum to zero',
    C5: 'classes in another order have the same losses',
  },
  examples: [
    {
      says: 'scores 0 and log 3: a quarter and three quarters',
      inputs: { x: [[1], [1]], t: [0, 1], W: [[0], [1.0986123085021973]], b: [0, 0] },
      outputs: { loss: ['1.3862944', '0.2876821'] },
    },
    {
      says: 'without weights and biases every class of four costs log 4',
      inputs: {
        x: [[5, -3]],
        t: [2],
        W: [
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        b: [0, 0, 0, 0],
      },
      outputs: { loss: ['1.38629436'] },
    },
  ],
  special: [
    {
      says: 'scores far apart cost their distance, without overflow',
      inputs: { x: [[1000]], t: [1], W: [[1], [-1]], b: [0, 0] },
      outputs: { loss: [2000] },
    },
    {
      says: 'NaN stays in its sample',
      inputs: { x: [[Number.NaN], [0]], t: [0, 0], W: [[1], [1]], b: [0, 0] },
      outputs: { loss: [Number.NaN, Math.LN2] },
    },
  ],
  variants: {
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'loss[n] = log(sum[k](exp(z[n,k]))) - z[n,t[n]]',
      shows: 'numerically',
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the biases left out',
      edits: 'z[n,k] = sum[d](W[k,d] * x[n,d])',
    },
    'without-the-log': {
      kind: 'mistake',
      says: 'minus the share itself',
      edits: 'loss[n] = -exp(r[n,t[n]]) / sum[k](exp(r[n,k]))',
    },
    'first-class': {
      kind: 'mistake',
      says: 'the surprise at the first class, whichever is true',
      edits: 'loss[n] = log(sum[k](exp(r[n,k]))) - r[n,0]',
    },
    'gradient-of-the-true-class': {
      kind: 'mistake',
      says: 'a gradient to the true class alone',
      edits: `z[n,k] = sum[d]((k == t[n] ? W[k,d] : stop(W[k,d])) * (k == t[n] ? x[n,d] : stop(x[n,d])))
          + (k == t[n] ? b[k] : stop(b[k]))`,
      shows: 'in the gradient',
    },
    'not-passed-on': {
      kind: 'mistake',
      says: 'no gradient to the input',
      edits: 'z[n,k] = sum[d](W[k,d] * stop(x[n,d])) + b[k]',
      shows: 'in the gradient',
    },
    'gradient-of-the-shares': {
      kind: 'mistake',
      says: 'a gradient p for every class, without the one taken off the true one',
      edits: 'loss[n] = log(sum[k](exp(r[n,k]))) - stop(r[n,t[n]])',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the softmax is part of the loss: shares handed to it in the place of scores are squashed twice',
  ],

  rows: {
    '004/identity.softmax.cross-entropy-gradient-chain': ['law C1', 'law C2', 'gradient'],
  },

  mathjs: `z(n, k) = sum(map(range(1, D, true), f(d) = W[k, d] * x[n, d])) + b[k];
    loss = map(range(1, N, true), g(n) =
      log(sum(map(range(1, K, true), h(k) = exp(z(n, k) - z(n, t[n] + 1))))))`,
});
