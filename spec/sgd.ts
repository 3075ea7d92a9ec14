import { formula } from './lib/formula.ts';

export default formula({
  name: 'sgd',
  family: 'optimizer',
  title: 'Steps straight against the gradient',
  sources: [
    'Cauchy (1847), Méthode générale pour la résolution des systèmes d’équations simultanées',
    'Robbins & Monro (1951), A stochastic approximation method',
    'https://pytorch.org/docs/stable/generated/torch.optim.SGD.html (momentum 0)',
  ],

  equations: `sgd(theta[n], g[T,n], lr[T]) -> theta1[n]
    Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k]
    theta1[k]  = Θ[T,k]`,
  inputs: { lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'where the gradient is zero nothing moves, minimum or saddle',
    C2: 'every coordinate moves by the same multiple of its gradient, and no direction of that length falls faster',
    C3: 'the whole move is the sum of rate times gradient, in any order of the steps',
    C4: 'on a bowl ½ xᵀAx, T steps of one rate apply I − lr·A to the start T times',
    C5: 'on a bowl of steepness at most L, a step with lr < 2/L goes down by at least lr (1 − L·lr/2) ‖g‖²',
    C6: 'on a convex bowl, k steps with lr ≤ 1/L leave at most ‖x₀‖² / (2·lr·k)',
    C7: 'of two wells it ends in the one it starts above',
    C8: 'with the rate 1/t the parameter is the running mean of the samples seen',
    C9: 'a batch’s step is its samples’ gradients added up: one sample, some, or all are one method',
    C10: 'from 1.5 above the worse of two wells batch descent ends there; with single samples whose gradients are 12 off to either side more than a quarter of the runs end in the deeper well after 600 steps',
  },
  examples: [
    {
      says: 'one step on w² with rate 0.1',
      inputs: { theta: [1], g: [[2]], lr: [0.1] },
      outputs: { theta1: ['0.80000'] },
      row: '004/optimizer.gradient-descent.scalar-step',
    },
    {
      says: 'every step has its own rate',
      inputs: {
        theta: [1, -2],
        g: [
          [1, 8],
          [2, -4],
        ],
        lr: [0.5, 0.25],
      },
      outputs: { theta1: [0, -5] },
    },
    {
      says: 'across a ravine the steep coordinate changes its sign at once',
      inputs: { theta: [1, 1], g: [[6, 1]], lr: [0.25] },
      outputs: { theta1: [-0.5, 0.75] },
      row: '000/optimizer.sgd.oscillation',
    },
    {
      says: 'and changes it back at the next step',
      inputs: {
        theta: [1, 1],
        g: [
          [6, 1],
          [-3, 0.75],
        ],
        lr: [0.25, 0.25],
      },
      outputs: { theta1: [0.25, 0.5625] },
      row: '000/optimizer.sgd.oscillation',
    },
    {
      says: 'on w² a rate of 1 swings between 1 and −1 for ever, convex or not',
      inputs: { theta: [1], g: [[2], [-2], [2], [-2]], lr: [1, 1, 1, 1] },
      outputs: { theta1: [1] },
      row: '004/optimizer.gradient-descent.batch.convex-convergence',
    },
    {
      says: 'on x² + (y²−1)² it slides from (1, 0) towards the saddle and stays on its ridge',
      inputs: {
        theta: [1, 0],
        g: [
          [2, 0],
          [1, 0],
          [0.5, 0],
        ],
        lr: [0.25, 0.25, 0.25],
      },
      outputs: { theta1: [0.125, 0] },
      row: '004/optimizer.gradient-descent.batch.non-convex-convergence',
    },
    {
      says: 'a rate of 5 throws a ReLU’s weight and bias where it is dead for both samples',
      inputs: { theta: [1, 0], g: [[5, 3]], lr: [5] },
      outputs: { theta1: [-24, -15] },
      row: '000/activation.relu.dead-by-large-step',
    },
    {
      says: 'a rate of 0.1 leaves the same ReLU alive',
      inputs: { theta: [1, 0], g: [[5, 3]], lr: [0.1] },
      outputs: { theta1: ['0.50000', '-0.30000'] },
      row: '000/activation.relu.dead-by-large-step',
    },
  ],
  special: [
    {
      says: 'an infinite gradient throws its own coordinate to the opposite infinity',
      inputs: { theta: [1, 2], g: [[Number.POSITIVE_INFINITY, 2]], lr: [0.5] },
      outputs: { theta1: [Number.NEGATIVE_INFINITY, 1] },
    },
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 2], g: [[Number.NaN, 2]], lr: [0.5] },
      outputs: { theta1: [Number.NaN, 1] },
    },
  ],
  variants: {
    ascent: {
      kind: 'mistake',
      says: 'steps along the gradient instead of against it',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] + lr[t-1] * g[t-1,k]',
      seen: ['convention 25'],
    },
    'mean-gradient': {
      kind: 'convention',
      says: 'the gradients averaged over the steps instead of added up',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] / T',
      who: 'gradient accumulation that divides by the number of batches',
      seen: ['convention 27'],
    },
    'first-rate': {
      kind: 'mistake',
      says: 'the first step’s rate at every step',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[0] * g[t-1,k]',
    },
    'last-gradient': {
      kind: 'mistake',
      says: 'only the last step, from where it began',
      edits: 'theta1[k] = theta[k] - lr[T-1] * g[T-1,k]',
    },
    'one-step-too-few': {
      kind: 'mistake',
      says: 'all steps but the last',
      edits: 'theta1[k] = Θ[T-1,k]',
    },
    'sign-only': {
      kind: 'mistake',
      says: 'the sign of the gradient in the place of the gradient',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * (g[t-1,k] > 0 ? 1 : g[t-1,k] < 0 ? -1 : 0)`,
    },
    normalised: {
      kind: 'mistake',
      says: 'the gradient scaled to length one before the step',
      edits: `length[t<T] = sqrt(sum[j](g[t,j]^2))
        Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * (length[t-1] > 0 ? g[t-1,k] / length[t-1] : 0)`,
    },
    'decayed-weights': {
      kind: 'convention',
      says: 'weights decayed by 5e-4 of themselves, as a term in the gradient',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * (g[t-1,k] + 5e-4 * Θ[t-1,k])',
      who: 'image classifiers trained with weight_decay=5e-4',
      seen: ['convention 42', 'S-19'],
    },
    'decayed-by-a-constant': {
      kind: 'mistake',
      says: 'a weight decay that subtracts 5e-4 of the rate itself, not of the weight',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * g[t-1,k] - lr[t-1] * 5e-4',
      seen: ['R-OPT-18'],
    },
    'constant-start': {
      kind: 'mistake',
      says: 'no gradient to the parameters it started from',
      edits: 'Θ[t<T+1,k] = t == 0 ? stop(theta[k]) : Θ[t-1,k] - lr[t-1] * g[t-1,k]',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a rate that was right for a mean of gradients is N times too large for their sum',
    'with lr·λ > 2 along any direction of steepness λ the iteration diverges there, convex or not',
  ],

  rows: {
    '000/optimizer.sgd': 'agreement',
    '000/optimizer.unified-framework': 'law C3',
    '000/optimizer.sgd.oscillation': 'example across a ravine the steep coordinate changes its sign at once',
    '000/optimizer.sgd.stationary-point': 'law C1',
    '000/optimizer.sgd.uniform-learning-rate': 'law C2',
    '000/activation.relu.dead-by-large-step':
      'example a rate of 5 throws a ReLU’s weight and bias where it is dead for both samples',
    '002/claim.relu.large-learning-rate':
      'example a rate of 5 throws a ReLU’s weight and bias where it is dead for both samples',
    '004/optimizer.gradient-descent.scalar-step': 'example one step on w² with rate 0.1',
    '004/optimizer.gradient-descent.vector-step': 'law C4',
    '004/optimizer.gradient-descent.steepest-ascent': 'law C2',
    '004/optimizer.gradient-descent.descent-property': 'law C5',
    '004/optimizer.gradient-descent.batch': 'law C4',
    '004/optimizer.gradient-descent.batch.convex-convergence': 'law C6',
    '004/optimizer.gradient-descent.batch.non-convex-convergence':
      'example on x² + (y²−1)² it slides from (1, 0) towards the saddle and stays on its ridge',
    '004/optimizer.gradient-descent.batch.local-minimum-trap': 'law C7',
    '004/optimizer.gradient-descent.stochastic': 'law C8',
    '004/optimizer.gradient-descent.stochastic.escape': ['law C7', 'law C10'],
    '004/optimizer.gradient-descent.stochastic.decaying-rate': 'law C8',
    '004/optimizer.gradient-descent.batch.redundancy': 'law C9',
    '004/optimizer.gradient-descent.mini-batch': 'law C9',
    '004/identity.gradient-descent.special-cases': 'law C9',
    '004/optimizer.delta-rule.update': 'agreement',
  },

  mathjs: `theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * g[t, k])))`,
});
