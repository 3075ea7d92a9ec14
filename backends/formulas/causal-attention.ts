import { attendGradient, weigh } from '../lib/attention.ts';
import { formula } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

interface Masks {
  /** [B,N,M]: may the query see the key? */
  readonly may: Int32Array;
  /** [B,N]: may it see any? */
  readonly any: Int32Array;
}

/** Query i sees the keys up to i + shift that are no padding. */
function masks(seen: Int32Array, { B, N, M }: Sizes, shift: number): Masks {
  const [may, any] = [new Int32Array(B * N * M), new Int32Array(B * N)];
  for (let row = 0; row < B * N; row++)
    for (let j = 0; j <= Math.min(M - 1, (row % N) + shift); j++) {
      const one = seen[Math.floor(row / N) * M + j];
      may[row * M + j] = one;
      any[row] |= one;
    }
  return { may, any };
}

/** Zeros in the rows [B,N,width] of queries that see nothing. */
const unlessBlind = (k: Kernels, rows: Floats, any: Int32Array, width: number): Floats =>
  k.select(
    Int32Array.from(rows, (_, n) => any[Math.floor(n / width)]),
    rows,
    0,
  );

/** y = softmax(Q Kᵀ / √D) V over the keys up to the query’s place that are no padding; zeros where there are none. */
export default formula(
  'causal-attention(Q[B,N,D], K[B,M,D], V[B,M,E], seen[B,M] in 2) -> y[B,N,E]',
  (options, { N, M }) => ({
    shift: options.choice('align', ['top-left', 'bottom-right']) === 'bottom-right' ? M - N : 0,
  }),
  (k) => ({
    forward({ Q, K, V, seen }, sizes, { shift }) {
      const { B: batch, N, M, D, E } = sizes;
      const { may, any } = masks(seen, sizes, shift);
      return { y: unlessBlind(k, k.attend(Q, K, V, { batch, N, M, D, E }, may), any, E) };
    },

    vjp({ Q, K, V, seen }, { y: dy }, sizes, { shift }) {
      const { B: batch, N, M, D, E } = sizes;
      const { may, any } = masks(seen, sizes, shift);
      const { P } = weigh(k, Q, K, V, { batch, N, M, D, E }, may);
      const weights = unlessBlind(k, P, any, M);
      const { dQ, dK, dV } = attendGradient(k, Q, K, V, weights, dy, { batch, N, M, D, E });
      return { Q: dQ, K: dK, V: dV };
    },
  }),
);
