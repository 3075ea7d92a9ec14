import { addAll, concatenate } from './arrays.ts';
import type { Floats, Kernels } from './kernels.ts';
import { type Gate, overTime, preactivation, preactivationGradient } from './recurrent.ts';
import type { Sizes } from './signature.ts';

/** What one step leaves for the way back. */
interface Step {
  readonly x: Floats;
  readonly before: { readonly h: Floats };
  /** The sums of the gates r z [N,2,H], and of the candidate [N,H]. */
  readonly a: Floats;
  readonly s: Floats;
  /** r∘h. */
  readonly u: Floats;
  readonly h: Floats;
}

/** The reset and update gates' weights in one, and the candidate's. */
const parts = ({ W, U, b }: Gate, { D, H }: Sizes) => ({
  gates: { W: W.subarray(0, 2 * H * D), U: U.subarray(0, 2 * H * H), b: b.subarray(0, 2 * H) },
  candidate: { W: W.subarray(2 * H * D), U: U.subarray(2 * H * H), b: b.subarray(2 * H) },
});

/** Gated recurrent units over steps x_t[N,D] from h0[N,H]: both gates of a step in one product, then the candidate. */
export function runGru(k: Kernels, weights: Gate, xs: readonly Floats[], h0: Floats, sizes: Sizes): Step[] {
  const { N, H } = sizes;
  const { gates, candidate } = parts(weights, sizes);
  const steps: Step[] = [];
  for (const x of xs) {
    const before = steps.at(-1) ?? { h: h0 };
    const a = preactivation(k, gates, x, before.h, sizes, 2);
    const u = k.gruReset(a, before.h, N, H);
    const s = preactivation(k, candidate, x, u, sizes);
    steps.push({ x, before, a, s, u, h: k.gruState(a, s, before.h, N, H) });
  }
  return steps;
}

/**
 * From dh_t of every step, backwards: through the new state to the candidate, the update gate and h_{t−1}, from the
 * candidate to u = r∘h_{t−1} and so to the reset gate, from both gates once more to h_{t−1}.
 */
export function runGruBack(
  k: Kernels,
  weights: Gate,
  steps: readonly Step[],
  dh: readonly Floats[],
  sizes: Sizes,
) {
  const { N, H } = sizes;
  const { gates, candidate } = parts(weights, sizes);
  const back: (Gate & { x: Floats; h: Floats })[] = [];
  for (const [t, { x, before, a, s, u }] of [...steps.entries()].reverse()) {
    const arriving = back.length === 0 ? dh[t] : k.combine(1, dh[t], 1, back[0].h);
    const { daz, ds, dh: kept } = k.gruStateGradient(a, s, before.h, arriving, N, H);
    const toCandidate = preactivationGradient(k, candidate, x, u, ds, sizes);
    const { da, dh: reset } = k.gruResetGradient(a, before.h, daz, toCandidate.h, N, H);
    const toGates = preactivationGradient(k, gates, x, before.h, da, sizes, 2);
    back.unshift({
      x: k.combine(1, toGates.x, 1, toCandidate.x),
      h: addAll(k, [kept, reset, toGates.h]),
      W: concatenate([toGates.W, toCandidate.W]),
      U: concatenate([toGates.U, toCandidate.U]),
      b: concatenate([toGates.b, toCandidate.b]),
    });
  }
  return { xs: back.map(({ x }) => x), h0: back[0].h, ...overTime(k, back) };
}
