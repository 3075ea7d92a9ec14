import { attendGradient, weigh } from '../lib/attention.ts';
import { formula } from '../lib/formula.ts';

/** y = softmax(Q Kᵀ / √D) V, a query's weights shared out among the keys its mask lets through. */
export default formula(
  'scaled-dot-product-attention(Q[B,N,D], K[B,M,D], V[B,M,E], mask[B,N,M] in 2) -> y[B,N,E]',
  (_, { B, N, M, D, E }) => ({ batch: B, N, M, D, E }),
  (k) => ({
    forward: ({ Q, K, V, mask }, _, sizes) => ({ y: k.attend(Q, K, V, sizes, mask) }),

    vjp({ Q, K, V, mask }, { y: dy }, _, sizes) {
      const { P } = weigh(k, Q, K, V, sizes, mask);
      const { dQ, dK, dV } = attendGradient(k, Q, K, V, P, dy, sizes);
      return { Q: dQ, K: dK, V: dV };
    },
  }),
);
