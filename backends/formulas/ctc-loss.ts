import { formula, noOptions } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * The states of a target of L labels are blank, label, blank, …, blank: 2 L + 1. α are the logarithms of all paths to a state
 * together, β of all paths from it; a step's share of a state is exp(α + β − log P), and the gradient minus that. In doubles.
 */
export default formula(
  'ctc-loss(l[N,T,C], t[N,S] in 1000000, length[N] in 1000000) -> loss[N]',
  noOptions,
  () => ({
    forward({ l, t, length }, sizes) {
      const loss = zeros(l, sizes.N);
      for (let n = 0; n < sizes.N; n++) loss[n] = -whole(forwards(sample(l, t, length, n, sizes)));
      return { loss };
    },

    vjp({ l, t, length }, { loss }, sizes) {
      const { N, T, C } = sizes;
      const dl = zeros(l, l.length);
      for (let n = 0; n < N; n++) {
        const one = sample(l, t, length, n, sizes);
        const alpha = forwards(one);
        // Backwards the same target is the target turned round.
        const beta = forwards({
          states: one.states.toReversed(),
          at: (s, k) => one.at(T - 1 - s, k),
          steps: T,
        });
        const all = whole(alpha);
        const shares = new Float64Array(T * C);
        for (let s = 0; s < T; s++)
          for (const [u, k] of one.states.entries()) {
            const both = alpha[s][u] + beta[T - 1 - s][one.states.length - 1 - u];
            if (both > -Infinity) shares[s * C + k] += Math.exp(both - one.at(s, k) - all);
          }
        for (const [at, share] of shares.entries()) dl[n * T * C + at] = -loss[n] * share;
      }
      return { l: dl };
    },
  }),
);

interface Sample {
  /** The class of each state. */
  readonly states: readonly number[];
  readonly steps: number;
  /** The log-probability of a class at a step. */
  at(s: number, k: number): number;
}

function sample(l: Floats, t: Int32Array, length: Int32Array, n: number, { T, C, S }: Sizes): Sample {
  const blank = C - 1;
  const labels = [...t.subarray(n * S, n * S + length[n])];
  return {
    states: [blank, ...labels.flatMap((label) => [label, blank])],
    steps: T,
    at: (s, k) => l[(n * T + s) * C + k],
  };
}

/** α of each step and state. */
function forwards({ states, steps, at }: Sample): number[][] {
  const alpha = [states.map((k, u) => (u < 2 ? at(0, k) : -Infinity))];
  for (let s = 1; s < steps; s++) {
    const before = alpha[s - 1];
    alpha.push(
      states.map((k, u) => {
        const skips = u % 2 === 1 && u > 1 && k !== states[u - 2];
        return at(s, k) + logSum([before[u], before[u - 1] ?? -Infinity, skips ? before[u - 2] : -Infinity]);
      }),
    );
  }
  return alpha;
}

/** Paths end with the last blank or the last label. */
const whole = (alpha: readonly number[][]): number => logSum(alpha[alpha.length - 1].slice(-2));

function logSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  if (most === -Infinity) return most;
  return most + Math.log(logs.reduce((sum, x) => sum + Math.exp(x - most), 0));
}
