import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'clip-by-global-norm',
  family: 'optimizer',
  title: 'The gradients of several tensors cut to a greatest length together, their direction kept',
  sources: [
    'Pascanu, Mikolov & Bengio (2013), On the difficulty of training recurrent neural networks, algorithm 1',
    'https://www.tensorflow.org/api_docs/python/tf/clip_by_global_norm',
    'https://pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html (1e-6 in the divisor)',
  ],

  equations: `clip_by_global_norm(g[m], h[n]; c) -> y[m], z[n]
    norm = sqrt(sum[j](g[j]^2) + sum[j](h[j]^2))
    y[k] = norm <= c ? g[k] : c * g[k] / norm
    z[k] = norm <= c ? h[k] : c * h[k] / norm`,
  algorithms: [
    `a    = stop(max(max[j](abs(g[j])), max[j](abs(h[j]))))
     q    = a == 0 ? 0 : sqrt(sum[j]((g[j] / a)^2) + sum[j]((h[j] / a)^2))
     y[k] = a == 0 or q <= c / a ? g[k] : c * (g[k] / a / q)
     z[k] = a == 0 or q <= c / a ? h[k] : c * (h[k] / a / q)`,
  ],
  options: { c: real(1, [1, 0.3, 2.5, 7, 1e-4, 1e4]) },

  laws: {
    C1: 'the results together are no longer than the cap, and no longer than the gradients',
    C2: 'the direction of all together stays: yᵢ·hⱼ = gᵢ·zⱼ, and no sign turns',
    C3: 'gradients that together are within the cap come back as they are, zero stays zero',
    C4: 'where one tensor ends and the next begins does not matter',
    C5: 'beyond the cap only the direction counts: doubling both gradients changes nothing',
    C6: 'gradients and cap doubled together double the result',
    C7: 'beyond the cap nothing flows back along the gradients themselves, but from either tensor to the other',
  },
  examples: [
    {
      says: 'a length of 3 and one of 4 are 5 together: cut to 1, they are 0.6 and 0.8',
      inputs: { g: [3], h: [4] },
      options: { c: 1 },
      outputs: { y: ['0.60000'], z: ['0.80000'] },
    },
    {
      says: 'neither is longer than the cap alone, and together they are',
      inputs: { g: [0, 3], h: [4, 0, 0] },
      options: { c: 4 },
      outputs: { y: [0, '2.40000'], z: ['3.20000', 0, 0] },
    },
    {
      says: 'exactly as long as the cap they are left alone',
      inputs: { g: [3], h: [4] },
      options: { c: 5 },
      outputs: { y: [3], z: [4] },
    },
    {
      says: 'a tensor without gradients does not keep the other from being cut',
      inputs: { g: [0], h: [0, 4] },
      options: { c: 1 },
      outputs: { y: [0], z: [0, 1] },
    },
    {
      says: 'nor does the second keep the first',
      inputs: { g: [3, 0], h: [0, 0] },
      options: { c: 1 },
      outputs: { y: [1, 0], z: [0, 0] },
    },
    {
      says: 'a cap of zero on no gradients is no division by zero',
      inputs: { g: [0], h: [0, 0] },
      options: { c: 0 },
      outputs: { y: [0], z: [0, 0] },
    },
    {
      says: 'squares beyond the range of f32 do not overflow',
      inputs: { g: [3 * 2 ** 70], h: [4 * 2 ** 70] },
      options: { c: 1 },
      outputs: { y: ['0.60000'], z: ['0.80000'] },
    },
  ],
  special: [
    {
      says: 'an infinite component leaves no direction: NaN, not a silent zero',
      inputs: { g: [Number.POSITIVE_INFINITY, 1], h: [1] },
      options: { c: 1 },
      outputs: { y: [Number.NaN, null], z: [null] },
    },
    {
      says: 'NaN does not disappear',
      inputs: { g: [1], h: [Number.NaN] },
      options: { c: 1 },
      outputs: { y: [null], z: [Number.NaN] },
    },
  ],
  variants: {
    'eps-in-denominator': {
      kind: 'convention',
      says: '1e-6 added to the length before dividing',
      edits: `y[k] = g[k] * min(1, c / (norm + 1e-6))
        z[k] = h[k] * min(1, c / (norm + 1e-6))`,
      algorithm: `y[k] = g[k] * min(1, c / (a * q + 1e-6))
        z[k] = h[k] * min(1, c / (a * q + 1e-6))`,
      who: 'PyTorch clip_grad_norm_',
      seen: ['convention 43'],
    },
    'each-by-itself': {
      kind: 'convention',
      says: 'each tensor cut by its own length, which turns the direction of all together',
      edits: `ng   = sqrt(sum[j](g[j]^2))
        nh   = sqrt(sum[j](h[j]^2))
        y[k] = ng <= c ? g[k] : c * g[k] / ng
        z[k] = nh <= c ? h[k] : c * h[k] / nh`,
      who: 'Keras clipnorm, where global_clipnorm is meant',
      seen: ['convention 43'],
    },
    'by-value': {
      kind: 'convention',
      says: 'each component cut to ±c by itself',
      edits: `y[k] = max(-c, min(c, g[k]))
        z[k] = max(-c, min(c, h[k]))`,
      who: 'PyTorch clip_grad_value_, Keras clipvalue',
    },
    'lengths-added': {
      kind: 'mistake',
      says: 'the lengths of the tensors added up, not their squares',
      edits: `norm = sqrt(sum[j](g[j]^2)) + sqrt(sum[j](h[j]^2))
        y[k] = norm <= c ? g[k] : c * g[k] / norm
        z[k] = norm <= c ? h[k] : c * h[k] / norm`,
    },
    'longest-tensor': {
      kind: 'mistake',
      says: 'the length of the longest tensor for that of all',
      edits: `norm = max(sqrt(sum[j](g[j]^2)), sqrt(sum[j](h[j]^2)))
        y[k] = norm <= c ? g[k] : c * g[k] / norm
        z[k] = norm <= c ? h[k] : c * h[k] / norm`,
    },
    'length-of-the-first': {
      kind: 'mistake',
      says: 'the length of the first tensor for that of all',
      edits: `norm = sqrt(sum[j](g[j]^2))
        y[k] = norm <= c ? g[k] : c * g[k] / norm
        z[k] = norm <= c ? h[k] : c * h[k] / norm`,
    },
    'last-tensor-forgotten': {
      kind: 'mistake',
      says: 'the last tensor not cut with the others',
      edits: 'z[k] = h[k]',
    },
    'not-clipped': {
      kind: 'mistake',
      says: 'the gradients themselves, the clipped ones never used',
      edits: `y[k] = g[k]
        z[k] = h[k]`,
      seen: ['R-CLP-07'],
    },
    'always-rescaled': {
      kind: 'mistake',
      says: 'all gradients brought to the length c, short ones stretched',
      edits: `y[k] = a == 0 ? g[k] : c * (g[k] / a / q)
        z[k] = a == 0 ? h[k] : c * (h[k] / a / q)`,
    },
    'strictly-within': {
      kind: 'mistake',
      says: 'the cut also at equality, so that zero gradients under a zero cap divide 0 by 0',
      edits: `y[k] = q < c / a ? g[k] : c * (g[k] / a / q)
        z[k] = q < c / a ? h[k] : c * (h[k] / a / q)`,
      shows: 'numerically',
      seen: ['R-CLP-01'],
    },
    'squares-overflow': {
      kind: 'mistake',
      says: 'squares that overflow, after which the factor and with it every component is 0',
      edits: `y[k] = g[k] * (c * min(1 / norm, 1 / c))
        z[k] = h[k] * (c * min(1 / norm, 1 / c))`,
      shows: 'numerically',
      seen: ['R-CLP-02', 'R-CLP-05'],
    },
    'root-mean-square': {
      kind: 'mistake',
      says: 'the root mean square for the length',
      edits: 'q = a == 0 ? 0 : sqrt((sum[j]((g[j] / a)^2) + sum[j]((h[j] / a)^2)) / (m + n))',
    },
    'squared-length-compared': {
      kind: 'mistake',
      says: 'the squared length compared with the cap',
      edits: `y[k] = a == 0 or q^2 <= c / a / a ? g[k] : c * (g[k] / a / q)
        z[k] = a == 0 or q^2 <= c / a / a ? h[k] : c * (h[k] / a / q)`,
    },
    'constant-length': {
      kind: 'mistake',
      says: 'a gradient that takes the length for a constant',
      edits: `y[k] = a == 0 or q <= c / a ? g[k] : c * (g[k] / a / stop(q))
        z[k] = a == 0 or q <= c / a ? h[k] : c * (h[k] / a / stop(q))`,
      shows: 'in the gradient',
    },
    'own-tensor-alone': {
      kind: 'mistake',
      says: 'a gradient that takes the other tensor’s part of the length for a constant',
      edits: `qg   = a == 0 ? 0 : sqrt(sum[j]((g[j] / a)^2) + stop(sum[j]((h[j] / a)^2)))
        qh   = a == 0 ? 0 : sqrt(stop(sum[j]((g[j] / a)^2)) + sum[j]((h[j] / a)^2))
        y[k] = a == 0 or q <= c / a ? g[k] : c * (g[k] / a / qg)
        z[k] = a == 0 or q <= c / a ? h[k] : c * (h[k] / a / qh)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a single tensor hides whether the length is of all or of each',
    'in f32 the squares overflow from 1.8e19: divide by the largest component of all tensors first',
    'the gradients are cut before the optimizer: cutting its steps is another method',
  ],

  mathjs: `norm2 = sum(map(range(1, m, true), f(j) = g[j] ^ 2)) + sum(map(range(1, n, true), f(j) = h[j] ^ 2));
    cut(x) = norm2 <= c ^ 2 ? x : sqrt(c ^ 2 / norm2) * x;
    y = map(range(1, m, true), f(k) = cut(g[k]));
    z = map(range(1, n, true), f(k) = cut(h[k]))`,
});
