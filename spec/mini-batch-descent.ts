import { formula } from './lib/formula.ts';
import { choice, int, real } from './lib/options.ts';

export default formula({
  name: 'mini-batch-descent',
  family: 'training',
  title: 'One pass over the samples of a linear regression, a step after every few of them',
  sources: [
    'Widrow & Hoff (1960), Adaptive switching circuits',
    'Bottou, Curtis & Nocedal (2018), Optimization methods for large-scale machine learning',
    'https://pytorch.org/docs/stable/data.html (drop_last)',
  ],

  equations: `mini_batch_descent(b, w[D], x[M,D], t[M]; batch, lr, last) -> b1, w1[D]
    S          = last == 'keep' ? (M + batch - 1) div batch : M div batch
    B[s<S+1]   = s == 0 ? b : B[s-1] - lr * sum[m](m div batch == s - 1 ? e[s-1,m] : 0) / n[s-1]
    V[s<S+1,d] = s == 0 ? w[d] : V[s-1,d] - lr * sum[m](m div batch == s - 1 ? e[s-1,m] * x[m,d] : 0) / n[s-1]
    e[s<S,m]   = B[s] + sum[d](V[s,d] * x[m,d]) - t[m]
    n[s<S]     = min(batch, M - s * batch)
    b1         = B[S]
    w1[d]      = V[S,d]`,
  options: {
    batch: int(1, 5, 2),
    lr: real(0.1, [0.1, 0.5, 0.03125]),
    last: choice('keep', 'drop'),
  },
  sizes: { M: [1, 5], D: [1, 3] },
  requires: ['batch <= M'],

  laws: {
    C1: 'a batch’s step is the mean of the steps of its samples, each from the same start',
    C2: 'with all samples in one batch the move is −lr times the vector of partial derivatives of ½·mean(error²), by b as well: central differences, exact on a quadratic, agree coordinate by coordinate',
    C3: 'the step of a batch is −lr/M times the matrix product Xᵀe of its errors',
    C4: 'over all samples, the mean of the single steps is the whole step, and their covariance the mean outer product of their deviations; where the whole step is zero, single steps still move',
    C5: 'over all batches of a population the step of B samples has the variance σ²/B with replacement, and without (σ²/B)(N − B)/(N − 1), so none for B = N',
    C6: 'a pass over full batches and one over the rest, from where it ends, are one pass; drop leaves the last step out',
  },
  examples: [
    {
      says: 'two samples with gradients (6, ½) and (−0.2, −3) move along both together: signs mix',
      inputs: {
        b: 0,
        w: [0, 0],
        x: [
          [6, 0.5],
          [0.2, 3],
        ],
        t: [-1, 1],
      },
      options: { batch: 2, lr: 2, last: 'keep' },
      outputs: { b1: 0, w1: ['-5.800000', '2.500000'] },
      row: '000/gradient-flow.minibatch.sign-mixing',
    },
    {
      says: 'of one of them alone both weights move with one sign',
      inputs: { b: 0, w: [0, 0], x: [[6, 0.5]], t: [-1] },
      options: { batch: 1, lr: 1, last: 'keep' },
      outputs: { b1: -1, w1: [-6, -0.5] },
      row: '000/gradient-flow.minibatch.sign-mixing',
    },
    {
      says: 'of the other alone with the other',
      inputs: { b: 0, w: [0, 0], x: [[0.2, 3]], t: [1] },
      options: { batch: 1, lr: 1, last: 'keep' },
      outputs: { b1: 1, w1: ['0.2000000', 3] },
      row: '000/gradient-flow.minibatch.sign-mixing',
    },
    {
      says: 'the second batch starts where the first ended, and its one sample is a mean of one',
      inputs: { b: 0, w: [0], x: [[1], [1], [2]], t: [1, 3, 1] },
      options: { batch: 2, lr: 0.5, last: 'keep' },
      outputs: { b1: 0, w1: [-1] },
    },
    {
      says: 'dropped, the third sample has no influence',
      inputs: { b: 0, w: [0], x: [[1], [1], [2]], t: [1, 3, 1] },
      options: { batch: 2, lr: 0.5, last: 'drop' },
      outputs: { b1: 1, w1: [1] },
    },
    {
      says: 'the weight of the constant input 1 learns the mean; a list of partials from w₁ on leaves it at 0',
      inputs: { b: 0, w: [0], x: [[1], [-1]], t: [3, 3] },
      options: { batch: 2, lr: 1, last: 'keep' },
      outputs: { b1: 3, w1: [0] },
      printed: { b1: 0 },
      row: '004/optimizer.gradient-descent.gradient-vector',
    },
  ],
  special: [
    {
      says: 'NaN in a sample that is kept spreads',
      inputs: { b: 0, w: [0], x: [[1], [Number.NaN]], t: [1, 1] },
      options: { batch: 1, lr: 0.5, last: 'keep' },
      outputs: { b1: Number.NaN, w1: [Number.NaN] },
    },
    {
      says: 'NaN in a sample that is dropped stays out',
      inputs: { b: 0, w: [0], x: [[1], [1], [Number.NaN]], t: [1, 3, 1] },
      options: { batch: 2, lr: 0.5, last: 'drop' },
      outputs: { b1: 1, w1: [1] },
    },
  ],
  variants: {
    'no-step-for-the-bias': {
      kind: 'mistake',
      says: 'a gradient that begins with w₁: the bias never moves',
      edits: 'B[s<S+1] = b',
      seen: ['004/optimizer.gradient-descent.gradient-vector'],
    },
    'sum-over-the-batch': {
      kind: 'convention',
      says: 'the sum of the gradients of a batch in the place of their mean',
      edits: `B[s<S+1]   = s == 0 ? b : B[s-1] - lr * sum[m](m div batch == s - 1 ? e[s-1,m] : 0)
        V[s<S+1,d] = s == 0 ? w[d] : V[s-1,d] - lr * sum[m](m div batch == s - 1 ? e[s-1,m] * x[m,d] : 0)`,
      who: 'losses that are sums over samples',
    },
    'divided-by-the-batch-size': {
      kind: 'mistake',
      says: 'a short last batch divided by the size of a full one',
      edits: 'n[s<S] = batch',
    },
    'error-not-halved': {
      kind: 'convention',
      says: 'the gradient of mean(error²), without the half',
      edits: `B[s<S+1]   = s == 0 ? b : B[s-1] - 2 * lr * sum[m](m div batch == s - 1 ? e[s-1,m] : 0) / n[s-1]
        V[s<S+1,d] = s == 0 ? w[d] : V[s-1,d] - 2 * lr * sum[m](m div batch == s - 1 ? e[s-1,m] * x[m,d] : 0) / n[s-1]`,
      who: 'mean squared error as most libraries have it',
    },
    'errors-from-the-start': {
      kind: 'mistake',
      says: 'all errors taken before the first step',
      edits: 'e[s<S,m] = b + sum[d](w[d] * x[m,d]) - t[m]',
    },
    'single-samples': {
      kind: 'mistake',
      says: 'single samples, whatever batch was asked for',
      force: { batch: 1 },
    },
    'always-keep': {
      kind: 'mistake',
      says: 'the last short batch kept in any case',
      force: { last: 'keep' },
    },
    'always-drop': {
      kind: 'mistake',
      says: 'the last short batch dropped in any case',
      force: { last: 'drop' },
    },
    ascent: {
      kind: 'mistake',
      says: 'steps along the gradient',
      edits: `B[s<S+1]   = s == 0 ? b : B[s-1] + lr * sum[m](m div batch == s - 1 ? e[s-1,m] : 0) / n[s-1]
        V[s<S+1,d] = s == 0 ? w[d] : V[s-1,d] + lr * sum[m](m div batch == s - 1 ? e[s-1,m] * x[m,d] : 0) / n[s-1]`,
    },
    'gradient-of-one-step': {
      kind: 'mistake',
      says: 'a gradient to the starting weights as if no step had been made',
      edits: `e[s<S,m] = stop(B[s] + sum[d](V[s,d] * x[m,d])) - t[m]`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the bias is the weight of a constant input: it belongs to the gradient',
    'with a short last batch a mean weighs its samples more than the others',
  ],

  rows: {
    '000/gradient-flow.minibatch.sign-mixing':
      'example two samples with gradients (6, ½) and (−0.2, −3) move along both together: signs mix',
    '000/gradient-flow.minibatch.additivity': 'law C1',
    '004/optimizer.gradient-descent.gradient-vector': ['law C2', 'variant no-step-for-the-bias'],
    '004/optimizer.gradient-descent.partials-remark': 'law C2',
    '004/optimizer.gradient-descent.mini-batch.vectorised': 'law C3',
    '004/optimizer.gradient-descent.stochastic.unbiased-noisy': 'law C4',
    '004/optimizer.gradient-descent.mini-batch.variance': 'law C5',
  },

  mathjs: `S = equalText(last, "keep") ? ceil(M / batch) : floor(M / batch);
    stop(s) = s * batch < M ? s * batch : M;
    part(s) = range((s - 1) * batch + 1, stop(s), true);
    mean(s, f) = sum(map(part(s), f)) / (stop(s) - (s - 1) * batch);
    P(s) = s == 0 ? concat([b], w) : step(P(s - 1), s);
    e(p, m) = p[1] + sum(map(range(1, D, true), g(d) = p[d + 1] * x[m, d])) - t[m];
    step(p, s) = p - lr * map(range(1, D + 1, true), h(i) = mean(s, k(m) = e(p, m) * (i == 1 ? 1 : x[m, i - 1])));
    final = P(S);
    b1 = final[1];
    w1 = map(range(1, D, true), u(d) = final[d + 1])`,
});
