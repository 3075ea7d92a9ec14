import type { Floats, Gated, Kernels } from './kernels.ts';
import { type Gate, overTime, preactivation, preactivationGradient, type Reached } from './recurrent.ts';
import type { Sizes } from './signature.ts';

const SLOTS = 4;

/** What one step leaves for the way back: what it read, the sums of its gates i f g o [N,4,H], and what they made. */
interface Step {
  readonly x: Floats;
  readonly before: { readonly h: Floats; readonly c: Floats };
  readonly z: Floats;
  readonly made: Gated<Floats>;
  readonly c: Floats;
  readonly h: Floats;
}

/** A long short-term memory over steps x_t[N,D] from h0, c0[N,H]. */
export function runLstm(
  k: Kernels,
  weights: Gate,
  xs: readonly Floats[],
  h0: Floats,
  c0: Floats,
  sizes: Sizes,
): Step[] {
  const steps: Step[] = [];
  for (const x of xs) {
    const before = steps.at(-1) ?? { h: h0, c: c0 };
    const z = preactivation(k, weights, x, before.h, sizes, SLOTS);
    const made = k.lstmGates(z, before.c, sizes.N, sizes.H);
    steps.push({ x, before, z, made, c: made.c1, h: made.h1 });
  }
  return steps;
}

/**
 * From dh_t of every step and dc of the last, backwards: dc += dh∘o / cosh² c; di = dc∘g, df = dc∘c_{t−1}, dg = dc∘i,
 * do = dh∘tanh c, each through its activation and in one product to x_t and h_{t−1}; dc_{t−1} = dc∘f.
 */
export function runLstmBack(
  k: Kernels,
  weights: Gate,
  steps: readonly Step[],
  dh: readonly Floats[],
  dcLast: Floats,
  sizes: Sizes,
) {
  const { N, H } = sizes;
  const back: Reached[] = [];
  let toCell = dcLast;
  for (const [t, { x, before, z, made }] of [...steps.entries()].reverse()) {
    const arriving = back.length === 0 ? dh[t] : k.combine(1, dh[t], 1, back[0].h);
    const { dz, dc } = k.lstmGatesGradient(z, before.c, made, toCell, arriving, N, H);
    back.unshift(preactivationGradient(k, weights, x, before.h, dz, sizes, SLOTS));
    toCell = dc;
  }
  return { xs: back.map(({ x }) => x), h0: back[0].h, c0: toCell, ...overTime(k, back) };
}
