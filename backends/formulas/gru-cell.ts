import { formula, noOptions } from '../lib/formula.ts';
import { runGru, runGruBack } from '../lib/gru.ts';

/**
 * r = σ(W_r x + U_r h + b_r), z = σ(…) likewise, n = tanh(W_n x + U_n (r∘h) + b_n), h1 = z∘h + (1−z)∘n: one step of gated
 * recurrent units, forwards and back.
 */
export default formula('gru-cell(x[N,D], h[N,H], W[3,H,D], U[3,H,H], b[3,H]) -> h1[N,H]', noOptions, (k) => ({
  forward: ({ x, h, ...weights }, sizes) => ({ h1: runGru(k, weights, [x], h, sizes)[0].h }),

  vjp({ x, h, ...weights }, { h1: dh1 }, sizes) {
    const steps = runGru(k, weights, [x], h, sizes);
    const { xs, h0, ...gradients } = runGruBack(k, weights, steps, [dh1], sizes);
    return { x: xs[0], h: h0, ...gradients };
  },
}));
