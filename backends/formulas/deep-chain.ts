import { formula } from '../lib/formula.ts';
import { type Elementary, type Floats, type Kernels, zeros } from '../lib/kernels.ts';

/** The net inputs of every unit, and what each gets: the input first, the output of the chain last. */
function chain(k: Kernels, g: Elementary, x: Floats, w: Floats, b: Floats) {
  const nets: Floats[] = [];
  const values: Floats[] = [x];
  for (let l = 0; l < w.length; l++) {
    nets.push(k.affine(w[l], values[l], b[l]));
    values.push(k.map(g, nets[l]));
  }
  return { nets, values };
}

/** y_l = g(w_l y_{l−1} + b_l), one unit after another. Reverse: dz = dy∘g′(z), dw = Σ dz y, db = Σ dz, dy ← w dz. */
export default formula(
  'deep-chain(x[N], w[L], b[L]) -> o[N]',
  (options) => ({ activation: options.choice('activation', ['sigmoid', 'relu']) }),
  (k) => ({
    forward: ({ x, w, b }, { L }, { activation }) => ({ o: chain(k, activation, x, w, b).values[L] }),

    vjp({ x, w, b }, { o: dout }, { N, L }, { activation }) {
      const { nets, values } = chain(k, activation, x, w, b);
      const [dw, db] = [zeros(w, L), zeros(b, L)];
      let dy = dout;
      for (let l = L - 1; l >= 0; l--) {
        const dz = k.mapGradient(activation, nets[l], dy);
        dw.set(k.sum(k.multiply(dz, values[l]), 1, N, 1), l);
        db.set(k.sum(dz, 1, N, 1), l);
        dy = k.affine(w[l], dz, 0);
      }
      return { x: dy, w: dw, b: db };
    },
  }),
);
