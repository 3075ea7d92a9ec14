import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';

/** Of each element whether it lies beyond the threshold, and whether it does not (NaN among these). */
const sides = (x: Floats, beta: number, threshold: number) => {
  const beyond = Int32Array.from(x, (value) => (beta * value > threshold ? 1 : 0));
  return { beyond, within: beyond.map((one) => 1 - one) };
};

/** y = x beyond the threshold, else softplus(βx)/β; dx = dy, else dy σ(βx). */
export default formula(
  'softplus(x[...]) -> y[...]',
  (options) => ({
    beta: options.number('beta', { standard: 1 }),
    threshold: options.number('threshold', { standard: 20 }),
  }),
  (k) => ({
    forward({ x }, _, { beta, threshold }) {
      const { beyond, within } = sides(x, beta, threshold);
      const curved = k.map('softplus', k.affine(beta, x, 0));
      return { y: k.combine(1, k.select(beyond, x, 0), 1 / beta, k.select(within, curved, 0)) };
    },

    vjp({ x }, { y: dy }, _, { beta, threshold }) {
      const { beyond, within } = sides(x, beta, threshold);
      const curved = k.mapGradient('softplus', k.affine(beta, x, 0), dy);
      return { x: k.combine(1, k.select(beyond, dy, 0), 1, k.select(within, curved, 0)) };
    },
  }),
);
