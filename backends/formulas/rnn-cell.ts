import { formula, noOptions } from '../lib/formula.ts';
import { preactivation, preactivationGradient } from '../lib/recurrent.ts';

/** h1 = tanh z, z = W x + U h + b, so dz = dh1 / cosh² z. */
export default formula('rnn-cell(x[N,D], h[N,H], W[H,D], U[H,H], b[H]) -> h1[N,H]', noOptions, (k) => ({
  forward: ({ x, h, ...gate }, sizes) => ({ h1: k.map('tanh', preactivation(k, gate, x, h, sizes)) }),

  vjp({ x, h, ...gate }, { h1: dh1 }, sizes) {
    const dz = k.mapGradient('tanh', preactivation(k, gate, x, h, sizes), dh1);
    return preactivationGradient(k, gate, x, h, dz, sizes);
  },
}));
