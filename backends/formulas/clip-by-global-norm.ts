import { concatenate } from '../lib/arrays.ts';
import { formula } from '../lib/formula.ts';

/**
 * With x the tensors end to end: y = x within the ball ‖x‖ ≤ c, else c u with u = x/‖x‖. There ∂u/∂x = (I − u uᵀ)/‖x‖,
 * so dx = c/‖x‖ (dy − u (u·dy)).
 */
export default formula(
  'clip-by-global-norm(g[m], h[n]) -> y[m], z[n]',
  (options) => ({ c: options.number('c', { least: 0 }) }),
  (k) => ({
    forward({ g, h }, _, { c }) {
      const norm = k.norm(concatenate([g, h]));
      if (norm <= c) return { y: g.slice(), z: h.slice() };
      return { y: k.affine(c / norm, g, 0), z: k.affine(c / norm, h, 0) };
    },

    vjp({ g, h }, { y: dy, z: dz }, { m, n }, { c }) {
      const x = concatenate([g, h]);
      const d = concatenate([dy, dz]);
      const norm = k.norm(x);
      if (norm <= c) return { g: dy.slice(), h: dz.slice() };
      const u = k.affine(1 / norm, x, 0);
      const [along] = k.matmul(u, d, { rows: 1, inner: m + n, columns: 1 });
      const dx = k.combine(c / norm, d, (-c / norm) * along, u);
      return { g: dx.slice(0, m), h: dx.slice(m) };
    },
  }),
);
