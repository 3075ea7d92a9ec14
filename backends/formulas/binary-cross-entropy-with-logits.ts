import { formula } from '../lib/formula.ts';
import { weightOf } from '../lib/reduction.ts';

/**
 * loss = c Σ w t softplus(−z) + (1 − t) softplus(z), so dz = c ((1 − t) σ(z) − w t σ(−z)),
 * dt = c (w softplus(−z) − softplus(z)) and dw = c Σ t softplus(−z).
 */
export default formula(
  'binary-cross-entropy-with-logits(z[N,K], t[N,K], w[K]) -> loss[]',
  (options, { N, K }) => weightOf(options, N * K),
  (k) => ({
    forward({ z, t, w }, { N, K }, { weight }) {
      const yes = k.multiply(k.map('softplus', k.affine(-1, z, 0)), k.multiply(t, w));
      const no = k.multiply(k.map('softplus', z), k.affine(-1, t, 1));
      return { loss: k.affine(weight, k.sum(k.combine(1, yes, 1, no), 1, N * K, 1), 0) };
    },

    vjp({ z, t, w }, { loss: [dloss] }, { N, K }, { weight }) {
      const c = weight * dloss;
      const [yes, no] = [k.map('softplus', k.affine(-1, z, 0)), k.map('softplus', z)];
      const down = k.mapGradient('softplus', k.affine(-1, z, 0), k.multiply(t, w));
      const up = k.mapGradient('softplus', z, k.affine(-1, t, 1));
      return {
        z: k.combine(c, up, -c, down),
        t: k.combine(c, k.multiply(yes, w), -c, no),
        w: k.affine(c, k.sum(k.multiply(t, yes), 1, N, K), 0),
      };
    },
  }),
);
