import { formula } from '../lib/formula.ts';
import { nonzero } from '../lib/indices.ts';
import { weightOf } from '../lib/reduction.ts';

/**
 * loss = −w Σ t log y with 0 · log 0 = 0, so dy = −w t/y and dt = −w log y. Where t = y = 0 the loss is finite and has
 * no slope in t: there the gradient is 0.
 */
export default formula(
  'cross-entropy(t[N,K], y[N,K]) -> loss[]',
  (options, { N }) => weightOf(options, N),
  (k) => ({
    forward({ t, y }, { N, K }, { weight }) {
      const terms = k.select(nonzero(t), k.multiply(t, k.map('log', y)), 0);
      return { loss: k.affine(-weight, k.sum(terms, 1, N * K, 1), 0) };
    },

    vjp({ t, y }, { loss: [dloss] }, _, { weight }) {
      const present = nonzero(t);
      const either = nonzero(y).map((y, i) => y | present[i]);
      return {
        t: k.select(either, k.affine(-weight * dloss, k.map('log', y), 0), 0),
        y: k.select(present, k.affine(-weight * dloss, k.mapGradient('log', y, t), 0), 0),
      };
    },
  }),
);
