import { addAll } from '../lib/arrays.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { type Taken, take, takeBack, type Weights } from '../lib/output-fed.ts';
import { inTime, stepsOf } from '../lib/recurrence.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * Step t is fed o_{t−1}: z_t = W x_t + U o_{t−1} + b, h_t = tanh z_t, o_t = V h_t + c.
 * Reverse, from the last step: the cotangent of o_t is do_t + Uᵀ dz_{t+1}.
 */
export default formula(
  'output-recurrent-rnn(x[N,T,D], o0[N,Q], W[H,D], U[H,Q], b[H], V[Q,H], c[Q]) -> h[N,T,H], o[N,T,Q]',
  noOptions,
  (k) => {
    const run = (x: Floats, o0: Floats, weights: Weights, sizes: Sizes) => {
      const steps: Taken[] = [];
      for (const one of stepsOf(k, x, sizes, sizes.D))
        steps.push(take(k, weights, one, steps.at(-1)?.o ?? o0, sizes.N, sizes));
      return steps;
    };

    return {
      forward({ x, o0, ...weights }, sizes) {
        const steps = run(x, o0, weights, sizes);
        const all = (name: 'h' | 'o', width: number) =>
          inTime(
            k,
            steps.map((step) => step[name]),
            sizes,
            width,
          );
        return { h: all('h', sizes.H), o: all('o', sizes.Q) };
      },

      vjp({ x, o0, ...weights }, { h: dh, o: dout }, sizes) {
        const steps = run(x, o0, weights, sizes);
        const dhs = stepsOf(k, dh, sizes, sizes.H);
        const douts = stepsOf(k, dout, sizes, sizes.Q);
        const back: ReturnType<typeof takeBack>[] = [];
        for (let t = steps.length - 1; t >= 0; t--) {
          const arriving = t === steps.length - 1 ? douts[t] : k.combine(1, douts[t], 1, back[t + 1].fed);
          back[t] = takeBack(k, weights, steps[t], dhs[t], arriving, sizes.N, sizes);
        }
        const total = (name: keyof Weights) =>
          addAll(
            k,
            back.map((step) => step[name]),
          );
        const dx = back.map((step) => step.x);
        return {
          x: inTime(k, dx, sizes, sizes.D),
          o0: back[0].fed,
          W: total('W'),
          U: total('U'),
          b: total('b'),
          V: total('V'),
          c: total('c'),
        };
      },
    };
  },
);
