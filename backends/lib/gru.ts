import { addAll, concatenate } from './arrays.ts';
import type { Floats, Kernels } from './kernels.ts';
import { type Gate, overTime, preactivation, preactivationGradient } from './recurrent.ts';
import type { Sizes } from './signature.ts';

/** What one step leaves for the way back. */
interface Step {
  readonly x: Floats;
  readonly before: { readonly h: Floats };
  /** Sums and values: reset, update, one minus the update, candidate. */
  readonly sums: { readonly r: Floats; readonly z: Floats; readonly n: Floats };
  readonly r: Floats;
  readonly z: Floats;
  readonly rest: Floats;
  readonly n: Floats;
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
    const both = k.swapAxes(preactivation(k, gates, x, before.h, sizes, 2), 1, N, 2, H);
    const [ar, az] = [both.subarray(0, N * H), both.subarray(N * H)];
    const [r, z] = [k.map('sigmoid', ar), k.map('sigmoid', az)];
    const u = k.multiply(r, before.h);
    const an = preactivation(k, candidate, x, u, sizes);
    const n = k.map('tanh', an);
    const rest = k.map('sigmoid', k.affine(-1, az, 0));
    const h = k.combine(1, k.multiply(z, before.h), 1, k.multiply(rest, n));
    steps.push({ x, before, sums: { r: ar, z: az, n: an }, r, z, rest, n, u, h });
  }
  return steps;
}

/**
 * From dh_t of every step, backwards: dn = dh∘(1−z), dz = dh∘(h_{t−1} − n), du = Uᵀ through the candidate, dr = du∘h_{t−1};
 * dh_{t−1} = dh∘z + du∘r + what both gates pass on.
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
  const back: (Gate & { x: Floats })[] = [];
  let toState: Floats | undefined;
  for (const [t, { x, before, sums, r, z, rest, n, u }] of [...steps.entries()].reverse()) {
    const arriving = toState === undefined ? dh[t] : k.combine(1, dh[t], 1, toState);
    const dan = k.mapGradient('tanh', sums.n, k.multiply(arriving, rest));
    const toN = preactivationGradient(k, candidate, x, u, dan, sizes);
    const dar = k.mapGradient('sigmoid', sums.r, k.multiply(toN.h, before.h));
    const daz = k.mapGradient('sigmoid', sums.z, k.multiply(arriving, k.combine(1, before.h, -1, n)));
    const slots = k.swapAxes(concatenate([dar, daz]), 1, 2, N, H);
    const toGates = preactivationGradient(k, gates, x, before.h, slots, sizes, 2);
    toState = addAll(k, [k.multiply(arriving, z), k.multiply(toN.h, r), toGates.h]);
    back.unshift({
      x: k.combine(1, toGates.x, 1, toN.x),
      W: concatenate([toGates.W, toN.W]),
      U: concatenate([toGates.U, toN.U]),
      b: concatenate([toGates.b, toN.b]),
    });
  }
  return { xs: back.map(({ x }) => x), h0: toState as Floats, ...overTime(k, back) };
}
