import { concatenate } from './arrays.ts';
import type { Floats, Kernels } from './kernels.ts';
import { type Gate, overTime, preactivation, preactivationGradient } from './recurrent.ts';
import type { Sizes } from './signature.ts';

/** x[N, T, n] as one array [N, n] for each step. */
export function stepsOf(k: Kernels, x: Floats, { N, T }: Sizes, n: number): Floats[] {
  const byTime = k.swapAxes(x, 1, N, T, n);
  return Array.from({ length: T }, (_, t) => byTime.subarray(t * N * n, (t + 1) * N * n));
}

/** One array [N, n] for each step as [N, T, n]. */
export const inTime = (k: Kernels, steps: readonly Floats[], { N, T }: Sizes, n: number): Floats =>
  k.swapAxes(concatenate(steps), 1, T, N, n);

/** What a run leaves for the way back: the sums before each tanh and the states after, step by step. */
export interface Run {
  readonly z: readonly Floats[];
  readonly h: readonly Floats[];
}

/** h_t = tanh(W x_t + U h_{t−1} + b), for steps x_t[N,D] and h_{−1} = h0[N,H]. */
export function runCell(k: Kernels, gate: Gate, xs: readonly Floats[], h0: Floats, sizes: Sizes): Run {
  const z: Floats[] = [];
  const h: Floats[] = [];
  for (const [t, x] of xs.entries()) {
    z.push(preactivation(k, gate, x, t === 0 ? h0 : h[t - 1], sizes));
    h.push(k.map('tanh', z[t]));
  }
  return { z, h };
}

/** From dh_t[N,H], what reaches the states from outside: dz_t = (dh_t + Uᵀ dz_{t+1}) / cosh² z_t, and from each its gradients. */
export function runCellBack(
  k: Kernels,
  gate: Gate,
  xs: readonly Floats[],
  h0: Floats,
  { z, h }: Run,
  dh: readonly Floats[],
  sizes: Sizes,
) {
  const steps: ReturnType<typeof preactivationGradient>[] = [];
  for (let t = xs.length - 1; t >= 0; t--) {
    const arriving = t === xs.length - 1 ? dh[t] : k.combine(1, dh[t], 1, steps[t + 1].h);
    const dz = k.mapGradient('tanh', z[t], arriving);
    steps[t] = preactivationGradient(k, gate, xs[t], t === 0 ? h0 : h[t - 1], dz, sizes);
  }
  return { xs: steps.map(({ x }) => x), h0: steps[0].h, ...overTime(k, steps) };
}
