import { concatenate } from './arrays.ts';
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

/** z = x Wᵀ + h Uᵀ + b. */
export function preactivation(
  k: Kernels,
  { W, U, b }: Gate,
  x: Floats,
  h: Floats,
  { N, D, H }: Sizes,
): Floats {
  const wx = k.matmul(x, W, { rows: N, inner: D, columns: H, transposeB: true, plus: b });
  return k.matmul(h, U, { rows: N, inner: H, columns: H, transposeB: true, plus: wx });
}

/** From dz: dx = dz W, dh = dz U, dW = dzᵀ x, dU = dzᵀ h, db = Σ dz. */
export function preactivationGradient(
  k: Kernels,
  { W, U }: Gate,
  x: Floats,
  h: Floats,
  dz: Floats,
  { N, D, H }: Sizes,
): Gate & { readonly x: Floats; readonly h: Floats } {
  return {
    x: k.matmul(dz, W, { rows: N, inner: H, columns: D }),
    h: k.matmul(dz, U, { rows: N, inner: H, columns: H }),
    W: k.matmul(dz, x, { rows: H, inner: N, columns: D, transposeA: true }),
    U: k.matmul(dz, h, { rows: H, inner: N, columns: H, transposeA: true }),
    b: k.sum(dz, 1, N, H),
  };
}

/** The gradients of all slots, one after the other. */
export const stackGates = (gates: readonly Gate[]): { W: Floats; U: Floats; b: Floats } => ({
  W: concatenate(gates.map(({ W }) => W)),
  U: concatenate(gates.map(({ U }) => U)),
  b: concatenate(gates.map(({ b }) => b)),
});
