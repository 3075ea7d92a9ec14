import { addAll } from '../lib/arrays.ts';
import { apart, beside } from '../lib/columns.ts';
import { dense, denseGradient } from '../lib/dense.ts';
import { formula, noOptions } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import { inTime, runCell, runCellBack, stepsOf } from '../lib/recurrence.ts';
import { preactivation, preactivationGradient } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';

const ofOutput = ({ N, S, H, Q }: Sizes) => ({ rows: N * S, inner: 2 * H, columns: Q });
/** One query of each sample, and the encoder's states: p[N,1,H] with h[N,T,H]. */
const scoring = ({ N, T, H }: Sizes) => ({ batch: N, rows: 1, inner: H, columns: T });
/** Weights of each sample, and the states: alpha[N,1,T] with h[N,T,H]. */
const mixing = ({ N, T, H }: Sizes) => ({ batch: N, rows: 1, inner: T, columns: H });
/** The decoder as a cell that reads its word and the context side by side. */
const decoding = (sizes: Sizes): Sizes => ({ ...sizes, T: sizes.S, D: sizes.E + sizes.H });

/**
 * h of the encoder; from p_0 = h_T: alpha_t = softmax(h p_t), z_t = hᵀ alpha_t, p_{t+1} = s_t = tanh([Wy Cy][y_t; z_t] + Uy p_t
 * + by), o_t = V [z_t; s_t] + c. Reverse, from the last step: what reaches s_t gives y_t, z_t and p_t their shares, z_t
 * gives alpha_t and h theirs, and the scores give p_t and h the rest.
 */
export default formula(
  'attention-encoder-decoder(x[N,T,D], Wx[H,D], Ux[H,H], bx[H], y[N,S,E], Wy[H,E], Uy[H,H], Cy[H,H], by[H], V[Q,J], c[Q]) -> o[N,S,Q], alpha[N,S,T]',
  noOptions,
  (k) => {
    type Inputs = Record<'x' | 'Wx' | 'Ux' | 'bx' | 'y' | 'Wy' | 'Uy' | 'Cy' | 'by', Floats>;
    const run = ({ x, Wx, Ux, bx, y, Wy, Uy, Cy, by }: Inputs, sizes: Sizes) => {
      const { N, D, E, H, S, T } = sizes;
      const encoder = { W: Wx, U: Ux, b: bx };
      const rest = zeros(x, N * H);
      const xs = stepsOf(k, x, sizes, D);
      const read = runCell(k, encoder, xs, rest, sizes);
      const h = inTime(k, read.h, sizes, H);
      const cell = { W: beside(Wy, Cy, E, H), U: Uy, b: by };
      const words = stepsOf(k, y, { ...sizes, T: S }, E);
      let state = read.h[T - 1];
      const steps = words.map((word) => {
        const p = state;
        const scores = k.matmul(p, h, { ...scoring(sizes), transposeB: true });
        const alpha = k.softmax(scores, T);
        const z = k.matmul(alpha, h, mixing(sizes));
        const input = beside(word, z, E, H);
        const sums = preactivation(k, cell, input, p, decoding(sizes));
        state = k.map('tanh', sums);
        return { p, alpha, z, input, sums, s: state };
      });
      const outputs = inTime(
        k,
        steps.map(({ z, s }) => beside(z, s, H, H)),
        decoding(sizes),
        2 * H,
      );
      return { encoder, rest, xs, read, h, cell, steps, outputs };
    };

    return {
      forward({ V, c, ...inputs }, sizes) {
        const { steps, outputs } = run(inputs, sizes);
        const alpha = inTime(
          k,
          steps.map((step) => step.alpha),
          decoding(sizes),
          sizes.T,
        );
        return { o: dense(k, outputs, V, ofOutput(sizes), c), alpha };
      },

      vjp({ V, c, ...inputs }, { o: dout, alpha: dalpha }, sizes) {
        const { N, D, E, H, Q, S, T } = sizes;
        const { encoder, rest, xs, read, h, cell, steps, outputs } = run(inputs, sizes);
        const output = denseGradient(k, outputs, V, dout, ofOutput(sizes));
        const arriving = stepsOf(k, output.x, decoding(sizes), 2 * H);
        const toWeights = stepsOf(k, dalpha, decoding(sizes), T);
        const cells: ReturnType<typeof preactivationGradient>[] = [];
        const toStates: Floats[] = [];
        let toState = zeros(h, N * H);
        for (let t = S - 1; t >= 0; t--) {
          const { p, alpha, input, sums } = steps[t];
          const [dzOut, dsOut] = apart(arriving[t], H, H);
          const dsums = k.mapGradient('tanh', sums, k.combine(1, dsOut, 1, toState));
          cells[t] = preactivationGradient(k, cell, input, p, dsums, decoding(sizes));
          const dz = k.combine(1, dzOut, 1, apart(cells[t].x, E, H)[1]);
          const shares = k.matmul(dz, h, { ...scoring(sizes), transposeB: true });
          const de = k.softmaxGradient(alpha, k.combine(1, shares, 1, toWeights[t]), T);
          toState = k.combine(1, cells[t].h, 1, k.matmul(de, h, mixing(sizes)));
          const outer = { batch: N, rows: T, inner: 1, columns: H };
          toStates.push(k.matmul(alpha, dz, outer), k.matmul(de, p, outer));
        }
        const total = (name: 'W' | 'U' | 'b') =>
          addAll(
            k,
            cells.map((one) => one[name]),
          );
        const dh = stepsOf(k, addAll(k, toStates), sizes, H);
        dh[T - 1] = k.combine(1, dh[T - 1], 1, toState);
        const front = runCellBack(k, encoder, xs, rest, read, dh, sizes);
        const [Wy, Cy] = apart(total('W'), E, H);
        const words = cells.map((one) => apart(one.x, E, H)[0]);
        return {
          x: inTime(k, front.xs, sizes, D),
          Wx: front.W,
          Ux: front.U,
          bx: front.b,
          y: inTime(k, words, decoding(sizes), E),
          Wy,
          Uy: total('U'),
          Cy,
          by: total('b'),
          V: output.W,
          c: k.sum(dout, 1, N * S, Q),
        };
      },
    };
  },
);
