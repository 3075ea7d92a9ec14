import { formula } from '../lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';

/** min(0, x)/α. */
const below = (k: Kernels, x: Floats, alpha: number): Floats =>
  k.divide(k.affine(-1, k.map('relu', k.affine(-1, x, 0)), 0), zeros(x, 1).fill(alpha));

/** y = max(0, x) + α (e^(min(0, x)/α) − 1); dx = dy where x > 0, else dy e^(x/α). */
export default formula(
  'celu(x[...]) -> y[...]',
  (options) => ({ alpha: options.number('alpha', { standard: 1 }) }),
  (k) => ({
    forward: ({ x }, _, { alpha }) => ({
      y: k.combine(1, k.map('relu', x), alpha, k.map('expm1', below(k, x, alpha))),
    }),

    vjp({ x }, { y: dy }, _, { alpha }) {
      const active = k.mapGradient('relu', x, dy);
      const inactive = k.combine(1, dy, -1, active);
      return { x: k.combine(1, active, 1, k.mapGradient('expm1', below(k, x, alpha), inactive)) };
    },
  }),
);
