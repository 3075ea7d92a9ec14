import { dense, denseGradient } from '../lib/dense.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { inTime, type Run, runCell, runCellBack, stepsOf } from '../lib/recurrence.ts';
import { type Gate, gateOf, stackGates } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';

/** Each layer is a network of its own over the sequence, whose inputs are as wide as its states. */
const ofLayers = (sizes: Sizes): Sizes => ({ ...sizes, D: sizes.H });
const ofOutput = ({ N, T, H, Q }: Sizes) => ({ rows: N * T, inner: H, columns: Q });

/**
 * Layer by layer: s_l,t = tanh(W_l s_l−1,t + U_l s_l,t−1 + b_l) with s_−1 = x; o = V s_L−1 + c.
 * Reverse, from the top layer: what a layer gives its inputs is the cotangent of the states below.
 */
export default formula(
  'deep-rnn(x[N,T,H], h0[N,L,H], W[L,H,H], U[L,H,H], b[L,H], V[Q,H], c[Q]) -> o[N,T,Q], h1[N,L,H]',
  noOptions,
  (k) => {
    /** [N,L,H] as L arrays [N,H], and back. */
    const layersOf = (h: Floats, sizes: Sizes) => stepsOf(k, h, { ...sizes, T: sizes.L }, sizes.H);
    const ofAll = (layers: readonly Floats[], sizes: Sizes) =>
      inTime(k, layers, { ...sizes, T: sizes.L }, sizes.H);

    const run = (x: Floats, h0: Floats, weights: Gate, sizes: Sizes) => {
      const starts = layersOf(h0, sizes);
      const layers: { xs: readonly Floats[]; start: Floats; gate: Gate; states: Run }[] = [];
      let xs: readonly Floats[] = stepsOf(k, x, sizes, sizes.H);
      for (const [l, start] of starts.entries()) {
        const gate = gateOf(weights, l, ofLayers(sizes));
        const states = runCell(k, gate, xs, start, ofLayers(sizes));
        layers.push({ xs, start, gate, states });
        xs = states.h;
      }
      return { layers, top: xs };
    };

    return {
      forward({ x, h0, V, c, ...weights }, sizes) {
        const { layers, top } = run(x, h0, weights, sizes);
        return {
          o: dense(k, inTime(k, top, sizes, sizes.H), V, ofOutput(sizes), c),
          h1: ofAll(
            layers.map(({ states }) => states.h[sizes.T - 1]),
            sizes,
          ),
        };
      },

      vjp({ x, h0, V, c, ...weights }, { o: dout, h1: dh1 }, sizes) {
        const { layers, top } = run(x, h0, weights, sizes);
        const output = denseGradient(k, inTime(k, top, sizes, sizes.H), V, dout, ofOutput(sizes));
        const last = layersOf(dh1, sizes);
        const gates: Gate[] = [];
        const starts: Floats[] = [];
        let arriving: readonly Floats[] = stepsOf(k, output.x, sizes, sizes.H);
        for (let l = sizes.L - 1; l >= 0; l--) {
          const { xs, start, gate, states } = layers[l];
          const dh = arriving.with(-1, k.combine(1, arriving[sizes.T - 1], 1, last[l]));
          const back = runCellBack(k, gate, xs, start, states, dh, ofLayers(sizes));
          gates[l] = { W: back.W, U: back.U, b: back.b };
          starts[l] = back.h0;
          arriving = back.xs;
        }
        return {
          x: inTime(k, arriving, sizes, sizes.H),
          h0: ofAll(starts, sizes),
          ...stackGates(gates),
          V: output.W,
          c: k.sum(dout, 1, sizes.N * sizes.T, sizes.Q),
        };
      },
    };
  },
);
