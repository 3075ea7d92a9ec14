import { addAll, concatenate } from './arrays.ts';
import { dense, denseGradient } from './dense.ts';
import type { Floats, Kernels } from './kernels.ts';
import type { Gate } from './recurrent.ts';
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

const layers = ({ N, D, H }: Sizes, slots: number) => ({
  input: { rows: N, inner: D, columns: slots * H },
  state: { rows: N, inner: H, columns: slots * H },
});

/** Gated recurrent units over steps x_t[N,D] from h0[N,H]: both gates of a step in one product, then the candidate. */
export function runGru(k: Kernels, weights: Gate, xs: readonly Floats[], h0: Floats, sizes: Sizes): Step[] {
  const { N, H } = sizes;
  const { gates, candidate } = parts(weights, sizes);
  const sum = ({ W, U, b }: Gate, x: Floats, h: Floats, slots: number) => {
    const { input, state } = layers(sizes, slots);
    return k.swapAxes(dense(k, h, U, state, dense(k, x, W, input, b)), 1, N, slots, H);
  };
  const steps: Step[] = [];
  for (const x of xs) {
    const before = steps.at(-1) ?? { h: h0 };
    const both = sum(gates, x, before.h, 2);
    const [ar, az] = [both.subarray(0, N * H), both.subarray(N * H)];
    const [r, z] = [k.map('sigmoid', ar), k.map('sigmoid', az)];
    const u = k.multiply(r, before.h);
    const an = sum(candidate, x, u, 1);
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
  const through = ({ W, U }: Gate, x: Floats, h: Floats, dz: Floats, slots: number) => {
    const { input, state } = layers(sizes, slots);
    const [read, kept] = [denseGradient(k, x, W, dz, input), denseGradient(k, h, U, dz, state)];
    return { x: read.x, h: kept.x, W: read.W, U: kept.W, b: k.sum(dz, 1, N, slots * H) };
  };
  for (const [t, { x, before, sums, r, z, rest, n, u }] of [...steps.entries()].reverse()) {
    const arriving = toState === undefined ? dh[t] : k.combine(1, dh[t], 1, toState);
    const dan = k.mapGradient('tanh', sums.n, k.multiply(arriving, rest));
    const toN = through(candidate, x, u, dan, 1);
    const dar = k.mapGradient('sigmoid', sums.r, k.multiply(toN.h, before.h));
    const daz = k.mapGradient('sigmoid', sums.z, k.multiply(arriving, k.combine(1, before.h, -1, n)));
    const toGates = through(gates, x, before.h, k.swapAxes(concatenate([dar, daz]), 1, 2, N, H), 2);
    toState = addAll(k, [k.multiply(arriving, z), k.multiply(toN.h, r), toGates.h]);
    back.unshift({
      x: k.combine(1, toGates.x, 1, toN.x),
      W: concatenate([toGates.W, toN.W]),
      U: concatenate([toGates.U, toN.U]),
      b: concatenate([toGates.b, toN.b]),
    });
  }
  const total = (name: 'W' | 'U' | 'b') =>
    addAll(
      k,
      back.map((step) => step[name]),
    );
  return {
    xs: back.map(({ x }) => x),
    h0: toState as Floats,
    W: total('W'),
    U: total('U'),
    b: total('b'),
  };
}
