import { formula, noOptions } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** Each map divided by its size: U[H, N·M]. */
function directions(k: Kernels, A: Floats, { H, N, M }: Sizes): { U: Floats; sizes: Floats } {
  const length = N * M;
  const norms = Array.from({ length: H }, (_, i) => k.norm(A.subarray(i * length, (i + 1) * length)));
  const sizes = A instanceof Float32Array ? Float32Array.from(norms) : Float64Array.from(norms);
  return { U: k.divide(A, k.repeat(sizes, H, length, 1)), sizes };
}

/** ρ = U Uᵀ with U_i = A_i / |A_i|; dU = (dρ + dρᵀ) U and dA_i = (dU_i − U_i (U_i·dU_i)) / |A_i|. */
export default formula('head-similarity(A[H,N,M]) -> rho[H,H]', noOptions, (k) => ({
  forward({ A }, bound) {
    const { U } = directions(k, A, bound);
    const { H, N, M } = bound;
    return { rho: k.matmul(U, U, { rows: H, inner: N * M, columns: H, transposeB: true }) };
  },

  vjp({ A }, { rho: drho }, bound) {
    const { H, N, M } = bound;
    const { U, sizes } = directions(k, A, bound);
    const symmetric = k.combine(1, drho, 1, k.swapAxes(drho, 1, H, H, 1));
    const dU = k.matmul(symmetric, U, { rows: H, inner: H, columns: N * M });
    const along = k.repeat(k.sum(k.multiply(U, dU), H, N * M, 1), H, N * M, 1);
    const across = k.combine(1, dU, -1, k.multiply(U, along));
    return { A: k.divide(across, k.repeat(sizes, H, N * M, 1)) };
  },
}));
