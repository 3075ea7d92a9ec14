import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'gelu',
  family: 'activation',
  title: 'A number times the share of a normal distribution that lies below it',
  sources: [
    'Hendrycks & Gimpel (2016), Gaussian error linear units (GELUs)',
    'https://pytorch.org/docs/stable/generated/torch.nn.GELU.html (approximate)',
    'Chiarella & Reichel (1968), On the evaluation of integrals related to the error function (the second route)',
  ],

  // The decimals are those of √(2/π).
  equations: `gelu(x; approximate) -> y
    r = 0.797884560802865355879892119868763736951717262329869315331851659341315851798604
    u = r * (x + 0.044715 * x^3)
    y = approximate == 'tanh' ? x / 2 * (1 + tanh(u)) : x / 2 * (1 + erf(x / sqrt(2)))`,
  over: { elements: ['x'] },
  options: { approximate: choice('none', 'tanh') },

  laws: {
    C1: 'the values of x and −x differ by x, in either form',
    C2: 'it is never above the positive part of x, nor more than 0.17005 below it',
    C3: 'the two forms are at most 0.000474 apart, and 0.00043 apart at ±2.5',
    C4: 'the slope is Φ(x) + x·φ(x), with tanh what belongs to it',
    C5: 'the slopes at x and −x add up to 1; left of −0.7525 they are negative, and none exceeds 1.13',
    C6: 'near zero it is x/2 + x²/√2π, to within x⁴/15',
  },
  examples: [
    {
      says: 'zero and a step to either side, exactly',
      inputs: { x: [-1, 0, 1] },
      outputs: { y: ['-0.158655254', 0, '0.841344746'] },
    },
    {
      says: 'the same by tanh',
      inputs: { x: [-1, 0, 1] },
      options: { approximate: 'tanh' },
      outputs: { y: ['-0.158808009', 0, '0.841191991'] },
    },
    {
      says: 'where the forms are far apart, exactly',
      inputs: { x: [-4, -2.5, 2.5] },
      outputs: { y: ['-0.000126685', '-0.0155241633', '2.48447584'] },
    },
    {
      says: 'where the forms are far apart, by tanh',
      inputs: { x: [-4, -2.5, 2.5] },
      options: { approximate: 'tanh' },
      outputs: { y: ['-0.0000702459', '-0.0150842661', '2.48491573'] },
    },
    {
      says: 'from 21 on it is the identity, where the exponentials of a hand-made tanh have overflowed',
      // Enough of them for a vector register and a rest.
      inputs: { x: [21.625, 64, 22, 23, 24, 26, 28, 30, 32, 36, 40, 48, 56, 72, 80, 96, 112, 128, 160] },
      options: { approximate: 'tanh' },
      outputs: { y: [21.625, 64, 22, 23, 24, 26, 28, 30, 32, 36, 40, 48, 56, 72, 80, 96, 112, 128, 160] },
    },
  ],
  special: [
    {
      says: 'there is no value at −∞ (∞·0), and ∞ at ∞',
      inputs: { x: [-Infinity, Infinity] },
      outputs: { y: [Number.NaN, Infinity] },
    },
    { says: 'far out it rounds to 0 and x', inputs: { x: [-2000, 2000] }, outputs: { y: [0, 2000] } },
    {
      says: 'far out it rounds to 0 and x by tanh, too',
      inputs: { x: [-2000, 2000] },
      options: { approximate: 'tanh' },
      outputs: { y: [0, 2000] },
    },
    { says: 'NaN stays NaN', inputs: { x: [Number.NaN] }, outputs: { y: [Number.NaN] } },
  ],
  variants: {
    'always-tanh': {
      kind: 'convention',
      says: 'the tanh approximation, whichever form was asked for',
      force: { approximate: 'tanh' },
      who: 'JAX by default; the first BERT and GPT-2',
      seen: ['convention 9', 'R-ACT-19', 'S-12'],
    },
    'always-exact': {
      kind: 'convention',
      says: 'the normal distribution by erf, whichever form was asked for',
      force: { approximate: 'none' },
      who: 'PyTorch, Keras and ONNX by default',
      seen: ['convention 9', 'S-12'],
    },
    'sigmoid-form': {
      kind: 'convention',
      says: 'x·σ(1.702x)',
      edits: 'y = x * sigmoid(1.702 * x)',
      who: 'the paper’s second approximation; CLIP under the name QuickGELU',
      seen: ['convention 9'],
    },
    'cubic-outside-the-bracket': {
      kind: 'mistake',
      says: '0.044715x³ outside the bracket that √(2/π) multiplies',
      edits: 'u = r * x + 0.044715 * x^3',
      seen: ['S-12'],
    },
    'cubic-dropped': {
      kind: 'mistake',
      says: 'tanh(√(2/π)x), without the cubic term',
      edits: 'u = r * x',
    },
    'root-of-two-dropped': {
      kind: 'mistake',
      says: 'erf(x) in the place of erf(x/√2)',
      edits: "y = approximate == 'tanh' ? x / 2 * (1 + tanh(u)) : x / 2 * (1 + erf(x))",
    },
    'half-dropped': {
      kind: 'mistake',
      says: 'x(1 + erf), without the half',
      edits: "y = approximate == 'tanh' ? x * (1 + tanh(u)) : x * (1 + erf(x / sqrt(2)))",
    },
    'distribution-alone': {
      kind: 'mistake',
      says: 'the normal distribution, not multiplied by x',
      edits: "y = approximate == 'tanh' ? (1 + tanh(u)) / 2 : (1 + erf(x / sqrt(2))) / 2",
    },
    'silu-in-its-place': {
      kind: 'mistake',
      says: 'SiLU, x·σ(x)',
      edits: 'y = x * sigmoid(x)',
    },
    'tanh-by-exponentials': {
      kind: 'mistake',
      says: 'tanh as (e^2u − 1)/(e^2u + 1), which is ∞/∞ to the right',
      edits: `e = exp(2 * u)
        y = approximate == 'tanh' ? x / 2 * (1 + (e - 1) / (e + 1)) : x / 2 * (1 + erf(x / sqrt(2)))`,
      shows: 'numerically',
      seen: ['R-ACT-16'],
    },
    'distribution-held-constant': {
      kind: 'mistake',
      says: 'a gradient Φ(x) alone, without x·φ(x)',
      edits: "y = approximate == 'tanh' ? x / 2 * (1 + stop(tanh(u))) : x / 2 * (1 + stop(erf(x / sqrt(2))))",
      shows: 'in the gradient',
    },
    'density-of-another-width': {
      kind: 'mistake',
      says: 'a density without the 1/√2 of the inner derivative',
      edits: `v = x / sqrt(2)
        w = stop(v) + sqrt(2) * (v - stop(v))
        y = approximate == 'tanh' ? x / 2 * (1 + tanh(u)) : x / 2 * (1 + erf(w))`,
      shows: 'in the gradient',
    },
    'cubic-without-slope': {
      kind: 'mistake',
      says: 'a gradient without the slope of the cubic term',
      edits: 'u = r * (x + 0.044715 * stop(x^3))',
      shows: 'in the gradient',
    },
    'gradient-of-the-other-form': {
      kind: 'mistake',
      says: 'the exact value with the gradient of the tanh form',
      edits: `g = x / 2 * (1 + tanh(u))
        y = approximate == 'tanh' ? g : stop(x / 2 * (1 + erf(x / sqrt(2)))) + 1 * (g - stop(g))`,
      shows: 'in the gradient',
      seen: ['R-ACT-19'],
    },
  },
  pitfalls: [
    'the two forms differ by up to 0.00047, and by a fifth of the value at −3: name the one that is meant',
    '1 + erf cancels from −6 (f32) or −8.3 (f64) on, where erfc(−x/√2) keeps all digits',
    'the exponentials of a hand-made tanh overflow from about 20 on, because of the cubic term',
  ],

  // The normal tail as a sum over a grid of step h, good to exp(−π²/h²): 670 digits.
  mathjs: `h = 0.08;
    tail(v) = 2 * h * v / pi * exp(-v * v) * (1 / (2 * v * v) + sum(map(range(1, 490, true), f(k) = exp(-(k * h)^2) / ((k * h)^2 + v * v)))) + 2 / (1 - exp(2 * pi * v / h));
    below(v) = v == 0 ? 1 / 2 : abs(v) > 60 ? (v > 0 ? 1 : 0) : v < 0 ? tail(-v / sqrt(2)) / 2 : 1 - tail(v / sqrt(2)) / 2;
    y = equalText(approximate, "tanh") ? x / (1 + exp(-2 * sqrt(2 / pi) * (x + 0.044715 * x^3))) : x * below(x)`,
});
