import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'adadelta',
  family: 'optimizer',
  title: 'Steps as long as recent steps were, relative to gradients as large as recent gradients were',
  sources: [
    'Zeiler (2012), ADADELTA: an adaptive learning rate method',
    'https://pytorch.org/docs/stable/generated/torch.optim.Adadelta.html (with a rate in front)',
  ],

  equations: `adadelta(theta[n], s[n], d[n], g[T,n], lr[T]; rho, eps) -> theta1[n], s1[n], d1[n]
    S[t<T+1,k] = t == 0 ? s[k] : rho * S[t-1,k] + (1 - rho) * g[t-1,k]^2
    D[t<T+1,k] = t == 0 ? d[k] : rho * D[t-1,k] + (1 - rho) * u[t-1,k]^2
    u[t<T,k]   = g[t,k] * sqrt(D[t,k] + eps) / sqrt(S[t+1,k] + eps)
    Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * u[t-1,k]
    theta1[k]  = Θ[T,k]
    s1[k]      = S[T,k]
    d1[k]      = D[T,k]`,
  options: { rho: real(0.9, [0.9, 0.95, 0.3]), eps: real(1e-6, [1e-6, 0.1, 1e-3]) },
  inputs: { s: 'non-negative', d: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'the numerator is the average from before the step: u²·(s₁ + eps) = g²·(d + eps)',
    C2: 'both averages are moving averages with the one decay rho, of g² and of u²',
    C3: 'the rate only scales the move: it reaches neither average',
    C4: 'without eps, parameters measured in another unit move by the same in that unit',
    C5: 'eps sets the pace: on x²/2, 200 steps from 1 leave 0.9 of it with 1e-8 and nothing with 1e-4',
    C6: 'two calls with the averages handed on are one call',
  },
  examples: [
    {
      says: 'the first step from rest is −√eps·g/√((1−rho)g² + eps)',
      inputs: { theta: [0], s: [0], d: [0], g: [[1]], lr: [1] },
      options: { rho: 0.95, eps: 1e-6 },
      outputs: { theta1: ['-0.00447209'], s1: ['0.050000'], d1: ['0.0000009999800'] },
      row: '000/optimizer.adadelta',
    },
    {
      says: 'with rho 0.9 the first step is 0.0031623',
      inputs: { theta: [0], s: [0], d: [0], g: [[1]], lr: [1] },
      options: { rho: 0.9, eps: 1e-6 },
      outputs: { theta1: ['-0.0031623'], s1: ['0.10000'], d1: ['0.00000099999'] },
    },
    {
      says: 'the step’s own square enters its average only afterwards',
      inputs: { theta: [1], s: [1], d: [0.25], g: [[1]], lr: [0.5] },
      options: { rho: 0.5, eps: 0 },
      outputs: { theta1: [0.75], s1: [1], d1: [0.25] },
      row: '000/optimizer.adadelta.delay-substitution',
    },
    {
      says: 'a rate in front does not change what is remembered of the step',
      inputs: { theta: [0], s: [1], d: [1], g: [[2]], lr: [0.25] },
      options: { rho: 0.75, eps: 0.25 },
      outputs: { theta1: ['-0.395285'], s1: [1.75], d1: [1.375] },
    },
  ],
  special: [
    {
      says: 'an infinite gradient has no direction left (∞/∞)',
      inputs: { theta: [1, 1], s: [1, 1], d: [1, 0.25], g: [[Number.POSITIVE_INFINITY, 1]], lr: [0.5] },
      options: { rho: 0.5, eps: 0 },
      outputs: { theta1: [Number.NaN, 0.75], s1: [Number.POSITIVE_INFINITY, 1], d1: [Number.NaN, 0.25] },
    },
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 1], s: [1, 1], d: [1, 0.25], g: [[Number.NaN, 1]], lr: [0.5] },
      options: { rho: 0.5, eps: 0 },
      outputs: { theta1: [Number.NaN, 0.75], s1: [Number.NaN, 1], d1: [Number.NaN, 0.25] },
    },
  ],
  variants: {
    'eps-outside': {
      kind: 'mistake',
      says: 'eps added to both roots instead of inside them',
      edits: 'u[t<T,k] = g[t,k] * (sqrt(D[t,k]) + eps) / (sqrt(S[t+1,k]) + eps)',
      seen: ['convention 37'],
    },
    'eps-below-only': {
      kind: 'mistake',
      says: 'eps under the divisor’s root alone, so that from rest it never moves',
      edits: 'u[t<T,k] = g[t,k] * sqrt(D[t,k]) / sqrt(S[t+1,k] + eps)',
    },
    'no-rate': {
      kind: 'convention',
      says: 'no learning rate in front',
      edits: 'Θ[t<T+1,k] = t == 0 ? theta[k] : Θ[t-1,k] - u[t-1,k]',
      who: 'Zeiler (2012), note 000',
      seen: ['convention 37', '000/optimizer.adadelta.no-learning-rate'],
    },
    'rate-in-the-average': {
      kind: 'mistake',
      says: 'the average of the squared moves, rate included, instead of the squared u',
      edits: 'D[t<T+1,k] = t == 0 ? d[k] : rho * D[t-1,k] + (1 - rho) * (lr[t-1] * u[t-1,k])^2',
    },
    'two-decays': {
      kind: 'convention',
      says: 'a second decay for the average of the steps, here rho²',
      edits: 'D[t<T+1,k] = t == 0 ? d[k] : rho^2 * D[t-1,k] + (1 - rho^2) * u[t-1,k]^2',
      who: 'note 000 (its β and γ)',
      seen: ['convention 37', '000/optimizer.adadelta'],
    },
    'gradients-in-both-averages': {
      kind: 'mistake',
      says: 'squared gradients in the average of the steps',
      edits: 'D[t<T+1,k] = t == 0 ? d[k] : rho * D[t-1,k] + (1 - rho) * g[t-1,k]^2',
    },
    'steps-not-squared': {
      kind: 'mistake',
      says: 'the average of the steps themselves, not of their squares (as the note’s prose has it)',
      edits: 'D[t<T+1,k] = t == 0 ? d[k] : rho * D[t-1,k] + (1 - rho) * abs(u[t-1,k])',
      seen: ['000/optimizer.adadelta.delay-substitution'],
    },
    'no-roots': {
      kind: 'mistake',
      says: 'the ratio of the averages without its root',
      edits: 'u[t<T,k] = g[t,k] * (D[t,k] + eps) / (S[t+1,k] + eps)',
    },
    'stale-accumulator': {
      kind: 'mistake',
      says: 'the average of the squared gradients from before the step',
      edits: 'u[t<T,k] = g[t,k] * sqrt(D[t,k] + eps) / sqrt(S[t,k] + eps)',
    },
    'rho-swapped': {
      kind: 'mistake',
      says: 'rho and 1 − rho swapped in both averages',
      edits: `S[t<T+1,k] = t == 0 ? s[k] : (1 - rho) * S[t-1,k] + rho * g[t-1,k]^2
        D[t<T+1,k] = t == 0 ? d[k] : (1 - rho) * D[t-1,k] + rho * u[t-1,k]^2`,
    },
    'steps-not-remembered': {
      kind: 'mistake',
      says: 'the average of the steps handed back as it came in',
      edits: 'd1[k] = d[k]',
    },
    'constant-averages': {
      kind: 'mistake',
      says: 'a gradient that takes the ratio of the averages for a constant',
      edits: 'u[t<T,k] = g[t,k] * stop(sqrt(D[t,k] + eps) / sqrt(S[t+1,k] + eps))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'eps is no mere guard: the first steps are proportional to its root',
    'a rate of 0.001, one library’s default, makes the method stand still: the paper’s rate is 1',
  ],

  rows: {
    '000/optimizer.adadelta': 'agreement',
    '000/optimizer.unified-framework': 'law C1',
    '000/optimizer.adadelta.delay-substitution': 'law C1',
    '000/optimizer.adadelta.no-learning-rate': 'law C5',
    '000/optimizer.adadelta.unit-consistency': 'law C4',
  },

  mathjs: `S(t, k) = rho ^ t * s[k] + (1 - rho) * sum(map(range(1, T, true), f(j) = j <= t ? rho ^ (t - j) * g[j, k] ^ 2 : 0));
    ratio(t, k) = g[t, k] ^ 2 / (S(t, k) + eps);
    D(t, k) = t < 1 ? d[k] : rho * D(t - 1, k) + (1 - rho) * ratio(t, k) * (D(t - 1, k) + eps);
    s1 = map(range(1, n, true), f(k) = S(T, k));
    d1 = map(range(1, n, true), f(k) = D(T, k));
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * g[t, k] * sqrt((D(t - 1, k) + eps) / (S(t, k) + eps)))))`,
});
