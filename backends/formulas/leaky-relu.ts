import { formula } from '../lib/formula.ts';

/** y = max(0, x) − slope · max(0, −x), dx = dy where x > 0, else slope · dy. */
export default formula(
  'leaky-relu(x[...]) -> y[...]',
  (options) => ({ slope: options.number('slope', { standard: 0.01 }) }),
  (k) => ({
    forward: ({ x }, _, { slope }) => ({
      y: k.combine(1, k.map('relu', x), -slope, k.map('relu', k.affine(-1, x, 0))),
    }),

    vjp({ x }, { y: dy }, _, { slope }) {
      const active = k.mapGradient('relu', x, dy);
      return { x: k.combine(1, active, slope, k.combine(1, dy, -1, active)) };
    },
  }),
);
