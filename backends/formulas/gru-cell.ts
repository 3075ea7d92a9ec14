import { addAll } from '../lib/arrays.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { type Gate, gateOf, preactivation, preactivationGradient, stackGates } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * r = σ(a_r), a_r = W_r x + U_r h + b_r; z = σ(a_z) likewise, 1 − z = σ(−a_z); n = tanh(a_n), a_n = W_n x + U_n u + b_n
 * with u = r∘h; h1 = z∘h + (1−z)∘n.
 * Reverse: dz = dh1∘(h − n), dn = dh1∘(1−z); a_n passes du on to u, so dr = du∘h; dh = dh1∘z + du∘r + what a_r and a_z
 * pass on.
 */
export default formula('gru-cell(x[N,D], h[N,H], W[3,H,D], U[3,H,H], b[3,H]) -> h1[N,H]', noOptions, (k) => {
  const run = (x: Floats, h: Floats, weights: Gate, sizes: Sizes) => {
    const gates = [0, 1, 2].map((q) => gateOf(weights, q, sizes));
    const ar = preactivation(k, gates[0], x, h, sizes);
    const az = preactivation(k, gates[1], x, h, sizes);
    const r = k.map('sigmoid', ar);
    const u = k.multiply(r, h);
    const an = preactivation(k, gates[2], x, u, sizes);
    const z = k.map('sigmoid', az);
    const rest = k.map('sigmoid', k.affine(-1, az, 0));
    return { gates, ar, az, an, r, u, z, rest, n: k.map('tanh', an) };
  };

  return {
    forward({ x, h, ...weights }, sizes) {
      const { z, rest, n } = run(x, h, weights, sizes);
      return { h1: k.combine(1, k.multiply(z, h), 1, k.multiply(rest, n)) };
    },

    vjp({ x, h, ...weights }, { h1: dh1 }, sizes) {
      const { gates, ar, az, an, r, u, z, rest, n } = run(x, h, weights, sizes);
      const dan = k.mapGradient('tanh', an, k.multiply(dh1, rest));
      const daz = k.mapGradient('sigmoid', az, k.multiply(dh1, k.combine(1, h, -1, n)));
      const throughN = preactivationGradient(k, gates[2], x, u, dan, sizes);
      const throughZ = preactivationGradient(k, gates[1], x, h, daz, sizes);
      const dar = k.mapGradient('sigmoid', ar, k.multiply(throughN.h, h));
      const throughR = preactivationGradient(k, gates[0], x, h, dar, sizes);
      return {
        x: addAll(k, [throughR.x, throughZ.x, throughN.x]),
        h: addAll(k, [k.multiply(dh1, z), k.multiply(throughN.h, r), throughR.h, throughZ.h]),
        ...stackGates([throughR, throughZ, throughN]),
      };
    },
  };
});
