import { addAll, concatenate } from './arrays.ts';
import { dense, denseGradient } from './dense.ts';
import type { Floats, Kernels } from './kernels.ts';
import type { Sizes } from './signature.ts';

/** The weights of one gate: W[H,D], U[H,H], b[H]. */
export interface Gate {
  readonly W: Floats;
  readonly U: Floats;
  readonly b: Floats;
}

/** Slot `q` of weights W[slots,H,D], U[slots,H,H], b[slots,H]. */
export const gateOf = ({ W, U, b }: Gate, q: number, { D, H }: Sizes): Gate => ({
  W: W.subarray(q * H * D, (q + 1) * H * D),
  U: U.subarray(q * H * H, (q + 1) * H * H),
  b: b.subarray(q * H, (q + 1) * H),
});

const ofInput = ({ N, D, H }: Sizes, slots: number) => ({ rows: N, inner: D, columns: slots * H });
const ofState = ({ N, H }: Sizes, slots: number) => ({ rows: N, inner: H, columns: slots * H });

/** z[N,slots,H] = W x + U h + b, for each row of x[N,D] and h[N,H]: all slots in one product. */
export const preactivation = (
  k: Kernels,
  { W, U, b }: Gate,
  x: Floats,
  h: Floats,
  sizes: Sizes,
  slots = 1,
): Floats => dense(k, h, U, ofState(sizes, slots), dense(k, x, W, ofInput(sizes, slots), b));

/** What reaches the weights and what was read. */
export type Reached = Gate & { readonly x: Floats; readonly h: Floats };

/** What dz[N,slots,H] gives x, h and the weights. */
export function preactivationGradient(
  k: Kernels,
  { W, U }: Gate,
  x: Floats,
  h: Floats,
  dz: Floats,
  sizes: Sizes,
  slots = 1,
): Reached {
  const input = denseGradient(k, x, W, dz, ofInput(sizes, slots));
  const state = denseGradient(k, h, U, dz, ofState(sizes, slots));
  return { x: input.x, h: state.x, W: input.W, U: state.W, b: k.sum(dz, 1, sizes.N, slots * sizes.H) };
}

/** The same weights serve at every step, and get the sum of what reaches them there. */
export function overTime(k: Kernels, steps: readonly Gate[]): Gate {
  const total = (name: 'W' | 'U' | 'b') =>
    addAll(
      k,
      steps.map((step) => step[name]),
    );
  return { W: total('W'), U: total('U'), b: total('b') };
}

/** The gradients of all slots, one after the other. */
export const stackGates = (gates: readonly Gate[]): { W: Floats; U: Floats; b: Floats } => ({
  W: concatenate(gates.map(({ W }) => W)),
  U: concatenate(gates.map(({ U }) => U)),
  b: concatenate(gates.map(({ b }) => b)),
});
