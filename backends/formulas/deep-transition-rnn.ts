import { addAll } from '../lib/arrays.ts';
import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import { perceptron, perceptronBack } from '../lib/perceptron.ts';
import { inTime, stepsOf } from '../lib/recurrence.ts';
import type { Sizes } from '../lib/signature.ts';

type Weights = Record<'W1' | 'w1' | 'W2' | 'A1' | 'a1' | 'A2' | 'S' | 'b' | 'V1' | 'v1' | 'V2' | 'c', Floats>;

const into = ({ W1, w1, W2 }: Weights) => ({ A: W1, a: w1, B: W2 });
const across = ({ A1, a1, A2 }: Weights) => ({ A: A1, a: a1, B: A2 });
const out = ({ V1, v1, V2 }: Weights) => ({ A: V1, a: v1, B: V2 });

const ofInput = ({ N, T, D, P, H }: Sizes) => ({ rows: N * T, inner: D, hidden: P, columns: H });
const ofState = ({ N, H, M }: Sizes) => ({ rows: N, inner: H, hidden: M, columns: H });
const ofSkip = ({ N, H }: Sizes) => ({ rows: N, inner: H, columns: H });
const ofOutput = ({ N, T, H, R, Q }: Sizes) => ({ rows: N * T, inner: H, hidden: R, columns: Q });

/**
 * z_t = W2 tanh(W1 x_t + w1) + A2 tanh(A1 h_{t−1} + a1) (+ S h_{t−1}) + b, h_t = tanh z_t, o = V2 tanh(V1 h + v1) + c;
 * inputs and outputs for all steps at once. Reverse, from the last step: what dz_t gives h_{t−1} through the perceptron,
 * plus Sᵀ dz_t with the skip.
 */
export default formula(
  'deep-transition-rnn(x[N,T,D], h0[N,H], W1[P,D], w1[P], W2[H,P], A1[M,H], a1[M], A2[H,M], S[H,H], b[H], V1[R,H], v1[R], V2[Q,R], c[Q]) -> h[N,T,H], o[N,T,Q]',
  (options) => ({ skip: options.flag('skip') }),
  (k) => {
    const run = (x: Floats, h0: Floats, weights: Weights, sizes: Sizes, skip: boolean) => {
      const input = perceptron(k, into(weights), x, ofInput(sizes), weights.b);
      const steps: { before: Floats; sums: Floats; z: Floats; h: Floats }[] = [];
      for (const read of stepsOf(k, input.y, sizes, sizes.H)) {
        const before = steps.at(-1)?.h ?? h0;
        const { sums, y } = perceptron(k, across(weights), before, ofState(sizes));
        const deep = k.combine(1, read, 1, y);
        const z = skip ? k.combine(1, deep, 1, dense(k, before, weights.S, ofSkip(sizes))) : deep;
        steps.push({ before, sums, z, h: k.map('tanh', z) });
      }
      const h = inTime(
        k,
        steps.map((step) => step.h),
        sizes,
        sizes.H,
      );
      return { input, steps, h, output: perceptron(k, out(weights), h, ofOutput(sizes), weights.c) };
    };

    return {
      forward({ x, h0, ...weights }, sizes, { skip }) {
        const { h, output } = run(x, h0, weights, sizes, skip);
        return { h, o: output.y };
      },

      vjp({ x, h0, ...weights }, { h: dh, o: dout }, sizes, { skip }) {
        const { input, steps, h, output } = run(x, h0, weights, sizes, skip);
        const rows = sizes.N * sizes.T;
        const above = perceptronBack(k, out(weights), h, output.sums, dout, ofOutput(sizes));
        const arriving = stepsOf(k, k.combine(1, dh, 1, above.x), sizes, sizes.H);

        const dz: Floats[] = [];
        const back: ReturnType<typeof perceptronBack>[] = [];
        const S: Floats[] = [];
        let later = zeros(h0, h0.length);
        for (let t = sizes.T - 1; t >= 0; t--) {
          const { before, sums, z } = steps[t];
          dz[t] = k.mapGradient('tanh', z, k.combine(1, arriving[t], 1, later));
          back[t] = perceptronBack(k, across(weights), before, sums, dz[t], ofState(sizes));
          const past = denseGradient(k, before, weights.S, dz[t], ofSkip(sizes));
          S[t] = skip ? past.W : zeros(past.W, past.W.length);
          later = skip ? k.combine(1, back[t].x, 1, past.x) : back[t].x;
        }

        const dread = inTime(k, dz, sizes, sizes.H);
        const below = perceptronBack(k, into(weights), x, input.sums, dread, ofInput(sizes));
        const total = (name: 'A' | 'a' | 'B') =>
          addAll(
            k,
            back.map((step) => step[name]),
          );
        return {
          x: below.x,
          h0: later,
          W1: below.A,
          w1: below.a,
          W2: below.B,
          A1: total('A'),
          a1: total('a'),
          A2: total('B'),
          S: addAll(k, S),
          b: k.sum(dread, 1, rows, sizes.H),
          V1: above.A,
          v1: above.a,
          V2: above.B,
          c: k.sum(dout, 1, rows, sizes.Q),
        };
      },
    };
  },
);
