import { formula } from '../lib/formula.ts';

/** y = max(0, x) + α (e^min(0, x) − 1); dx = dy where x > 0, else dy α eˣ. */
export default formula(
  'elu(x[...]) -> y[...]',
  (options) => ({ alpha: options.number('alpha', { standard: 1 }) }),
  (k) => ({
    forward({ x }, _, { alpha }) {
      const below = k.affine(-1, k.map('relu', k.affine(-1, x, 0)), 0);
      return { y: k.combine(1, k.map('relu', x), alpha, k.map('expm1', below)) };
    },

    vjp({ x }, { y: dy }, _, { alpha }) {
      const below = k.affine(-1, k.map('relu', k.affine(-1, x, 0)), 0);
      const active = k.mapGradient('relu', x, dy);
      const inactive = k.combine(1, dy, -1, active);
      return { x: k.combine(1, active, alpha, k.mapGradient('expm1', below, inactive)) };
    },
  }),
);
