import { addAll } from './arrays.ts';
import { attendGradient, weigh } from './attention.ts';
import { type Dense, dense, denseGradient } from './dense.ts';
import type { Attention, Floats, Kernels } from './kernels.ts';
import type { Sizes } from './signature.ts';

/** Wq[H,A,D], Wk[H,A,D], Wv[H,C,D], Wo[D,H,C]. */
export interface Heads {
  readonly Wq: Floats;
  readonly Wk: Floats;
  readonly Wv: Floats;
  readonly Wo: Floats;
}

/** Of queries X[B,N,D] and keys Y[B,M,D]. */
export interface MultiHead {
  readonly toQ: Dense;
  readonly toK: Dense;
  readonly toV: Dense;
  readonly toY: Dense;
  readonly heads: Attention;
}

export const multiHead = ({ A, B, C, D, H, M, N }: Sizes): MultiHead => ({
  toQ: { rows: B * N, inner: D, columns: H * A },
  toK: { rows: B * M, inner: D, columns: H * A },
  toV: { rows: B * M, inner: D, columns: H * C },
  toY: { rows: B * N, inner: H * C, columns: D },
  heads: { batch: B * H, N, M, D: A, E: C },
});

/** Queries, keys and values of all heads, each head's rows together. */
function projected(k: Kernels, { Wq, Wk, Wv }: Heads, X: Floats, Y: Floats, sizes: Sizes) {
  const { A, B, C, H, M, N } = sizes;
  const { toQ, toK, toV } = multiHead(sizes);
  return {
    Q: k.swapAxes(dense(k, X, Wq, toQ), B, N, H, A),
    K: k.swapAxes(dense(k, Y, Wk, toK), B, M, H, A),
    V: k.swapAxes(dense(k, Y, Wv, toV), B, M, H, C),
  };
}

/** Each head attends on its own; y = Z Woᵀ with Z the heads side by side. A mask [B·H,N,M] of zeros blocks. */
export function attendWithHeads(
  k: Kernels,
  weights: Heads,
  X: Floats,
  Y: Floats,
  sizes: Sizes,
  mask?: Int32Array,
): Floats {
  const { B, C, H, N } = sizes;
  const { toY, heads } = multiHead(sizes);
  const { Q, K, V } = projected(k, weights, X, Y, sizes);
  return dense(k, k.swapAxes(k.attend(Q, K, V, heads, mask), B, H, N, C), weights.Wo, toY);
}

/** What dy gives X, Y and the weights; Y receives what keys and values pass on. */
export function attendWithHeadsGradient(
  k: Kernels,
  weights: Heads,
  X: Floats,
  Y: Floats,
  dy: Floats,
  sizes: Sizes,
  mask?: Int32Array,
): Heads & { readonly X: Floats; readonly Y: Floats } {
  const { A, B, C, H, M, N } = sizes;
  const { toQ, toK, toV, toY, heads } = multiHead(sizes);
  const { Q, K, V } = projected(k, weights, X, Y, sizes);
  const { P, y } = weigh(k, Q, K, V, heads, mask);
  const output = denseGradient(k, k.swapAxes(y, B, H, N, C), weights.Wo, dy, toY);
  const { dQ, dK, dV } = attendGradient(k, Q, K, V, P, k.swapAxes(output.x, B, N, H, C), heads);
  const queries = denseGradient(k, X, weights.Wq, k.swapAxes(dQ, B, H, N, A), toQ);
  const keys = denseGradient(k, Y, weights.Wk, k.swapAxes(dK, B, H, M, A), toK);
  const values = denseGradient(k, Y, weights.Wv, k.swapAxes(dV, B, H, M, C), toV);
  return {
    X: queries.x,
    Y: addAll(k, [keys.x, values.x]),
    Wq: queries.W,
    Wk: keys.W,
    Wv: values.W,
    Wo: output.W,
  };
}
