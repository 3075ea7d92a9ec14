import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'clip-by-norm',
  family: 'optimizer',
  title: 'A gradient cut to a greatest length, its direction kept',
  sources: [
    'Pascanu, Mikolov & Bengio (2013), On the difficulty of training recurrent neural networks, algorithm 1',
    'https://www.tensorflow.org/api_docs/python/tf/clip_by_norm',
    'https://pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html (1e-6 in the divisor)',
  ],

  equations: `clip_by_norm(g[n]; c) -> y[n]
    norm = sqrt(sum[j](g[j]^2))
    y[k] = norm <= c ? g[k] : c * g[k] / norm`,
  algorithms: [
    `a    = stop(max[j](abs(g[j])))
     q    = a == 0 ? 0 : sqrt(sum[j]((g[j] / a)^2))
     y[k] = a == 0 or q <= c / a ? g[k] : c * (g[k] / a / q)`,
  ],
  options: { c: real(1, [1, 0.3, 2.5, 7, 1e-4, 1e4]) },

  laws: {
    C1: 'the result is no longer than the cap, and no longer than the gradient',
    C2: 'the direction stays: yᵢ·gⱼ = yⱼ·gᵢ, and no sign turns',
    C3: 'a gradient within the cap comes back as it is, small ones are not stretched, zero stays zero',
    C4: 'a result exactly as long as the cap is not cut again',
    C5: 'beyond the cap only the direction counts: doubling the gradient changes nothing',
    C6: 'gradient and cap doubled together double the result',
    C7: 'beyond the cap nothing flows back along the gradient itself',
  },
  examples: [
    {
      says: 'the gradient (3, 4) cut to the length 1',
      inputs: { g: [3, 4] },
      options: { c: 1 },
      outputs: { y: ['0.60000', '0.80000'] },
      row: '001/optimizer.gradient-clipping-by-norm',
    },
    {
      says: 'a gradient exactly as long as the cap is left alone',
      inputs: { g: [3, 4] },
      options: { c: 5 },
      outputs: { y: [3, 4] },
      row: '004/optimizer.gradient-clipping',
    },
    {
      says: 'no gradient stays no gradient',
      inputs: { g: [0, 0] },
      options: { c: 1 },
      outputs: { y: [0, 0] },
      row: '004/optimizer.gradient-clipping',
    },
    {
      says: 'a cap of zero on no gradient is no division by zero',
      inputs: { g: [0, 0] },
      options: { c: 0 },
      outputs: { y: [0, 0] },
    },
    {
      says: 'the direction of (3, 0.5) is kept, as cutting each component would not',
      inputs: { g: [3, 0.5] },
      options: { c: 1 },
      outputs: { y: ['0.98639', '0.16440'] },
      row: '002/optimizer.gradient-clipping.shrink-above-threshold',
    },
    {
      says: 'squares beyond the range of f32 do not overflow',
      inputs: { g: [3 * 2 ** 70, 4 * 2 ** 70] },
      options: { c: 1 },
      outputs: { y: ['0.60000', '0.80000'] },
    },
    {
      says: 'the cliff of w⁵⁰ at 1.1, a gradient of 5336, is cut to the cap',
      inputs: { g: [5335.9] },
      options: { c: 0.25 },
      outputs: { y: [0.25] },
      row: '001/gradient-flow.gradient-cliff',
    },
  ],
  special: [
    {
      says: 'an infinite component leaves no direction: NaN, not a silent zero',
      inputs: { g: [Number.POSITIVE_INFINITY, 1] },
      options: { c: 1 },
      outputs: { y: [Number.NaN, null] },
    },
    {
      says: 'NaN does not disappear',
      inputs: { g: [Number.NaN, 1] },
      options: { c: 1 },
      outputs: { y: [Number.NaN, null] },
    },
  ],
  variants: {
    'eps-in-denominator': {
      kind: 'convention',
      says: '1e-6 added to the length before dividing',
      edits: 'y[k] = g[k] * min(1, c / (norm + 1e-6))',
      algorithm: 'y[k] = g[k] * min(1, c / (a * q + 1e-6))',
      who: 'PyTorch clip_grad_norm_',
      seen: ['convention 43'],
    },
    'by-value': {
      kind: 'convention',
      says: 'each component cut to ±c by itself',
      edits: 'y[k] = max(-c, min(c, g[k]))',
      who: 'PyTorch clip_grad_value_, Keras clipvalue',
      seen: ['002/optimizer.gradient-clipping.shrink-above-threshold', '000/gradient-flow.gradient-clipping'],
    },
    'always-rescaled': {
      kind: 'mistake',
      says: 'every gradient brought to the length c, short ones stretched',
      edits: 'y[k] = a == 0 ? g[k] : c * (g[k] / a / q)',
    },
    'not-clipped': {
      kind: 'mistake',
      says: 'the gradient itself, the clipped one never used',
      edits: 'y[k] = g[k]',
      seen: ['R-CLP-07'],
    },
    'strictly-within': {
      kind: 'mistake',
      says: 'the cut also at equality, so that a zero gradient under a zero cap divides 0 by 0',
      edits: 'y[k] = q < c / a ? g[k] : c * (g[k] / a / q)',
      shows: 'numerically',
      seen: ['R-CLP-01'],
    },
    'squares-overflow': {
      kind: 'mistake',
      says: 'squares that overflow, after which the factor and with it every component is 0',
      edits: 'y[k] = g[k] * (c * min(1 / norm, 1 / c))',
      shows: 'numerically',
      seen: ['R-CLP-02', 'R-CLP-05'],
    },
    'one-norm': {
      kind: 'mistake',
      says: 'the sum of the sizes for the length',
      edits: 'q = a == 0 ? 0 : sum[j](abs(g[j] / a))',
    },
    'largest-component': {
      kind: 'mistake',
      says: 'the largest component for the length',
      edits: 'q = 1',
    },
    'root-mean-square': {
      kind: 'mistake',
      says: 'the root mean square for the length',
      edits: 'q = a == 0 ? 0 : sqrt(sum[j]((g[j] / a)^2) / n)',
    },
    'squared-length-compared': {
      kind: 'mistake',
      says: 'the squared length compared with the cap',
      edits: 'y[k] = a == 0 or q^2 <= c / a / a ? g[k] : c * (g[k] / a / q)',
    },
    'constant-length': {
      kind: 'mistake',
      says: 'a gradient that takes the length for a constant',
      edits: 'y[k] = a == 0 or q <= c / a ? g[k] : c * (g[k] / a / stop(q))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'in f32 the squares overflow from 1.8e19: divide by the largest component first',
    'over several tensors the length is that of all together: clipping each by itself changes the direction',
    'it cuts the gradient before the optimizer: cutting Adam’s step afterwards is another method',
  ],

  rows: {
    '000/gradient-flow.gradient-clipping': 'law C1',
    '001/optimizer.gradient-clipping-by-norm': 'law C2',
    '001/gradient-flow.gradient-cliff':
      'example the cliff of w⁵⁰ at 1.1, a gradient of 5336, is cut to the cap',
    '002/optimizer.gradient-clipping.shrink-above-threshold': 'variant by-value',
    '004/optimizer.gradient-clipping': 'law C3',
  },

  mathjs: `norm2 = sum(map(range(1, n, true), f(j) = g[j] ^ 2));
    y = map(range(1, n, true), f(k) = norm2 <= c ^ 2 ? g[k] : sqrt(c ^ 2 / norm2) * g[k])`,
});
