import { formula } from '../lib/formula.ts';
import { runGru, runGruBack } from '../lib/gru.ts';
import type { Floats } from '../lib/kernels.ts';
import { stepsOf } from '../lib/recurrence.ts';
import type { Gate } from '../lib/recurrent.ts';
import type { Sizes } from '../lib/signature.ts';
import { bothWays, merged, mergeOf, parted } from '../lib/two-directions.ts';

interface Direction extends Gate {
  readonly h0: Floats;
}

/** Two runs, one of them over the steps reversed and its states reversed back; side by side or added up. */
export default formula(
  'bidirectional-gru(x[N,T,D], hf0[N,H], Wf[3,H,D], Uf[3,H,H], bf[3,H], hb0[N,H], Wb[3,H,D], Ub[3,H,H], bb[3,H]) -> h[N,T,P]',
  mergeOf,
  (k) => {
    type Inputs = Record<'x' | 'hf0' | 'Wf' | 'Uf' | 'bf' | 'hb0' | 'Wb' | 'Ub' | 'bb', Floats>;
    const run = ({ x, hf0, Wf, Uf, bf, hb0, Wb, Ub, bb }: Inputs, sizes: Sizes) => {
      const f: Direction = { h0: hf0, W: Wf, U: Uf, b: bf };
      const b: Direction = { h0: hb0, W: Wb, U: Ub, b: bb };
      const xs = stepsOf(k, x, sizes, sizes.D);
      return {
        f,
        b,
        forward: runGru(k, f, xs, f.h0, sizes),
        backward: runGru(k, b, xs.toReversed(), b.h0, sizes),
      };
    };
    const states = (steps: ReturnType<typeof runGru>) => steps.map(({ h }) => h);

    return {
      forward(inputs, sizes, merge) {
        const { forward, backward } = run(inputs, sizes);
        return { h: merged(k, states(forward), states(backward), sizes, merge) };
      },

      vjp(inputs, { h: dh }, sizes, merge) {
        const { f, b, forward, backward } = run(inputs, sizes);
        const arriving = parted(k, dh, sizes, merge);
        const df = runGruBack(k, f, forward, arriving.forward, sizes);
        const db = runGruBack(k, b, backward, arriving.backward, sizes);
        return {
          x: bothWays(k, df.xs, db.xs, sizes),
          ...{ hf0: df.h0, Wf: df.W, Uf: df.U, bf: df.b },
          ...{ hb0: db.h0, Wb: db.W, Ub: db.U, bb: db.b },
        };
      },
    };
  },
);
