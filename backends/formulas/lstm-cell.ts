import { formula, noOptions } from '../lib/formula.ts';
import { runLstm, runLstmBack } from '../lib/lstm.ts';

/**
 * z_q = W_q x + U_q h + b_q; i, f, o = σ(z_i), σ(z_f), σ(z_o) and g = tanh z_g; c1 = f∘c + i∘g, h1 = o∘tanh c1: one step
 * of an LSTM, forwards and back.
 */
export default formula(
  'lstm-cell(x[N,D], h[N,H], c[N,H], W[4,H,D], U[4,H,H], b[4,H]) -> h1[N,H], c1[N,H]',
  noOptions,
  (k) => ({
    forward({ x, h, c, ...weights }, sizes) {
      const [{ made }] = runLstm(k, weights, [x], h, c, sizes);
      return { h1: made.h1, c1: made.c1 };
    },

    vjp({ x, h, c, ...weights }, { h1: dh1, c1: dc1 }, sizes) {
      const steps = runLstm(k, weights, [x], h, c, sizes);
      const { xs, h0, c0, ...gradients } = runLstmBack(k, weights, steps, [dh1], dc1, sizes);
      return { x: xs[0], h: h0, c: c0, ...gradients };
    },
  }),
);
