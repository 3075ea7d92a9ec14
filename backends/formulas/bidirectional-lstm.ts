import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import { runLstm, runLstmBack } from '../lib/lstm.ts';
import { stepsOf } from '../lib/recurrence.ts';
import type { Gate } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';
import { bothWays, merged, mergeOf, parted } from '../lib/two-directions.ts';

interface Direction extends Gate {
  readonly h0: Floats;
  readonly c0: Floats;
}

/** Two runs, one of them over the steps reversed and its states reversed back; side by side or added up. */
export default formula(
  'bidirectional-lstm(x[N,T,D], hf0[N,H], cf0[N,H], Wf[4,H,D], Uf[4,H,H], bf[4,H], hb0[N,H], cb0[N,H], Wb[4,H,D], Ub[4,H,H], bb[4,H]) -> h[N,T,P]',
  mergeOf,
  (k) => {
    type Names = 'x' | 'hf0' | 'cf0' | 'Wf' | 'Uf' | 'bf' | 'hb0' | 'cb0' | 'Wb' | 'Ub' | 'bb';
    const run = ({ x, hf0, cf0, Wf, Uf, bf, hb0, cb0, Wb, Ub, bb }: Record<Names, Floats>, sizes: Sizes) => {
      const f: Direction = { h0: hf0, c0: cf0, W: Wf, U: Uf, b: bf };
      const b: Direction = { h0: hb0, c0: cb0, W: Wb, U: Ub, b: bb };
      const xs = stepsOf(k, x, sizes, sizes.D);
      return {
        f,
        b,
        forward: runLstm(k, f, xs, f.h0, f.c0, sizes),
        backward: runLstm(k, b, xs.toReversed(), b.h0, b.c0, sizes),
      };
    };
    const states = (steps: ReturnType<typeof runLstm>) => steps.map(({ h }) => h);

    return {
      forward(inputs, sizes, merge) {
        const { forward, backward } = run(inputs, sizes);
        return { h: merged(k, states(forward), states(backward), sizes, merge) };
      },

      vjp(inputs, { h: dh }, sizes, merge) {
        const { f, b, forward, backward } = run(inputs, sizes);
        const arriving = parted(k, dh, sizes, merge);
        const none = zeros(inputs.hf0, inputs.hf0.length);
        const df = runLstmBack(k, f, forward, arriving.forward, none, sizes);
        const db = runLstmBack(k, b, backward, arriving.backward, none, sizes);
        return {
          x: bothWays(k, df.xs, db.xs, sizes),
          ...{ hf0: df.h0, cf0: df.c0, Wf: df.W, Uf: df.U, bf: df.b },
          ...{ hb0: db.h0, cb0: db.c0, Wb: db.W, Ub: db.U, bb: db.b },
        };
      },
    };
  },
);
