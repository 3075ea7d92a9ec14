import { apart, beside } from '../lib/columns.ts';
import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import { runLstm, runLstmBack } from '../lib/lstm.ts';
import { inTime, stepsOf } from '../lib/recurrence.ts';
import type { Gate } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';

interface Direction extends Gate {
  readonly h0: Floats;
  readonly c0: Floats;
}

/** Two runs, one of them over the steps reversed and its states reversed back; side by side or added up. */
export default formula(
  'bidirectional-lstm(x[N,T,D], hf0[N,H], cf0[N,H], Wf[4,H,D], Uf[4,H,H], bf[4,H], hb0[N,H], cb0[N,H], Wb[4,H,D], Ub[4,H,H], bb[4,H]) -> h[N,T,P]',
  (options, { H }) => {
    const isSum = options.choice('merge', ['concat', 'sum']) === 'sum';
    return { isSum, P: isSum ? H : 2 * H };
  },
  (k) => {
    const run = (x: Floats, f: Direction, b: Direction, sizes: Sizes) => {
      const xs = stepsOf(k, x, sizes, sizes.D);
      return {
        forward: runLstm(k, f, xs, f.h0, f.c0, sizes),
        backward: runLstm(k, b, xs.toReversed(), b.h0, b.c0, sizes),
      };
    };

    return {
      forward({ x, hf0, cf0, Wf, Uf, bf, hb0, cb0, Wb, Ub, bb }, sizes, { isSum, P }) {
        const { H, T } = sizes;
        const f = { h0: hf0, c0: cf0, W: Wf, U: Uf, b: bf };
        const { forward, backward } = run(x, f, { h0: hb0, c0: cb0, W: Wb, U: Ub, b: bb }, sizes);
        const joined = forward.map(({ h }, t) => {
          const other = backward[T - 1 - t].h;
          return isSum ? k.combine(1, h, 1, other) : beside(h, other, H, H);
        });
        return { h: inTime(k, joined, sizes, P) };
      },

      vjp({ x, hf0, cf0, Wf, Uf, bf, hb0, cb0, Wb, Ub, bb }, { h: dh }, sizes, { isSum, P }) {
        const { H, T } = sizes;
        const f = { h0: hf0, c0: cf0, W: Wf, U: Uf, b: bf };
        const b = { h0: hb0, c0: cb0, W: Wb, U: Ub, b: bb };
        const { forward, backward } = run(x, f, b, sizes);
        const arriving = stepsOf(k, dh, sizes, P).map((step) => (isSum ? [step, step] : apart(step, H, H)));
        const none = zeros(hf0, hf0.length);
        const toForward = arriving.map(([left]) => left);
        const toBackward = arriving.map(([, right]) => right).reverse();
        const df = runLstmBack(k, f, forward, toForward, none, sizes);
        const db = runLstmBack(k, b, backward, toBackward, none, sizes);
        const dxs = df.xs.map((dx, t) => k.combine(1, dx, 1, db.xs[T - 1 - t]));
        return {
          x: inTime(k, dxs, sizes, sizes.D),
          ...{ hf0: df.h0, cf0: df.c0, Wf: df.W, Uf: df.U, bf: df.b },
          ...{ hb0: db.h0, cb0: db.c0, Wb: db.W, Ub: db.U, bb: db.b },
        };
      },
    };
  },
);
