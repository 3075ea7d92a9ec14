import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'softplus',
  family: 'activation',
  title: 'A positive part without a kink, and the identity where the difference no longer counts',
  sources: [
    'Dugas, Bengio, Bélisle, Nadeau & Garcia (2000), Incorporating second-order functional knowledge for better option pricing',
    'https://pytorch.org/docs/stable/generated/torch.nn.Softplus.html',
  ],

  equations: `softplus(x; beta, threshold) -> y
    y = beta * x > threshold ? x : log(1 + exp(beta * x)) / beta`,
  algorithms: ['y = beta * x > threshold ? x : softplus(beta * x) / beta'],
  over: { elements: ['x'] },
  options: {
    beta: real(1, [1, 0.1, 0.5, 3]),
    // At 1 the step at the threshold is plain to see; at 1000 the exponential has long overflowed.
    threshold: real(20, [20, 1, 4, 1000]),
  },

  laws: {
    C1: 'it is never below the positive part of x, nor more than log 2/β above it',
    C2: 'within the threshold the values of x and −x differ by x',
    C3: 'the slope is the sigmoid of βx up to the threshold, and 1 above it',
    C4: 'β times the value is the value of βx at β = 1',
    C5: 'below the threshold it is convex, and grows with x but less than x does',
    C6: 'at zero it is log 2/β, with the slope ½',
    C7: 'at the threshold it drops by log(1 + e^−threshold)/β, to the identity',
  },
  examples: [
    {
      says: 'zero and a step to either side',
      inputs: { x: [-1, 0, 1] },
      outputs: { y: ['0.31326169', '0.69314718', '1.31326169'] },
    },
    {
      says: 'far to the left it is the exponential, not nothing',
      inputs: { x: [-12, -20, -40] },
      outputs: { y: ['0.00000614419348', '0.00000000206115362', '0.00000000000000000424835426'] },
    },
    {
      says: 'a flat one, whose threshold is far out: 50 is not yet beyond it',
      inputs: { x: [50, 400] },
      options: { beta: 0.1 },
      outputs: { y: ['50.0671535', 400] },
    },
    {
      says: 'a steep one with a near threshold, where the identity begins at a third',
      inputs: { x: [0.25, 0.5] },
      options: { beta: 3, threshold: 1 },
      outputs: { y: ['0.37895700', 0.5] },
    },
  ],
  special: [
    { says: 'the ends are 0 and ∞', inputs: { x: [-Infinity, Infinity] }, outputs: { y: [0, Infinity] } },
    {
      says: 'far out it is 0 and x, although e^x has overflowed',
      inputs: { x: [-2000, 900] },
      options: { threshold: 1000 },
      outputs: { y: [0, 900] },
    },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
  ],
  variants: {
    'no-threshold': {
      kind: 'convention',
      says: 'log(1 + e^βx)/β throughout, without a threshold',
      edits: 'y = log(1 + exp(beta * x)) / beta',
      algorithm: 'y = softplus(beta * x) / beta',
      who: 'the paper; TensorFlow and JAX',
    },
    'beta-always-1': {
      kind: 'convention',
      says: 'β = 1, whichever was asked for',
      force: { beta: 1 },
      who: 'TensorFlow, Keras and JAX, which have no β',
    },
    'threshold-always-20': {
      kind: 'mistake',
      says: 'the threshold 20, whichever was asked for',
      force: { threshold: 20 },
    },
    'threshold-for-the-input': {
      kind: 'mistake',
      says: 'x, not βx, held against the threshold',
      edits: 'y = x > threshold ? x : softplus(beta * x) / beta',
    },
    'linear-part-scaled': {
      kind: 'mistake',
      says: 'βx beyond the threshold, in the place of x',
      edits: 'y = beta * x > threshold ? beta * x : softplus(beta * x) / beta',
    },
    'input-and-line-exchanged': {
      kind: 'mistake',
      says: 'x, not βx, held against the threshold, and βx, not x, returned beyond it',
      edits: 'y = x > threshold ? beta * x : softplus(beta * x) / beta',
      seen: ['R-ACT-08'],
    },
    'not-divided-by-beta': {
      kind: 'mistake',
      says: 'the logarithm not divided by β',
      edits: 'y = beta * x > threshold ? x : softplus(beta * x)',
    },
    'beta-outside-alone': {
      kind: 'mistake',
      says: 'log(1 + e^x)/β, without β in the exponent',
      edits: 'y = beta * x > threshold ? x : softplus(x) / beta',
    },
    'log-of-the-sum': {
      kind: 'mistake',
      says: 'the log of a computed 1 + e^βx, which is log 1 far to the left',
      edits: 'y = beta * x > threshold ? x : log(1 + exp(beta * x)) / beta',
      shows: 'numerically',
      seen: ['R-ACT-23'],
    },
    'without-branches': {
      kind: 'mistake',
      says: 'log1p of an exponential that overflows before a high threshold is reached',
      edits: 'y = beta * x > threshold ? x : log1p(exp(beta * x)) / beta',
      shows: 'numerically',
      seen: ['S-13'],
    },
    'branches-masked': {
      kind: 'mistake',
      says: 'both branches computed and multiplied by masks, where 0·∞ is NaN',
      edits: `m = beta * x > threshold ? 1 : 0
        y = m * x + (1 - m) * log1p(exp(beta * x)) / beta`,
      shows: 'numerically',
      seen: ['S-13', 'R-ACT-01'],
    },
    'positive-part': {
      kind: 'mistake',
      says: 'the positive part, with its kink',
      edits: 'y = max(0, x)',
    },
    'slope-by-the-output': {
      kind: 'mistake',
      says: 'a gradient of 1 from where the output, not the input, passes the threshold, and (e^βy − 1)/e^βy before',
      edits: `s = stop(softplus(beta * x) / beta)
        e = exp(beta * s)
        y = beta * x > threshold ? x : s + (beta * s > threshold ? 1 : (e - 1) / e) * (x - stop(x))`,
      shows: 'in the gradient',
      seen: ['R-ACT-07'],
    },
    'slope-without-beta': {
      kind: 'mistake',
      says: 'a gradient σ(x), without β',
      edits: `s = softplus(beta * x) / beta
        y = beta * x > threshold ? x : stop(s) + stop(sigmoid(x)) * (x - stop(x))`,
      shows: 'in the gradient',
    },
    'slope-times-beta': {
      kind: 'mistake',
      says: 'a gradient β·σ(βx), without the division by β',
      edits: `s = softplus(beta * x) / beta
        y = beta * x > threshold ? x : s + (beta - 1) * (s - stop(s))`,
      shows: 'in the gradient',
    },
    'no-slope-beyond': {
      kind: 'mistake',
      says: 'no gradient beyond the threshold',
      edits: 'y = beta * x > threshold ? stop(x) : softplus(beta * x) / beta',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'e^βx overflows from βx = 709.8 (f64) or 88.8 (f32), and 1 + e^βx rounds to 1 from −37 (f64) or −17 (f32)',
    'a where() picks one branch going forward, and multiplies the other’s ∞ by 0 going back',
  ],

  mathjs: 'y = beta * x > threshold ? x : log(1 + exp(beta * x)) / beta',
});
