import { addAll } from '../lib/arrays.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { type Gate, gateOf, preactivation, preactivationGradient, stackGates } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';

const SLOTS = [0, 1, 2, 3];

/**
 * z_q = W_q x + U_q h + b_q; i, f, o = σ(z_i), σ(z_f), σ(z_o) and g = tanh z_g;
 * c1 = f∘c + i∘g, h1 = o∘tanh c1.
 * Reverse: do = dh1∘tanh c1; dc̃ = dc1 + dh1∘o / cosh² c1; df = dc̃∘c, di = dc̃∘g, dg = dc̃∘i, dc = dc̃∘f; each then
 * through its activation to its z.
 */
export default formula(
  'lstm-cell(x[N,D], h[N,H], c[N,H], W[4,H,D], U[4,H,H], b[4,H]) -> h1[N,H], c1[N,H]',
  noOptions,
  (k) => {
    const run = (x: Floats, h: Floats, c: Floats, weights: Gate, sizes: Sizes) => {
      const [zi, zf, zg, zo] = SLOTS.map((q) => preactivation(k, gateOf(weights, q, sizes), x, h, sizes));
      const [i, f, o] = [zi, zf, zo].map((z) => k.map('sigmoid', z));
      const g = k.map('tanh', zg);
      const c1 = k.combine(1, k.multiply(f, c), 1, k.multiply(i, g));
      return { zi, zf, zg, zo, i, f, g, o, c1, t: k.map('tanh', c1) };
    };

    return {
      forward({ x, h, c, ...weights }, sizes) {
        const { o, c1, t } = run(x, h, c, weights, sizes);
        return { h1: k.multiply(o, t), c1 };
      },

      vjp({ x, h, c, ...weights }, { h1: dh1, c1: dc1 }, sizes) {
        const { zi, zf, zg, zo, i, f, g, o, c1, t } = run(x, h, c, weights, sizes);
        const dc = k.combine(1, dc1, 1, k.mapGradient('tanh', c1, k.multiply(dh1, o)));
        const gates = [
          k.mapGradient('sigmoid', zi, k.multiply(dc, g)),
          k.mapGradient('sigmoid', zf, k.multiply(dc, c)),
          k.mapGradient('tanh', zg, k.multiply(dc, i)),
          k.mapGradient('sigmoid', zo, k.multiply(dh1, t)),
        ].map((dz, q) => preactivationGradient(k, gateOf(weights, q, sizes), x, h, dz, sizes));
        return {
          x: addAll(
            k,
            gates.map(({ x }) => x),
          ),
          h: addAll(
            k,
            gates.map(({ h }) => h),
          ),
          c: k.multiply(dc, f),
          ...stackGates(gates),
        };
      },
    };
  },
);
