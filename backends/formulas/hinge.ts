import { formula } from '../lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';
import { weightOf } from '../lib/reduction.ts';

/** 1 for a yes, −1 for a no. */
const sides = (y: Floats, t: Int32Array): Floats => zeros(y, y.length).map((_, n) => 2 * t[n] - 1) as Floats;

/** What each score is short of the margin. */
const short = (k: Kernels, y: Floats, t: Int32Array, margin: number): Floats =>
  k.affine(-1, k.multiply(y, sides(y, t)), margin);

/** loss = w Σ max(0, margin − s y) with s = ±1, so dy = −w s dloss where the margin is not reached. */
export default formula(
  'hinge(y[N], t[N] in 2) -> loss[]',
  (options, { N }) => ({
    margin: options.number('margin', { standard: 1 }),
    ...weightOf(options, N),
  }),
  (k) => ({
    forward({ y, t }, { N }, { margin, weight }) {
      const costs = k.map('relu', short(k, y, t, margin));
      return { loss: k.affine(weight, k.sum(costs, 1, N, 1), 0) };
    },

    vjp({ y, t }, { loss: [dloss] }, _, { margin, weight }) {
      const active = k.mapGradient('relu', short(k, y, t, margin), sides(y, t));
      return { y: k.affine(-weight * dloss, active, 0) };
    },
  }),
);
