import { formula, noOptions } from '../lib/formula.ts';

const LAMBDA = 1.0507009873554805;
const FLOOR = LAMBDA * 1.6732632423543772;

/** y = λ max(0, x) + λα (e^min(0, x) − 1); dx = λ dy where x > 0, else λα eˣ dy. */
export default formula('selu(x[...]) -> y[...]', noOptions, (k) => ({
  forward({ x }) {
    const below = k.affine(-1, k.map('relu', k.affine(-1, x, 0)), 0);
    return { y: k.combine(LAMBDA, k.map('relu', x), FLOOR, k.map('expm1', below)) };
  },

  vjp({ x }, { y: dy }) {
    const below = k.affine(-1, k.map('relu', k.affine(-1, x, 0)), 0);
    const active = k.mapGradient('relu', x, dy);
    const inactive = k.combine(1, dy, -1, active);
    return { x: k.combine(LAMBDA, active, FLOOR, k.mapGradient('expm1', below, inactive)) };
  },
}));
