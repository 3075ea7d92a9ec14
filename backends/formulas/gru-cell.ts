import { add, addAll } from '../lib/arrays.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { type Gate, gateOf, preactivation, preactivationGradient, stackGates } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * r = σ(W_r x + U_r h + b_r), z = σ(W_z x + U_z h + b_z), n = tanh(W_n x + U_n (r∘h) + b_n), h1 = z∘h + (1−z)∘n.
 * Reverse: dz = dh1∘(h − n), dn = dh1∘(1−z); n's preactivation gives du for u = r∘h, then dr = du∘h; and
 * dh = dh1∘z + du∘r + what the preactivations of r and z give.
 */
export default formula(
  'gru-cell(x[N,D], h[N,H], W[3,H,D], U[3,H,H], b[3,H]) -> h1[N,H]',
  noOptions,
  (k) => {
    const run = (x: Floats, h: Floats, weights: Gate, sizes: Sizes) => {
      const [gateR, gateZ, gateN] = [0, 1, 2].map((q) => gateOf(weights, q, sizes));
      const ar = preactivation(k, gateR, x, h, sizes);
      const az = preactivation(k, gateZ, x, h, sizes);
      const r = k.map('sigmoid', ar);
      const u = k.multiply(r, h);
      const an = preactivation(k, gateN, x, u, sizes);
      const keep = k.map('sigmoid', k.affine(-1, az, 0));
      return { gateR, gateZ, gateN, ar, az, an, r, u, z: k.map('sigmoid', az), keep, n: k.map('tanh', an) };
    };
    return {} as never;
  },
);
