import { formula } from '../lib/formula.ts';

/**
 * y = g within the ball ‖g‖ ≤ c, else y = c u with u = g/‖g‖. There ∂u/∂g = (I − u uᵀ)/‖g‖, so
 * dg = c/‖g‖ (dy − u (u·dy)).
 */
export default formula(
  'clip-by-norm(g[n]) -> y[n]',
  (options) => ({ c: options.number('c', { least: 0 }) }),
  (k) => ({
    forward({ g }, _, { c }) {
      const norm = k.norm(g);
      return { y: norm <= c ? g.slice() : k.affine(c / norm, g, 0) };
    },

    vjp({ g }, { y: dy }, { n }, { c }) {
      const norm = k.norm(g);
      if (norm <= c) return { g: dy.slice() };
      const u = k.affine(1 / norm, g, 0);
      const [along] = k.matmul(u, dy, { rows: 1, inner: n, columns: 1 });
      return { g: k.combine(c / norm, dy, (-c / norm) * along, u) };
    },
  }),
);
