import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

export default formula({
  name: 'adam',
  family: 'optimizer',
  title:
    'A moving mean of gradients over the root of their moving mean square, both corrected for their start',
  sources: [
    'Kingma & Ba (2015), Adam: a method for stochastic optimization, algorithm 1',
    'https://pytorch.org/docs/stable/generated/torch.optim.Adam.html',
    'https://keras.io/api/optimizers/adam/ (“epsilon hat”)',
  ],

  equations: `adam(theta[n], m[n], v[n], g[T,n], lr[T]; beta1, beta2, eps, t0) -> theta1[n], m1[n], v1[n]
    M[t<T+1,k]  = t == 0 ? m[k] : beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]
    V[t<T+1,k]  = t == 0 ? v[k] : beta2 * V[t-1,k] + (1 - beta2) * g[t-1,k]^2
    mhat[t<T,k] = M[t+1,k] / (1 - beta1^(t0+t+1))
    vhat[t<T,k] = V[t+1,k] / (1 - beta2^(t0+t+1))
    Θ[t<T+1,k]  = t == 0 ? theta[k] : Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps)
    theta1[k]   = Θ[T,k]
    m1[k]       = M[T,k]
    v1[k]       = V[T,k]`,
  // Moving means as sums of two products (PyTorch 1, JAX), or as steps towards the new value (PyTorch 2, Keras).
  algorithms: [
    'M[t<T+1,k] = t == 0 ? m[k] : beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]',
    `M[t<T+1,k] = t == 0 ? m[k] : M[t-1,k] + (1 - beta1) * (g[t-1,k] - M[t-1,k])
     V[t<T+1,k] = t == 0 ? v[k] : V[t-1,k] + (1 - beta2) * (g[t-1,k]^2 - V[t-1,k])`,
  ],
  options: {
    beta1: real(0.9, [0.9, 0.75, 0.3]),
    beta2: real(0.999, [0.999, 0.9, 0.6]),
    eps: real(1e-8, [1e-8, 0.1, 1e-3]),
    t0: int(0, 20, 0),
  },
  inputs: { v: 'non-negative', lr: 'positive' },
  constants: ['lr'],

  laws: {
    C1: 'the moments are moving averages: a gradient, or its square, weighs (1 − β)·βᵃ at the age a',
    C2: 'corrected, those weights sum to one: a constant gradient g makes the step lr·g/(|g| + eps) every time',
    C3: 'from rest the first step is shorter than lr, and lr·|g|/(|g| + eps) long',
    C4: 'without eps, stretching the gradients and the moments with them changes nothing',
    C5: 'with beta1 = 0 it is RMSProp, corrected for its start',
    C6: 'as beta1 nears 1 the corrected mean nears the plain mean of the gradients',
    C7: 'the correction fades: at step t it changes the mean by β₁ᵗ of the corrected one',
    C8: 'two calls with the moments and the step count handed on are one call',
    C9: 'eps outside a root r is eps inside it: e outside does what e² + 2·e·r does inside',
  },
  examples: [
    {
      says: 'the first step has the length of the rate',
      inputs: { theta: [0, 0], m: [0, 0], v: [0, 0], g: [[1, -0.5]], lr: [0.125] },
      options: { eps: 0 },
      outputs: { theta1: [-0.125, 0.125], m1: ['0.10000', '-0.050000'], v1: ['0.001000', '0.00025000'] },
      row: '000/optimizer.adam.first-step',
    },
    {
      says: 'the customary decay 0.9 lets a tenth of the new gradient in',
      inputs: { theta: [0], m: [0], v: [0], g: [[1]], lr: [1] },
      outputs: { theta1: ['-1.00000'], m1: ['0.10000'], v1: ['0.001000'] },
      row: '000/statistics.ewma.beta-range',
    },
    {
      says: 'eps stands outside the root: a gradient as large as eps makes half a step',
      inputs: { theta: [0], m: [0], v: [0], g: [[1e-8]], lr: [1] },
      options: { eps: 1e-8 },
      outputs: { theta1: ['-0.50000'], m1: ['0.0000000010000'], v1: [null] },
      row: '000/optimizer.adam',
    },
    {
      says: 'a gradient of 1e-5 makes 0.999 of a step, not the 0.0995 of an eps inside the root',
      inputs: { theta: [0], m: [0], v: [0], g: [[1e-5]], lr: [1] },
      options: { eps: 1e-8 },
      outputs: { theta1: ['-0.99900'], m1: ['0.0000010000'], v1: [null] },
      row: '000/optimizer.adam',
    },
    {
      says: 'five equal gradients make five equal steps: the correction is not fed back',
      inputs: {
        theta: [0],
        m: [0],
        v: [0],
        g: [[1], [1], [1], [1], [1]],
        lr: [0.5, 0.5, 0.5, 0.5, 0.5],
      },
      options: { beta1: 0.9, beta2: 0.75, eps: 0 },
      outputs: { theta1: [-2.5], m1: ['0.40951'], v1: [0.7626953125] },
      row: '000/statistics.ewma.bias-correction',
    },
    {
      says: 'no gradient and empty moments: no step, and no division by zero',
      inputs: { theta: [1], m: [0], v: [0], g: [[0], [0]], lr: [0.5, 0.5] },
      options: { eps: 1e-8 },
      outputs: { theta1: [1], m1: [0], v1: [0] },
    },
    {
      says: 'a weight is (1 − β)βᵃ: at β = 0.9 none exceeds 0.1, which is below 1/e at every age',
      inputs: {
        theta: [0, 0, 0],
        m: [0, 0, 0],
        v: [0, 0, 0],
        g: [[0, 0, 1], ...Array<number[]>(8).fill([0, 0, 0]), [0, 1, 0], [1, 0, 0]],
        lr: Array<number>(11).fill(1),
      },
      options: { beta1: 0.9 },
      outputs: {
        theta1: [null, null, null],
        m1: ['0.10000', '0.090000', '0.0348678'],
        v1: [null, null, null],
      },
      row: '000/statistics.ewma.absolute-weight-threshold',
    },
    {
      says: 'of twenty ones the last ten hold 0.6513 of the 0.8784 that all have',
      inputs: {
        theta: [0, 0],
        m: [0, 0],
        v: [0, 0],
        g: [...Array<number[]>(10).fill([0, 1]), ...Array<number[]>(10).fill([1, 1])],
        lr: Array<number>(20).fill(1),
      },
      options: { beta1: 0.9 },
      outputs: { theta1: [null, null], m1: ['0.651322', '0.878423'], v1: [null, null] },
      row: '000/statistics.ewma.window-example',
    },
    {
      says: 'the step count goes on from t0',
      inputs: { theta: [0], m: [0.5], v: [1], g: [[1]], lr: [0.5] },
      options: { beta1: 0.5, beta2: 0.5, eps: 0, t0: 1 },
      outputs: { theta1: ['-0.4330127'], m1: [0.75], v1: [1] },
    },
  ],
  special: [
    {
      says: 'an infinite gradient has no direction left (∞/∞)',
      inputs: { theta: [1, 1], m: [0, 0], v: [0, 0], g: [[Number.POSITIVE_INFINITY, 1]], lr: [0.5] },
      // At a half, who moves on from the other end has ∞ − ∞ for m1.
      options: { beta1: 0.75, beta2: 0.75, eps: 0 },
      outputs: {
        theta1: [Number.NaN, 0.5],
        m1: [Number.POSITIVE_INFINITY, 0.25],
        v1: [Number.POSITIVE_INFINITY, 0.25],
      },
    },
    {
      says: 'NaN stays in its coordinate',
      inputs: { theta: [1, 1], m: [0, 0], v: [0, 0], g: [[Number.NaN, 1]], lr: [0.5] },
      options: { beta1: 0.5, beta2: 0.75, eps: 0 },
      outputs: { theta1: [Number.NaN, 0.5], m1: [Number.NaN, 0.5], v1: [Number.NaN, 0.25] },
    },
  ],
  variants: {
    'epsilon-hat': {
      kind: 'convention',
      says: 'eps added to the uncorrected root, both corrections in the rate',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * sqrt(1 - beta2^(t0+t)) / (1 - beta1^(t0+t)) * M[t,k] / (sqrt(V[t,k]) + eps)`,
      who: 'Kingma & Ba’s faster form, Keras, ONNX Adam',
      seen: ['convention 38', 'R-OPT-01', 'R-OPT-02', 'S-15'],
    },
    'eps-in-root': {
      kind: 'convention',
      says: 'eps inside the root',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / sqrt(vhat[t-1,k] + eps)`,
      who: 'note 000, optax with eps_root',
      seen: ['convention 38', 'S-15', '000/optimizer.adam'],
    },
    'not-corrected': {
      kind: 'convention',
      says: 'the moments as they are, not corrected for their start',
      edits: `mhat[t<T,k] = M[t+1,k]
        vhat[t<T,k] = V[t+1,k]`,
      who: 'BERT’s original optimizer, ONNX Adam at its first step',
      seen: ['convention 39'],
    },
    'decoupled-decay': {
      kind: 'convention',
      says: 'weights decayed by rate times 0.01 before the step',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * 0.01 * Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps)`,
      who: 'AdamW: Loshchilov & Hutter (2019), PyTorch’s default',
      seen: ['convention 42', 'S-19'],
    },
    'decayed-after-the-step': {
      kind: 'mistake',
      says: 'the decoupled decay of 0.01 taken off the parameters after the step instead of before',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : (1 - lr[t-1] * 0.01) * (Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps))`,
      seen: ['R-OPT-03'],
    },
    'decay-without-the-rate': {
      kind: 'convention',
      says: 'weights decayed by 0.01 of themselves at every step, whatever the rate',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - 0.01 * Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (sqrt(vhat[t-1,k]) + eps)`,
      who: 'AdamW as its paper has it, with the schedule at 1',
      seen: ['R-OPT-19'],
    },
    amsgrad: {
      kind: 'convention',
      says: 'the largest second moment so far in the place of the present one',
      edits: `W[t<T+1,k] = t == 0 ? v[k] : max(W[t-1,k], V[t,k])
        vhat[t<T,k] = W[t+1,k] / (1 - beta2^(t0+t+1))`,
      who: 'AMSGrad: Reddi, Kale & Kumar (2018)',
      seen: ['R-OPT-08'],
    },
    'corrected-moments-fed-back': {
      kind: 'mistake',
      says: 'the corrected moments handed on, so that the correction compounds (the note’s line for the average)',
      edits: `M[t<T+1,k] = t == 0 ? m[k] : (beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]) / (1 - beta1^(t0+t))
        V[t<T+1,k] = t == 0 ? v[k] : (beta2 * V[t-1,k] + (1 - beta2) * g[t-1,k]^2) / (1 - beta2^(t0+t))
        mhat[t<T,k] = M[t+1,k]
        vhat[t<T,k] = V[t+1,k]`,
      seen: ['convention 40', 'S-16', '000/statistics.ewma.bias-correction'],
    },
    'corrected-mean-fed-back': {
      kind: 'mistake',
      says: 'the corrected first moment handed on, the second kept apart from its correction',
      edits: `M[t<T+1,k] = t == 0 ? m[k] : (beta1 * M[t-1,k] + (1 - beta1) * g[t-1,k]) / (1 - beta1^(t0+t))
        mhat[t<T,k] = M[t+1,k]`,
      seen: ['R-OPT-05'],
    },
    'corrected-by-the-wrong-end': {
      kind: 'mistake',
      says: 'a correction by βᵗ in the place of 1 − βᵗ, taken off 1 twice',
      edits: `mhat[t<T,k] = M[t+1,k] / (1 - (1 - beta1^(t0+t+1)))
        vhat[t<T,k] = V[t+1,k] / (1 - (1 - beta2^(t0+t+1)))`,
      seen: ['R-OPT-06'],
    },
    'root-of-the-first-correction': {
      kind: 'mistake',
      says: 'the first moment divided by √(1 − β₁ᵗ)',
      edits: 'mhat[t<T,k] = M[t+1,k] / sqrt(1 - beta1^(t0+t+1))',
      seen: ['R-OPT-07'],
    },
    'counts-from-zero': {
      kind: 'mistake',
      says: 'a step count that starts at 0: at the first step it divides by zero',
      edits: `mhat[t<T,k] = M[t+1,k] / (1 - beta1^(t0+t))
        vhat[t<T,k] = V[t+1,k] / (1 - beta2^(t0+t))`,
      seen: ['S-14'],
    },
    't0-ignored': {
      kind: 'mistake',
      says: 'a step count that starts afresh at every call',
      force: { t0: 0 },
    },
    'betas-swapped': {
      kind: 'mistake',
      says: 'beta1 and beta2 swapped',
      edits: `M[t<T+1,k] = t == 0 ? m[k] : beta2 * M[t-1,k] + (1 - beta2) * g[t-1,k]
        V[t<T+1,k] = t == 0 ? v[k] : beta1 * V[t-1,k] + (1 - beta1) * g[t-1,k]^2
        mhat[t<T,k] = M[t+1,k] / (1 - beta2^(t0+t+1))
        vhat[t<T,k] = V[t+1,k] / (1 - beta1^(t0+t+1))`,
    },
    'moment-squared': {
      kind: 'mistake',
      says: 'the square of the first moment averaged, not of the gradient',
      edits: 'V[t<T+1,k] = t == 0 ? v[k] : beta2 * V[t-1,k] + (1 - beta2) * M[t,k]^2',
    },
    'state-not-handed-on': {
      kind: 'mistake',
      says: 'the moments handed back as they came in',
      edits: `m1[k] = m[k]
        v1[k] = v[k]`,
    },
    'constant-second-moment': {
      kind: 'mistake',
      says: 'a gradient that takes the second moments for constants',
      edits: `Θ[t<T+1,k] = t == 0 ? theta[k]
        : Θ[t-1,k] - lr[t-1] * mhat[t-1,k] / (stop(sqrt(vhat[t-1,k])) + eps)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'only with gradients near eps do the three places of eps differ: test with an eps of 0.1',
    'the corrected moments are for the step alone: handing them on compounds the correction',
    '1/(1 − β) is a scale, not a cutoff: a third of the weight lies further back',
  ],

  rows: {
    '000/optimizer.adam': ['agreement', 'law C9'],
    '000/optimizer.unified-framework': 'law C2',
    '000/optimizer.adam.bias-correction': 'law C2',
    '000/optimizer.adam.first-step': 'law C3',
    '000/optimizer.adam.combination': 'law C5',
    '000/statistics.ewma': 'law C1',
    '000/statistics.ewma.closed-form': 'law C1',
    '000/statistics.ewma.weight-sum': 'law C2',
    '000/statistics.ewma.storage': 'law C8',
    '000/statistics.ewma.absolute-weight-threshold':
      'example a weight is (1 − β)βᵃ: at β = 0.9 none exceeds 0.1, which is below 1/e at every age',
    '000/statistics.ewma.effective-window':
      'example of twenty ones the last ten hold 0.6513 of the 0.8784 that all have',
    '000/statistics.ewma.window-example':
      'example of twenty ones the last ten hold 0.6513 of the 0.8784 that all have',
    '000/statistics.ewma.beta-range': 'example the customary decay 0.9 lets a tenth of the new gradient in',
    '000/statistics.ewma.early-bias': 'law C7',
    '000/statistics.ewma.bias-correction': 'variant corrected-moments-fed-back',
    '000/statistics.ewma.bias-correction-limit': 'law C7',
    '000/statistics.ewma.limit-arithmetic-mean': 'law C6',
  },

  mathjs: `M(t, k) = beta1 ^ t * m[k] + (1 - beta1) * sum(map(range(1, T, true), f(j) = j <= t ? beta1 ^ (t - j) * g[j, k] : 0));
    V(t, k) = beta2 ^ t * v[k] + (1 - beta2) * sum(map(range(1, T, true), f(j) = j <= t ? beta2 ^ (t - j) * g[j, k] ^ 2 : 0));
    m1 = map(range(1, n, true), f(k) = M(T, k));
    v1 = map(range(1, n, true), f(k) = V(T, k));
    u(t, k) = M(t, k) / (1 - beta1 ^ (t0 + t)) / (sqrt(V(t, k) / (1 - beta2 ^ (t0 + t))) + eps);
    theta1 = map(range(1, n, true), f(k) = theta[k] - sum(map(range(1, T, true), h(t) = lr[t] * u(t, k))))`,
});
