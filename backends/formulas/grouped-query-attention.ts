import { attendGradient, weigh } from '../lib/attention.ts';
import { formula } from '../lib/formula.ts';
import type { Attention } from '../lib/kernels.ts';

/**
 * y = softmax(Q Kᵀ / √D) V of every head with the keys and values of its group. The heads of a group lie one after the
 * other: their queries are one long sequence to the group's keys, and the gradients of these add up by themselves.
 */
export default formula(
  'grouped-query-attention(Q[B,H,N,D], K[B,G,M,D], V[B,G,M,E]) -> y[B,H,N,E]',
  (options, { B, H, G, N, M, D, E }): { readonly sizes: Attention } => {
    if (H % G !== 0) options.reject(`a multiple of ${G} heads, the groups of K`, H);
    return { sizes: { batch: B * G, N: (H / G) * N, M, D, E } };
  },
  (k) => ({
    forward: ({ Q, K, V }, _, { sizes }) => ({ y: k.attend(Q, K, V, sizes) }),

    vjp({ Q, K, V }, { y: dy }, _, { sizes }) {
      const { P } = weigh(k, Q, K, V, sizes);
      const { dQ, dK, dV } = attendGradient(k, Q, K, V, P, dy, sizes);
      return { Q: dQ, K: dK, V: dV };
    },
  }),
);
