import { formula } from '../lib/formula.ts';

/** v, or ½ v + ½ θ. */
export default formula(
  'word2vec-vectors(v[V,D], theta[V,D]) -> y[V,D]',
  (options) => ({ own: options.choice('use', ['input', 'mean']) === 'input' ? 1 : 0.5 }),
  (k) => ({
    forward: ({ v, theta }, _sizes, { own }) => ({
      y: own === 1 ? v.slice() : k.affine(own, k.combine(1, v, 1, theta), 0),
    }),

    vjp: (_inputs, { y: dy }, _sizes, { own }) => ({
      v: k.affine(own, dy, 0),
      theta: k.affine(1 - own, dy, 0),
    }),
  }),
);
