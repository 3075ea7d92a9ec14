import { formula, noOptions } from '../lib/formula.ts';
import { attendWithHeads, attendWithHeadsGradient } from '../lib/multi-head.ts';

/**
 * Q = X Wqᵀ, K = Y Wkᵀ, V = Y Wvᵀ for all heads at once; each head attends on its own; y = Z Woᵀ with Z the heads
 * side by side. Backward takes the same way back; Y receives what K and V pass on.
 */
export default formula(
  'multi-head-attention(X[B,N,D], Y[B,M,D], Wq[H,A,D], Wk[H,A,D], Wv[H,C,D], Wo[D,H,C]) -> y[B,N,D]',
  noOptions,
  (k) => ({
    forward: ({ X, Y, ...weights }, sizes) => ({ y: attendWithHeads(k, weights, X, Y, sizes) }),

    vjp: ({ X, Y, ...weights }, { y: dy }, sizes) => ({
      ...attendWithHeadsGradient(k, weights, X, Y, dy, sizes),
    }),
  }),
);
