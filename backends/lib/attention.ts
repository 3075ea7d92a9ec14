import type { Attention, Floats, Kernels } from './kernels.ts';

/** P = softmax(Q Kᵀ / √D) over the keys, −∞ where the mask is 0; y = P V. For who needs P; `Kernels.attend` has y alone. */
export function weigh(k: Kernels, Q: Floats, K: Floats, V: Floats, sizes: Attention, mask?: Int32Array) {
  const { batch, N, M, D, E } = sizes;
  const scale = 1 / Math.sqrt(D);
  const scores = k.matmul(Q, K, { batch, rows: N, inner: D, columns: M, transposeB: true, scale });
  const P = k.softmax(mask === undefined ? scores : k.select(mask, scores, Number.NEGATIVE_INFINITY), M);
  return { P, y: k.matmul(P, V, { batch, rows: N, inner: M, columns: E }) };
}

/** dV = Pᵀ dy, dP = dy Vᵀ; dS from the softmax, which is 0 where P is 0; dQ = dS K / √D, dK = dSᵀ Q / √D. */
export function attendGradient(
  k: Kernels,
  Q: Floats,
  K: Floats,
  V: Floats,
  P: Floats,
  dy: Floats,
  { batch, N, M, D, E }: Attention,
) {
  const scale = 1 / Math.sqrt(D);
  const dP = k.matmul(dy, V, { batch, rows: N, inner: E, columns: M, transposeB: true });
  const dS = k.softmaxGradient(P, dP, M);
  return {
    dQ: k.matmul(dS, K, { batch, rows: N, inner: M, columns: D, scale }),
    dK: k.matmul(dS, Q, { batch, rows: M, inner: N, columns: D, transposeA: true, scale }),
    dV: k.matmul(P, dy, { batch, rows: M, inner: N, columns: E, transposeA: true }),
  };
}
